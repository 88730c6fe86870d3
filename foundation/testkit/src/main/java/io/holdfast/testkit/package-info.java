/// What tests of every room share: seeds, a hand-moved clock, temporary drives.
@NullMarked
package io.holdfast.testkit;

import org.jspecify.annotations.NullMarked;
