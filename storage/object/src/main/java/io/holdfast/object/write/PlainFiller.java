package io.holdfast.object.write;

import io.holdfast.base.Pending;
import io.holdfast.digest.Md5Stream;
import io.holdfast.object.ObjectBody;
import io.holdfast.object.StoreException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Stores a body as it is.
record PlainFiller(ObjectBody body, BodyDigests digests, Md5Stream md5) implements StripeFiller {
    @Override
    public long storedBytes() {
        return body.length();
    }

    @Override
    public Pending<Boolean> fill(MemorySegment stripe) throws StoreException, IOException {
        ByteBuffer bytes = stripe.asByteBuffer();
        BodyReader.fill(body, bytes);
        digests.update(bytes.flip());
        return md5.update(stripe);
    }
}
