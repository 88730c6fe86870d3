package io.holdfast.s3.request;

import io.holdfast.object.ObjectAttributes;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Fields;
import io.holdfast.s3.wire.Query;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Tags;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads what a client says of an object: representation fields, user metadata, tags, class.
public final class AttributeFields {
    private static final String META = "x-amz-meta-";
    private static final String MINIO_META = "x-minio-meta-";
    private static final String AWS_CHUNKED = "aws-chunked";

    private AttributeFields() {}

    /// All attributes of a request that writes.
    ///
    /// @throws S3Exception INVALID_STORAGE_CLASS, INVALID_TAG, and what [LockFields#parse] throws
    public static ObjectAttributes parse(S3Request request) throws S3Exception {
        Map<String, String> headers = new HashMap<>();
        Map<String, String> metadata = new HashMap<>();
        request.exchange().eachHeader((name, value) -> add(name, value, headers, metadata));
        addFromQuery(request.query(), metadata);
        return new ObjectAttributes(
                headers,
                metadata,
                tags(request),
                storageClass(request).orElse(ObjectAttributes.STANDARD),
                LockFields.parse(request));
    }

    /// The storage class asked for.
    ///
    /// @throws S3Exception INVALID_STORAGE_CLASS for any but the two known
    public static Optional<String> storageClass(S3Request request) throws S3Exception {
        Optional<String> wanted = request.header("x-amz-storage-class");
        if (wanted.isPresent()
                && !wanted.get().equals(ObjectAttributes.STANDARD)
                && !wanted.get().equals(ObjectAttributes.REDUCED_REDUNDANCY)) {
            throw new S3Exception(ErrorCode.INVALID_STORAGE_CLASS);
        }
        return wanted;
    }

    /// Tags of the field, which need a permission of their own [S3 API: PutObject]; none when it is
    /// absent.
    ///
    /// @throws S3Exception INVALID_TAG, ACCESS_DENIED
    public static Map<String, String> tags(S3Request request) throws S3Exception {
        Optional<String> field = request.header("x-amz-tagging");
        if (field.isEmpty()) {
            return Map.of();
        }
        Map<String, String> tags = Tags.parseField(field.get(), Tags.OBJECT_TAGS_MAX);
        if (!tags.isEmpty()) {
            request.authorize("s3:PutObjectTagging", request.bucket(), request.key());
        }
        return tags;
    }

    private static void add(
            String name, String value, Map<String, String> headers, Map<String, String> metadata) {
        char first = (char) (name.charAt(0) | 0x20);
        if (first != 'c' && first != 'e' && first != 'x') {
            return;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        switch (lower) {
            case "content-type",
                    "content-language",
                    "content-disposition",
                    "cache-control",
                    "expires",
                    "x-amz-website-redirect-location" -> {
                if (!value.isEmpty()) {
                    headers.put(lower, value);
                }
            }
            case "content-encoding" -> {
                String encoding = withoutChunking(value);
                if (!encoding.isEmpty()) {
                    headers.put(lower, encoding);
                }
            }
            default -> addMetadata(lower, value, metadata);
        }
    }

    private static void addMetadata(String lower, String value, Map<String, String> metadata) {
        String name;
        if (lower.startsWith(META)) {
            name = lower.substring(META.length());
        } else if (lower.startsWith(MINIO_META)) {
            name = lower.substring(MINIO_META.length());
        } else {
            return;
        }
        metadata.merge(name, value, (earlier, later) -> earlier + ',' + later);
    }

    /// Presigned requests may carry metadata in the query; a field wins.
    private static void addFromQuery(Query query, Map<String, String> metadata) {
        for (int i = 0; i < query.count(); i++) {
            String lower = query.name(i).toLowerCase(Locale.ROOT);
            if (lower.startsWith(META) && Fields.isName(lower)) {
                metadata.putIfAbsent(lower.substring(META.length()), query.value(i));
            }
        }
    }

    private static String withoutChunking(String encoding) {
        if (!encoding.contains(AWS_CHUNKED)) {
            return encoding;
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at <= encoding.length()) {
            int end = encoding.indexOf(',', at);
            if (end < 0) {
                end = encoding.length();
            }
            String one = encoding.substring(at, end).strip();
            if (!one.isEmpty() && !one.equals(AWS_CHUNKED)) {
                out.append(out.isEmpty() ? "" : ",").append(one);
            }
            at = end + 1;
        }
        return out.toString();
    }
}
