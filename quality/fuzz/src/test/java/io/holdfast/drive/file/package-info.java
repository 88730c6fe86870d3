/// Shard files against bytes that nobody meant.
@NullMarked
package io.holdfast.drive.file;

import org.jspecify.annotations.NullMarked;
