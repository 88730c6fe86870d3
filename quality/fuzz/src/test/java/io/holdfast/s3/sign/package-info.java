/// Signatures and framings that nobody meant.
@NullMarked
package io.holdfast.s3.sign;

import org.jspecify.annotations.NullMarked;
