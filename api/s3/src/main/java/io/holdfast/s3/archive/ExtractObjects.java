package io.holdfast.s3.archive;

import io.holdfast.object.StoreException;
import io.holdfast.s3.object.PutObject;
import io.holdfast.s3.request.FieldsExchange;
import io.holdfast.s3.request.Operation;
import io.holdfast.s3.request.S3Request;
import io.holdfast.s3.sign.Payload;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Etags;
import io.holdfast.s3.wire.Fields;
import io.holdfast.s3.wire.Names;
import io.holdfast.s3.wire.S3Exception;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Stores each file of a tar archive as an object of its own, and the archive not at all [MinIO:
/// Extract an object from an archive]. What the request says of an object holds for each of them. A
/// failure leaves what was stored before it.
///
/// @param single stores one object
/// @param holding turns of those whose compression takes blocks of megabytes
public record ExtractObjects(PutObject single, Semaphore holding) implements Operation {
    public static final String FIELD = "x-amz-meta-snowball-auto-extract";
    private static final String OPTION = "x-amz-meta-minio-snowball-";
    private static final String METADATA = "minio.metadata.";
    private static final String VERSION = "minio.versionId";
    private static final int MAGIC_BYTES = 4;
    private static final int HOLDING_MAX = 2;

    /// Takes archives apart whose objects are stored so.
    public ExtractObjects(PutObject single) {
        this(single, new Semaphore(HOLDING_MAX));
    }

    /// Whether an upload is to be taken apart.
    public static boolean isAsked(Optional<String> field) {
        return field.isPresent() && field.get().equalsIgnoreCase("true");
    }

    @Override
    public String action(S3Request request) {
        return "s3:PutObject";
    }

    @Override
    public void run(S3Request request)
            throws S3Exception, StoreException, IOException, InterruptedException {
        Payload payload = request.payload();
        if (payload.length() > PutObject.BODY_BYTES_MAX) {
            throw new S3Exception(ErrorCode.ENTITY_TOO_LARGE);
        }
        PayloadStream body = new PayloadStream(payload);
        try {
            InputStream plain = plain(body);
            boolean isHolding = plain instanceof S2Stream;
            if (isHolding && !holding.tryAcquire()) {
                throw new S3Exception(ErrorCode.SLOW_DOWN);
            }
            try {
                storeAll(request, new TarReader(plain));
            } finally {
                if (isHolding) {
                    holding.release();
                }
            }
        } catch (ArchiveException | ZipException | EOFException e) {
            throw new S3Exception(ErrorCode.BAD_REQUEST, "The archive: " + e.getMessage() + ".");
        }
        request.exchange().setHeader("ETag", Etags.quoted(body.finish()));
        request.respond(200);
    }

    /// The archive without its compression.
    private static InputStream plain(InputStream body) throws S3Exception, IOException {
        PushbackInputStream ahead = new PushbackInputStream(body, MAGIC_BYTES);
        byte[] magic = ahead.readNBytes(MAGIC_BYTES);
        ahead.unread(magic);
        int first = magic.length < MAGIC_BYTES ? 0 : (magic[0] & 0xff) << 8 | (magic[1] & 0xff);
        int second = magic.length < MAGIC_BYTES ? 0 : (magic[2] & 0xff) << 8 | (magic[3] & 0xff);
        if (first == 0x1f8b) {
            return new GZIPInputStream(ahead, 64 << 10);
        }
        boolean isZstd = first == 0x28b5 && second == 0x2ffd;
        boolean isBzip2 = first == 0x425a && second >>> 8 == 'h';
        boolean isLz4 = first == 0x0422 && second == 0x4d18;
        boolean isSnappy = first == 0xff06 && second == 0;
        if (isSnappy) {
            return new S2Stream(ahead);
        }
        if (isZstd || isBzip2 || isLz4) {
            throw new S3Exception(
                    ErrorCode.NOT_IMPLEMENTED,
                    "Archives are plain or compressed by gzip, Snappy or S2.");
        }
        return ahead;
    }

    private void storeAll(S3Request request, TarReader tar)
            throws S3Exception, StoreException, IOException, InterruptedException {
        String prefix = request.header(OPTION + "prefix").orElse("");
        boolean ignoresFolders = request.isHeader(OPTION + "ignore-dirs", "true");
        boolean ignoresFaults = request.isHeader(OPTION + "ignore-errors", "true");
        Map<String, String> fields = fields(request);
        for (Optional<TarReader.Entry> at = tar.next(); at.isPresent(); at = tar.next()) {
            TarReader.Entry entry = at.get();
            if (entry.kind() == TarReader.Kind.OTHER
                    || (entry.kind() == TarReader.Kind.FOLDER && ignoresFolders)) {
                continue;
            }
            try {
                storeOne(request, key(prefix, entry), entry, fields, tar);
            } catch (S3Exception | StoreException e) {
                if (!ignoresFaults) {
                    throw e;
                }
            }
        }
    }

    private void storeOne(
            S3Request request,
            String key,
            TarReader.Entry entry,
            Map<String, String> shared,
            TarReader tar)
            throws S3Exception, StoreException, IOException, InterruptedException {
        if (key.isEmpty()) {
            return; // the archive's own folder
        }
        if (entry.attributes().containsKey(VERSION)) {
            throw new S3Exception(
                    ErrorCode.NOT_IMPLEMENTED, "The version of a new object is not yours to name.");
        }
        Map<String, String> fields = new HashMap<>(shared);
        for (Map.Entry<String, String> record : entry.attributes().entrySet()) {
            if (record.getKey().startsWith(METADATA)) {
                add(record.getKey().substring(METADATA.length()), record.getValue(), fields);
            }
        }
        S3Request put = request.as(new FieldsExchange(request.exchange(), fields), key);
        put.target().requireNames();
        if (Names.hasDotSegment(key)) {
            throw new S3Exception(ErrorCode.INVALID_RESOURCE_NAME);
        }
        put.authorize("s3:PutObject", put.bucket(), key);
        var _ = single.put(put, new EntryBody(tar, entry.size()), Optional.empty());
    }

    private static void add(String name, String value, Map<String, String> fields)
            throws S3Exception {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean isOurs =
                lower.startsWith("x-amz-meta-")
                        || lower.startsWith("x-minio-meta-")
                        || lower.equals("x-amz-tagging")
                        || lower.equals("x-amz-storage-class")
                        || lower.startsWith("content-")
                        || lower.equals("cache-control")
                        || lower.equals("expires");
        if (!isOurs || !Fields.isName(lower) || !Fields.isValue(value)) {
            throw new S3Exception(
                    ErrorCode.INVALID_ARGUMENT, "An entry has metadata that cannot be kept.");
        }
        fields.put(lower, value);
    }

    /// What the request says of objects; not of its body or of the archive.
    private static Map<String, String> fields(S3Request request) {
        Map<String, String> fields = new HashMap<>();
        request.exchange()
                .eachHeader(
                        (name, value) -> {
                            String lower = name.toLowerCase(Locale.ROOT);
                            boolean isOfBody =
                                    lower.startsWith("x-amz-checksum-")
                                            || lower.startsWith(OPTION)
                                            || lower.equals(FIELD)
                                            || lower.equals("x-amz-trailer")
                                            || lower.equals("content-md5")
                                            || lower.equals("content-encoding")
                                            || lower.equals("content-type");
                            if (!isOfBody) {
                                fields.merge(lower, value, (a, b) -> a + ',' + b);
                            }
                        });
        return fields;
    }

    /// An entry's key: without a root or a folder "here", and behind the prefix.
    private static String key(String prefix, TarReader.Entry entry) {
        String name = entry.name();
        while (name.startsWith("/") || name.startsWith("./")) {
            name = name.substring(name.indexOf('/') + 1);
        }
        if (name.equals(".") || name.isEmpty()) {
            return "";
        }
        if (entry.kind() == TarReader.Kind.FOLDER && !name.endsWith("/")) {
            name += '/';
        }
        return prefix.isEmpty() || prefix.endsWith("/") ? prefix + name : prefix + '/' + name;
    }
}
