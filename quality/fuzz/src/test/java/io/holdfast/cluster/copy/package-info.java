/// Copies of the registry against bytes that nobody meant.
@NullMarked
package io.holdfast.cluster.copy;

import org.jspecify.annotations.NullMarked;
