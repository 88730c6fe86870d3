/// Ids, sizes, checks, clock, settings, lifecycle and the ports that cross floors.
@NullMarked
package io.holdfast.base;

import org.jspecify.annotations.NullMarked;
