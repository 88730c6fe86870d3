/// Layouts and registry values against bytes that nobody meant.
@NullMarked
package io.holdfast.cluster;

import org.jspecify.annotations.NullMarked;
