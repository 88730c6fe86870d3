package io.holdfast.object.rename;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;

/// What a rename is about to do, kept in the registry until it is done:
///
/// ```
/// format 1 (1) · bucket id (8) · bucket (text) · source (text) · change (8) · target (text) · write id (8)
/// ```
///
/// @param bucketId of the bucket that was meant; another one of its name is not
/// @param sourceChange last change of the object that is renamed
/// @param writeId that the version with the new key has
record RenameIntent(
        long bucketId,
        String bucket,
        String source,
        long sourceChange,
        String target,
        long writeId) {
    private static final int FORMAT = 1;

    byte[] toBytes() {
        return new ByteWriter(64)
                .u8(FORMAT)
                .i64(bucketId)
                .text(bucket)
                .text(source)
                .i64(sourceChange)
                .text(target)
                .i64(writeId)
                .toBytes();
    }

    /// @throws IllegalArgumentException when it is none
    static RenameIntent read(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int format = in.u8();
        if (format != FORMAT) {
            throw new IllegalArgumentException("unknown format of a rename: " + format);
        }
        return new RenameIntent(in.i64(), in.text(), in.text(), in.i64(), in.text(), in.i64());
    }
}
