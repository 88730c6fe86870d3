/// Shard files and direct I/O: bytes and paths, nothing about changes.
@NullMarked
package io.holdfast.drive.file;

import org.jspecify.annotations.NullMarked;
