package io.holdfast.object.write;

import io.holdfast.digest.Md5Stream;
import io.holdfast.object.StoreException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Stores a body as it is.
record PlainFiller(BodyReader body, BodyDigests digests, Md5Stream md5) implements StripeFiller {
    @Override
    public long storedBytesMax() {
        return body.sizeMax();
    }

    @Override
    public Filled fill(MemorySegment stripe) throws StoreException, IOException {
        ByteBuffer bytes = stripe.asByteBuffer();
        int length = body.fill(bytes);
        digests.update(bytes.flip());
        return new Filled(length, md5.update(stripe.asSlice(0, length)));
    }
}
