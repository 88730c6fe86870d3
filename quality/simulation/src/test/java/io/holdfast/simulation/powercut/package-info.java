/// The engine on real drives whose power is cut.
@NullMarked
package io.holdfast.simulation.powercut;

import org.jspecify.annotations.NullMarked;
