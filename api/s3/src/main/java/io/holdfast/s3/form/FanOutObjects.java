package io.holdfast.s3.form;

import io.holdfast.digest.ChecksumValue;
import io.holdfast.object.ObjectBody;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.StoreException;
import io.holdfast.s3.object.PutObject;
import io.holdfast.s3.request.FieldsExchange;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Names;
import io.holdfast.s3.wire.S3BodyException;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.StoreErrors;
import io.holdfast.s3.wire.Times;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Stores one file under many keys. The file is held in memory meanwhile, so it is small and few
/// are at once.
final class FanOutObjects {
    private static final String ACTION = "s3:PutObjectFanOut";
    private static final int FILE_BYTES_MAX = 16 << 20;
    private static final int AT_ONCE_MAX = 2;
    private static final JsonFactory JSON = new JsonFactory();

    private final PutObject single;
    private final Semaphore turns = new Semaphore(AT_ONCE_MAX);

    FanOutObjects(PutObject single) {
        this.single = single;
    }

    /// Stores all, and answers with a line of JSON for each [MinIO: PutObjectFanOut].
    ///
    /// @param put the PUT that the form stands for; its key counts for nothing
    /// @param fields of the form
    void run(S3Request put, Map<String, String> fields, List<FanOut> entries, FormFile file)
            throws S3Exception, StoreException, IOException, InterruptedException {
        requireAny(put, entries);
        if (!turns.tryAcquire()) {
            throw new S3Exception(ErrorCode.SLOW_DOWN);
        }
        try {
            ByteBuffer content = content(file);
            StringBuilder lines = new StringBuilder(128 * entries.size());
            for (FanOut entry : entries) {
                Content again = new Content(content.duplicate(), file);
                lines.append(json(outcome(put, fields, entry, again))).append('\n');
            }
            put.respondJson(lines.toString());
        } finally {
            turns.release();
        }
    }

    /// Nobody makes us hold a file who may store it nowhere.
    private static void requireAny(S3Request put, List<FanOut> entries) throws S3Exception {
        for (FanOut entry : entries) {
            if (put.isAllowed(ACTION, put.bucket(), entry.key())) {
                return;
            }
        }
        throw new S3Exception(ErrorCode.ACCESS_DENIED);
    }

    private Map<String, String> outcome(
            S3Request put, Map<String, String> fields, FanOut entry, Content content)
            throws IOException, InterruptedException {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("key", entry.key());
        try {
            ObjectInfo info = store(put, fields, entry, content);
            line.put("etag", info.etag());
            if (info.isVersioned()) {
                line.put("versionId", info.versionId().toString());
            }
            line.put("lastModified", Times.iso(info.modifiedMs()));
        } catch (S3Exception e) {
            line.put("error", e.code().code());
        } catch (StoreException e) {
            line.put("error", StoreErrors.codeOf(e.error()).code());
        }
        return line;
    }

    private ObjectInfo store(
            S3Request put, Map<String, String> fields, FanOut entry, Content content)
            throws S3Exception, StoreException, IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(fields);
        all.putAll(entry.fields());
        S3Request one = put.as(new FieldsExchange(put.exchange(), all), entry.key());
        one.target().requireNames();
        if (Names.hasDotSegment(entry.key())) {
            throw new S3Exception(ErrorCode.INVALID_RESOURCE_NAME);
        }
        one.authorize(ACTION, one.bucket(), entry.key());
        one.authorize("s3:PutObject", one.bucket(), entry.key());
        return single.put(one, content, content.file.digests().algorithm());
    }

    private static String json(Map<String, String> line) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            generator.writeStartObject();
            line.forEach(generator::writeStringProperty);
            generator.writeEndObject();
        }
        return text.toString();
    }

    private static ByteBuffer content(FormFile file) throws IOException {
        ByteBuffer content =
                ByteBuffer.allocate((int) Math.min(file.length(), FILE_BYTES_MAX + 1L));
        while (content.hasRemaining() && file.read(content) >= 0) {
            // as long as there is more
        }
        if (content.position() > FILE_BYTES_MAX) {
            throw new S3BodyException(
                    new S3Exception(ErrorCode.ENTITY_TOO_LARGE)
                            .with("MaxSizeAllowed", Integer.toString(FILE_BYTES_MAX)));
        }
        return content.flip();
    }

    /// The file once more.
    private record Content(ByteBuffer bytes, FormFile file) implements ObjectBody {
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
            return file.expectedMd5();
        }

        @Override
        public Optional<ChecksumValue> expectedChecksum() {
            return file.expectedChecksum();
        }
    }
}
