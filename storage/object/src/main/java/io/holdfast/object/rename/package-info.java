/// Objects that get another key, and what is left to do when that was broken off.
@NullMarked
package io.holdfast.object.rename;

import org.jspecify.annotations.NullMarked;
