package io.holdfast.object;

import io.holdfast.digest.ChecksumValue;
import io.holdfast.testkit.Seeds;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// Bodies to store, and what was read back.
public final class Bodies {
    private Bodies() {}

    public static byte[] random(long seed, int size) {
        byte[] bytes = new byte[size];
        RandomGenerator random = Seeds.of(seed);
        random.nextBytes(bytes);
        return bytes;
    }

    public static ObjectBody of(byte[] bytes) {
        return new ArrayBody(bytes, bytes.length, true, Optional.empty());
    }

    public static ObjectBody declared(byte[] bytes, long length) {
        return new ArrayBody(bytes, length, true, Optional.empty());
    }

    /// A body that is declared to have at most so many bytes.
    public static ObjectBody atMost(byte[] bytes, long length) {
        return new ArrayBody(bytes, length, false, Optional.empty());
    }

    public static ObjectBody withMd5(byte[] bytes, byte[] md5) {
        return new ArrayBody(bytes, bytes.length, true, Optional.of(md5));
    }

    public static ObjectBody withChecksum(byte[] bytes, ChecksumValue checksum) {
        return new ArrayBody(
                bytes, bytes.length, true, Optional.empty(), Optional.of(checksum), () -> {});
    }

    /// A body before whose first byte something happens.
    public static ObjectBody after(Event event, byte[] bytes) {
        return new ArrayBody(bytes, bytes.length, true, Optional.empty(), Optional.empty(), event);
    }

    @FunctionalInterface
    public interface Event {
        void happen() throws Exception;
    }

    public static PutRequest put(ObjectName name) {
        return put(name, Conditions.NONE);
    }

    public static PutRequest put(ObjectName name, Conditions conditions) {
        return new PutRequest(name, ObjectAttributes.NONE, conditions, Optional.empty());
    }

    public static Conditions ifMatch(String etag) {
        return new Conditions(
                Optional.of(etag), Optional.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    public static Conditions ifNoneMatch(String etag) {
        return new Conditions(
                Optional.empty(), Optional.of(etag), OptionalLong.empty(), OptionalLong.empty());
    }

    /// Begins an upload with no attributes.
    static UploadInfo createUpload(ObjectStore store, ObjectName name) throws Exception {
        return store.createUpload(
                new UploadRequest(
                        name,
                        ObjectAttributes.NONE,
                        Conditions.NONE,
                        Optional.empty(),
                        Optional.empty()));
    }

    /// Completes an upload of one part.
    static CompleteRequest complete(ObjectName name, UploadInfo upload, PartInfo part) {
        return new CompleteRequest(
                name,
                upload.uploadId(),
                List.of(new CompleteRequest.Part(1, part.etag(), Optional.empty())),
                Conditions.NONE,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public static byte[] read(ObjectStore store, ReadRequest request) throws Exception {
        try (OpenObject object = store.open(request)) {
            return range(object, object.rangeStart(), object.rangeLength());
        }
    }

    public static byte[] read(ObjectStore store, ObjectName name) throws Exception {
        return read(store, ReadRequest.newest(name));
    }

    public static byte[] range(OpenObject object, long offset, long length) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        object.transferTo(
                offset,
                length,
                bytes -> {
                    byte[] copy = new byte[bytes.remaining()];
                    bytes.get(copy);
                    out.write(copy);
                });
        return out.toByteArray();
    }

    private static final class ArrayBody implements ObjectBody {
        private final ByteBuffer bytes;
        private final long length;
        private final boolean isLengthExact;
        private final Optional<byte[]> md5;
        private final Optional<ChecksumValue> checksum;
        private final Event event;
        private boolean isBegun;

        ArrayBody(byte[] bytes, long length, boolean isLengthExact, Optional<byte[]> md5) {
            this(bytes, length, isLengthExact, md5, Optional.empty(), () -> {});
        }

        ArrayBody(
                byte[] bytes,
                long length,
                boolean isLengthExact,
                Optional<byte[]> md5,
                Optional<ChecksumValue> checksum,
                Event event) {
            this.bytes = ByteBuffer.wrap(bytes);
            this.length = length;
            this.isLengthExact = isLengthExact;
            this.md5 = md5;
            this.checksum = checksum;
            this.event = event;
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public boolean isLengthExact() {
            return isLengthExact;
        }

        @Override
        public int read(ByteBuffer into) {
            begin();
            if (!bytes.hasRemaining()) {
                return -1;
            }
            int count = Math.min(Math.min(into.remaining(), bytes.remaining()), 100_000);
            into.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
            return count;
        }

        private void begin() {
            if (isBegun) {
                return;
            }
            isBegun = true;
            try {
                event.happen();
            } catch (Exception e) {
                throw new AssertionError("what was to happen before the body failed", e);
            }
        }

        @Override
        public Optional<byte[]> expectedMd5() {
            return md5;
        }

        @Override
        public Optional<ChecksumValue> expectedChecksum() {
            return checksum;
        }
    }
}
