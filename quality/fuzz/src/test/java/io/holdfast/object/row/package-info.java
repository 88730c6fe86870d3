/// Rows against bytes that nobody meant.
@NullMarked
package io.holdfast.object.row;

import org.jspecify.annotations.NullMarked;
