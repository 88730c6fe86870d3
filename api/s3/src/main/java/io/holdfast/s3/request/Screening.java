package io.holdfast.s3.request;

import io.holdfast.http.Exchange;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Names;
import io.holdfast.s3.wire.Query;
import io.holdfast.s3.wire.S3Exception;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Refuses what no operation may see: too much, reserved names, and features that are not here and
/// must not be ignored. One pass over the fields.
public final class Screening {
    private static final int HEADER_BYTES_MAX = 8 << 10;
    private static final int METADATA_BYTES_MAX = 2 << 10;
    private static final String META = "x-amz-meta-";
    private static final String MINIO_META = "x-minio-meta-";

    private final Exchange exchange;
    private final boolean takesKeysInClear;
    private int headerBytes;
    private int metadataBytes;
    private @Nullable S3Exception refusal;

    private Screening(Exchange exchange, boolean takesKeysInClear) {
        this.exchange = exchange;
        this.takesKeysInClear = takesKeysInClear;
    }

    /// Checks fields and query.
    ///
    /// @param takesKeysInClear whether customers' keys may come without TLS
    /// @throws S3Exception when the request must not go on
    public static void check(Exchange exchange, Query query, boolean takesKeysInClear)
            throws S3Exception {
        Screening screening = new Screening(exchange, takesKeysInClear);
        exchange.eachHeader(screening::visit);
        for (int i = 0; i < query.count(); i++) {
            if (query.name(i).regionMatches(true, 0, META, 0, META.length())) {
                screening.metadataBytes += query.name(i).length() + query.value(i).length();
            }
        }
        if (screening.refusal != null) {
            throw screening.refusal;
        }
        if (screening.headerBytes > HEADER_BYTES_MAX
                || screening.metadataBytes > METADATA_BYTES_MAX) {
            throw new S3Exception(ErrorCode.METADATA_TOO_LARGE);
        }
        for (int i = 0; i < query.count(); i++) {
            if (!query.name(i).equals("delimiter") && Names.hasDotSegment(query.value(i))) {
                throw new S3Exception(ErrorCode.INVALID_RESOURCE_NAME);
            }
        }
    }

    private void visit(String name, String value) {
        int bytes = name.length() + value.length();
        headerBytes += bytes;
        if (name.length() < 3 || (name.charAt(0) | 0x20) != 'x' || name.charAt(1) != '-') {
            return;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith(META) || lower.startsWith(MINIO_META)) {
            metadataBytes += bytes;
        }
        if (refusal == null) {
            refusal = refusal(lower, value);
        }
    }

    private @Nullable S3Exception refusal(String name, String value) {
        if (name.startsWith("x-minio-internal-")) {
            return new S3Exception(ErrorCode.INVALID_ARGUMENT, "The header " + name + " is ours.");
        }
        if (name.startsWith("x-amz-server-side-encryption")
                || name.startsWith("x-amz-copy-source-server-side-encryption")) {
            return encryption(name);
        }
        boolean isUnknownFeature =
                switch (name) {
                    // An upload in parts would keep the archive as it is.
                    case "x-amz-meta-snowball-auto-extract" ->
                            value.equalsIgnoreCase("true") && !exchange.method().equals("PUT");
                    // Forms add to nothing.
                    case "x-amz-write-offset-bytes" -> !exchange.method().equals("PUT");
                    case "x-minio-source-mtime",
                            "x-minio-source-etag",
                            "x-minio-source-replication-request" ->
                            true;
                    default -> false;
                };
        return isUnknownFeature ? new S3Exception(ErrorCode.NOT_IMPLEMENTED) : null;
    }

    private @Nullable S3Exception encryption(String name) {
        boolean isRead = exchange.method().equals("GET") || exchange.method().equals("HEAD");
        boolean isCustomerKey = name.contains("-customer-");
        if (isCustomerKey && !exchange.isSecure() && !takesKeysInClear) {
            return new S3Exception(
                    ErrorCode.INVALID_REQUEST, "Customer keys are accepted over HTTPS only.");
        }
        if (isRead && !isCustomerKey) {
            return new S3Exception(ErrorCode.BAD_REQUEST);
        }
        return null;
    }
}
