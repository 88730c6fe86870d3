/// The ordered index of a drive: RocksDB behind bytes and family numbers.
@NullMarked
package io.holdfast.drive.index;

import org.jspecify.annotations.NullMarked;
