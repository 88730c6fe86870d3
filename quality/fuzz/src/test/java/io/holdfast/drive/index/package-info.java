/// RocksDB's manifest against bytes that nobody meant.
@NullMarked
package io.holdfast.drive.index;

import org.jspecify.annotations.NullMarked;
