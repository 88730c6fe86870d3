package io.holdfast.s3;

import io.holdfast.digest.ChecksumValue;
import io.holdfast.object.AppendRequest;
import io.holdfast.object.Conditions;
import io.holdfast.object.DeleteRequest;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectBody;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectName;
import io.holdfast.object.PutRequest;
import io.holdfast.object.ReadRequest;
import io.holdfast.object.RenameRequest;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Objects of {@link MemoryStore} that grow or get other names.
final class MemoryMoves {
    private MemoryMoves() {}

    static ObjectInfo append(MemoryStore store, AppendRequest request, ObjectBody body)
            throws StoreException, IOException {
        ByteBuffer old = ByteBuffer.allocate(0);
        ObjectAttributes attributes = request.attributes();
        try {
            MemoryVersion present = (MemoryVersion) store.open(ReadRequest.newest(request.name()));
            old = present.data();
            attributes = present.info().attributes();
        } catch (StoreException e) {
            if (e.error() != StoreError.NO_SUCH_KEY) {
                throw e;
            }
        }
        if (old.capacity() != request.offset()) {
            throw new StoreException(StoreError.WRONG_OFFSET, "offset");
        }
        ByteBuffer more = MemoryBytes.readAll(body);
        var _ = MemoryBytes.check(request.checksum(), body, more);
        ByteBuffer whole = ByteBuffer.allocate(old.capacity() + more.capacity());
        whole.put(old.duplicate()).put(more).flip();
        return store.put(
                new PutRequest(request.name(), attributes, request.conditions(), Optional.empty()),
                new Whole(whole));
    }

    static void rename(MemoryStore store, RenameRequest request)
            throws StoreException, IOException {
        ObjectName source = new ObjectName(request.bucket(), request.source());
        MemoryVersion present = (MemoryVersion) store.open(ReadRequest.newest(source));
        if (request.source().equals(request.target())) {
            throw new StoreException(StoreError.INVALID_COPY, "onto itself");
        }
        Conditions conditions = request.sourceConditions();
        if (conditions.ifMatch().isPresent()
                && !conditions.ifMatch().get().equals(present.info().etag())) {
            throw new StoreException(StoreError.PRECONDITION_FAILED, "source");
        }
        var _ =
                store.put(
                        new PutRequest(
                                new ObjectName(request.bucket(), request.target()),
                                present.info().attributes(),
                                request.targetConditions(),
                                Optional.empty()),
                        new Whole(present.data().duplicate()));
        var _ = store.delete(new DeleteRequest(source, Optional.empty(), Conditions.NONE));
    }

    private record Whole(ByteBuffer bytes) implements ObjectBody {
        @Override
        public long length() {
            return bytes.limit();
        }

        @Override
        public int read(ByteBuffer into) {
            if (!bytes.hasRemaining()) {
                return -1;
            }
            int count = Math.min(bytes.remaining(), into.remaining());
            into.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
            return count;
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
}
