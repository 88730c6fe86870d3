/// Concurrent histories of the engine in this process, checked for their order.
@NullMarked
package io.holdfast.simulation.order;

import org.jspecify.annotations.NullMarked;
