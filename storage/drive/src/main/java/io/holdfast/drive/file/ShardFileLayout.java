package io.holdfast.drive.file;

import io.holdfast.drive.disk.Aligned;

/// Where things stand in a shard file; `docs/formats/shard-file.md` draws it.
///
/// @param chunkBytes length of each chunk but the last
/// @param length of all chunks together
record ShardFileLayout(int chunkBytes, long length) {
    /// Every chunk begins at a block, so that direct I/O needs no copy.
    long stride() {
        return Aligned.up(chunkBytes);
    }

    long chunks() {
        return (length + chunkBytes - 1) / chunkBytes;
    }

    int bytesOf(long chunk) {
        return (int) Math.min(chunkBytes, length - chunk * chunkBytes);
    }

    long offsetOf(long chunk) {
        return chunk * stride();
    }

    long tableOffset() {
        return chunks() * stride();
    }

    long tableBytes() {
        return chunks() * Integer.BYTES;
    }

    /// Table and footer together, in whole blocks; the footer ends the file.
    long trailerBytes() {
        return Aligned.up(tableBytes() + ShardFooter.BYTES);
    }

    long fileBytes() {
        return tableOffset() + trailerBytes();
    }
}
