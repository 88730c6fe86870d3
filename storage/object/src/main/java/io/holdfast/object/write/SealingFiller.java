package io.holdfast.object.write;

import io.holdfast.base.Checks;
import io.holdfast.base.Pending;
import io.holdfast.base.ports.ContentCipher;
import io.holdfast.digest.Md5Stream;
import io.holdfast.object.ObjectBody;
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

    private final ObjectBody body;
    private final BodyDigests digests;
    private final Md5Stream md5;
    private final ContentCipher cipher;
    private final long packages;
    private final byte[] plain = new byte[PLAIN];
    private final byte[] sealed = new byte[SEALED];
    private long next;

    SealingFiller(ObjectBody body, BodyDigests digests, Md5Stream md5, ContentCipher cipher) {
        this.body = body;
        this.digests = digests;
        this.md5 = md5;
        this.cipher = cipher;
        this.packages = ContentCipher.packages(body.length());
    }

    @Override
    public long storedBytes() {
        return ContentCipher.sealedBytes(body.length());
    }

    @Override
    public Pending<Boolean> fill(MemorySegment stripe)
            throws StoreException, IOException, InterruptedException {
        int count = (int) ((stripe.byteSize() + SEALED - 1) / SEALED);
        MemorySegment bytes =
                stripe.asSlice(0, stripe.byteSize() - (long) count * ContentCipher.TAG_BYTES);
        BodyReader.fill(body, bytes.asByteBuffer());
        digests.update(bytes.asByteBuffer());
        boolean isDigested = md5.update(bytes).await();
        Checks.that(isDigested, "the MD5 engine was closed");
        for (int i = count - 1; i >= 0; i--) {
            sealInPlace(stripe, i, (int) Math.min(PLAIN, bytes.byteSize() - (long) i * PLAIN));
        }
        next += count;
        return Pending.of(true);
    }

    private void sealInPlace(MemorySegment stripe, int index, int length) {
        MemorySegment.copy(stripe, ValueLayout.JAVA_BYTE, (long) index * PLAIN, plain, 0, length);
        long number = next + index;
        cipher.seal(number, number == packages - 1, plain, 0, length, sealed, 0);
        MemorySegment.copy(
                sealed,
                0,
                stripe,
                ValueLayout.JAVA_BYTE,
                (long) index * SEALED,
                length + ContentCipher.TAG_BYTES);
    }
}
