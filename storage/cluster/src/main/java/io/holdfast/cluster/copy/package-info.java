/// One drive's copy of the registry: its state, its records and its files
/// (docs/formats/registry.md).
@NullMarked
package io.holdfast.cluster.copy;

import org.jspecify.annotations.NullMarked;
