/// Feeds every parser of the house with bytes that nobody meant.
@NullMarked
package io.holdfast.fuzz;

import org.jspecify.annotations.NullMarked;
