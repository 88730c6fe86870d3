package io.holdfast.object.write;

import io.holdfast.base.Checks;
import io.holdfast.base.Pending;
import io.holdfast.base.ports.ContentCipher;
import io.holdfast.digest.Md5Stream;
import io.holdfast.object.StoreException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Seals a body: the plain bytes of a stripe are received into the stripe's own memory, digested,
/// and sealed in place from the last package to the first, each of which ends up behind where its
/// plain bytes were. So sealing needs two packages of memory, whatever the size.
final class SealingFiller implements StripeFiller {
    private static final int PLAIN = ContentCipher.PLAIN_BYTES;
    private static final int SEALED = ContentCipher.SEALED_BYTES;

    private final BodyReader body;
    private final BodyDigests digests;
    private final Md5Stream md5;
    private final ContentCipher cipher;
    private final byte[] plain = new byte[PLAIN];
    private final byte[] sealed = new byte[SEALED];
    private long next;

    SealingFiller(BodyReader body, BodyDigests digests, Md5Stream md5, ContentCipher cipher) {
        this.body = body;
        this.digests = digests;
        this.md5 = md5;
        this.cipher = cipher;
    }

    @Override
    public long storedBytesMax() {
        return ContentCipher.sealedBytes(body.sizeMax());
    }

    @Override
    public Filled fill(MemorySegment stripe)
            throws StoreException, IOException, InterruptedException {
        MemorySegment room = stripe.asSlice(0, stripe.byteSize() / SEALED * PLAIN);
        int length = body.fill(room.asByteBuffer());
        int count = (int) ContentCipher.packages(length);
        MemorySegment bytes = room.asSlice(0, length);
        digests.update(bytes.asByteBuffer());
        boolean isDigested = md5.update(bytes).await();
        Checks.that(isDigested, "the MD5 engine was closed");
        long last = body.isAtEnd() ? next + count - 1 : -1;
        for (int i = count - 1; i >= 0; i--) {
            int packed = (int) Math.min(PLAIN, length - (long) i * PLAIN);
            sealInPlace(stripe, i, packed, next + i == last);
        }
        next += count;
        return new Filled(length + count * ContentCipher.TAG_BYTES, Pending.of(true));
    }

    private void sealInPlace(MemorySegment stripe, int index, int length, boolean isLast) {
        MemorySegment.copy(stripe, ValueLayout.JAVA_BYTE, (long) index * PLAIN, plain, 0, length);
        cipher.seal(next + index, isLast, plain, 0, length, sealed, 0);
        MemorySegment.copy(
                sealed,
                0,
                stripe,
                ValueLayout.JAVA_BYTE,
                (long) index * SEALED,
                length + ContentCipher.TAG_BYTES);
    }
}
