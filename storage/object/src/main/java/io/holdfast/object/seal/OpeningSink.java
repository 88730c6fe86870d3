package io.holdfast.object.seal;

import io.holdfast.base.Checks;
import io.holdfast.base.ports.ContentCipher;
import io.holdfast.base.ports.SealingException;
import io.holdfast.object.ByteSink;
import io.holdfast.object.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Opens the packages that a range of an object touches, and passes on the bytes of the range. It
/// takes the sealed bytes from {@link #sealedOffset} on, {@link #sealedLength} of them, in pieces
/// that end where packages end. Bytes go on only when their package is authentic. One thread.
public final class OpeningSink implements ByteSink {
    private final ContentCipher cipher;
    private final long lastPackage;
    private final long end;
    private final ByteSink out;
    private final long sealedOffset;
    private final long sealedLength;
    private final byte[] sealed;
    private final byte[] plain;
    private long number;
    private long at;

    /// @param size bytes of the whole object or part
    /// @param offset first byte wanted
    /// @param length of the range; positive, or 0 of an object without bytes, which is
    ///   authenticated all the same
    public OpeningSink(ContentCipher cipher, long size, long offset, long length, ByteSink out) {
        Checks.that(offset >= 0 && length >= 0 && offset + length <= size, "the range is inside");
        this.cipher = cipher;
        this.out = out;
        this.at = offset;
        this.end = offset + length;
        this.lastPackage = ContentCipher.packages(size) - 1;
        this.number = offset / ContentCipher.PLAIN_BYTES;
        this.sealedOffset = number * ContentCipher.SEALED_BYTES;
        long lastTouched = Math.max(end - 1, 0) / ContentCipher.PLAIN_BYTES;
        long sealedEnd =
                lastTouched == lastPackage
                        ? ContentCipher.sealedBytes(size)
                        : (lastTouched + 1) * ContentCipher.SEALED_BYTES;
        this.sealedLength = sealedEnd - sealedOffset;
        int longest = (int) Math.min(sealedLength, ContentCipher.SEALED_BYTES);
        this.sealed = new byte[longest];
        this.plain = new byte[longest - ContentCipher.TAG_BYTES];
    }

    /// First sealed byte that is needed.
    public long sealedOffset() {
        return sealedOffset;
    }

    /// Sealed bytes that are needed.
    public long sealedLength() {
        return sealedLength;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException, StoreException, InterruptedException {
        while (bytes.hasRemaining()) {
            int count = Math.min(bytes.remaining(), sealed.length);
            bytes.get(sealed, 0, count);
            openPackage(count);
            number++;
        }
    }

    private void openPackage(int count) throws IOException, StoreException, InterruptedException {
        boolean isLast = number == lastPackage;
        Checks.that(
                count == ContentCipher.SEALED_BYTES || (isLast && count >= ContentCipher.TAG_BYTES),
                "pieces end where packages end");
        try {
            cipher.open(number, isLast, sealed, 0, count, plain, 0);
        } catch (SealingException e) {
            throw Seals.refusal(e);
        }
        long start = number * ContentCipher.PLAIN_BYTES;
        int from = (int) (at - start);
        int to = (int) Math.min(count - ContentCipher.TAG_BYTES, end - start);
        if (to > from) {
            out.write(ByteBuffer.wrap(plain, from, to - from));
            at = start + to;
        }
    }
}
