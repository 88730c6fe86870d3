/// Copies of the registry against bytes that nobody meant.
@NullMarked
package io.holdfast.kms;

import org.jspecify.annotations.NullMarked;
