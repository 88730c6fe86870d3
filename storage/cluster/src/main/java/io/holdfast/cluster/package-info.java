/// Pools, sets, registry and slot leadership.
@NullMarked
package io.holdfast.cluster;

import org.jspecify.annotations.NullMarked;
