/// Whole requests that nobody meant.
@NullMarked
package io.holdfast.s3;

import org.jspecify.annotations.NullMarked;
