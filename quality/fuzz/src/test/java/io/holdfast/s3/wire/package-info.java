/// Forms of the wire that nobody meant.
@NullMarked
package io.holdfast.s3.wire;

import org.jspecify.annotations.NullMarked;
