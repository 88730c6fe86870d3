/// The engine under seeded faults, in simulated time, and histories checked for their order.
@NullMarked
package io.holdfast.simulation;

import org.jspecify.annotations.NullMarked;
