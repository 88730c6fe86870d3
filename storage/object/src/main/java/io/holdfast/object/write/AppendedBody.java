package io.holdfast.object.write;

import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.digest.ChecksumValue;
import io.holdfast.object.ObjectBody;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/// An object's bytes with new ones behind them. What the client declared is of the new ones, and is
/// compared with them before their end is told. One thread.
final class AppendedBody implements ObjectBody {
    private final ObjectBody old;
    private final ObjectBody more;
    private final MessageDigest md5;
    private final BodyDigests digests;
    private final boolean hasAlgorithm;
    private boolean isOldRead;
    private boolean isVerified;

    /// @param algorithm of the checksum that comes with the new bytes, if one does
    AppendedBody(ObjectBody old, ObjectBody more, Optional<ChecksumAlgorithm> algorithm) {
        this.old = old;
        this.more = more;
        this.digests = new BodyDigests(algorithm);
        this.hasAlgorithm = algorithm.isPresent();
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5", e);
        }
    }

    @Override
    public long length() {
        return old.length() + more.length();
    }

    @Override
    public int read(ByteBuffer into) throws IOException, StoreException {
        if (!isOldRead) {
            int count = old.read(into);
            if (count >= 0) {
                return count;
            }
            isOldRead = true;
        }
        int start = into.position();
        int count = more.read(into);
        if (count < 0) {
            verify();
            return -1;
        }
        ByteBuffer read = into.slice(start, count);
        md5.update(read.duplicate());
        digests.update(read);
        return count;
    }

    private void verify() throws StoreException {
        if (isVerified) {
            return;
        }
        isVerified = true;
        var _ = digests.verify(more, md5.digest());
        if (!hasAlgorithm && more.expectedChecksum().isPresent()) {
            throw new StoreException(
                    StoreError.BAD_CHECKSUM, "a checksum was declared that nobody computes");
        }
    }

    @Override
    public Optional<byte[]> expectedMd5() {
        return Optional.empty();
    }

    @Override
    public Optional<ChecksumValue> expectedChecksum() {
        return Optional.empty();
    }
}
