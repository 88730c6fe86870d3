package io.holdfast.s3.form;

import io.holdfast.digest.ChecksumValue;
import io.holdfast.object.ObjectBody;
import io.holdfast.s3.sign.DeclaredDigests;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3BodyException;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// The file of a form, as it comes. How long it is shows at its end: other fields may follow. One
/// thread.
final class FormFile implements ObjectBody {
    private final MultipartReader parts;
    private final DeclaredDigests digests;
    private final long sizeMin;
    private final long sizeMax;
    private final long bytesMax;
    private long size;

    /// @param parts whose next content is the file
    /// @param sizeMin fewest bytes allowed
    /// @param sizeMax most bytes allowed
    /// @param bytesMax of the request that are still to come
    FormFile(
            MultipartReader parts,
            DeclaredDigests digests,
            long sizeMin,
            long sizeMax,
            long bytesMax) {
        this.parts = parts;
        this.digests = digests;
        this.sizeMin = sizeMin;
        this.sizeMax = sizeMax;
        this.bytesMax = bytesMax;
    }

    /// What the form declares of the file.
    DeclaredDigests digests() {
        return digests;
    }

    @Override
    public long length() {
        return bytesMax;
    }

    @Override
    public boolean isLengthExact() {
        return false;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int count = parts.read(into);
        if (count < 0) {
            if (size < sizeMin) {
                throw new S3BodyException(
                        new S3Exception(ErrorCode.FILE_TOO_SMALL)
                                .with("ProposedSize", Long.toString(size))
                                .with("MinSizeAllowed", Long.toString(sizeMin)));
            }
            return -1;
        }
        size += count;
        if (size > sizeMax) {
            throw new S3BodyException(
                    new S3Exception(ErrorCode.ENTITY_TOO_LARGE)
                            .with("MaxSizeAllowed", Long.toString(sizeMax)));
        }
        return count;
    }

    @Override
    public Optional<byte[]> expectedMd5() {
        return digests.md5();
    }

    @Override
    public Optional<ChecksumValue> expectedChecksum() {
        return digests.checksum();
    }
}
