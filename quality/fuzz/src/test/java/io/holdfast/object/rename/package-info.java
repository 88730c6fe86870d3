/// What is kept of renames, against bytes that nobody meant.
@NullMarked
package io.holdfast.object.rename;

import org.jspecify.annotations.NullMarked;
