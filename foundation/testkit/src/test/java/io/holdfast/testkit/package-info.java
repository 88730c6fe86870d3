/// Tests of what tests share.
@NullMarked
package io.holdfast.testkit;

import org.jspecify.annotations.NullMarked;
