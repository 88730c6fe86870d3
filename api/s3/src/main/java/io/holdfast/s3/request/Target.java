package io.holdfast.s3.request;

import io.holdfast.object.ObjectName;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Names;
import io.holdfast.s3.wire.Percent;
import io.holdfast.s3.wire.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// What a request is about.
///
/// @param bucket empty for the account
/// @param key opaque; empty for the bucket
/// @param path the whole path, decoded once
/// @param hostBucket the bucket, when the host named it
public record Target(String bucket, String key, String path, String hostBucket) {
    private static final int PATH_CHARS_MAX = 32 << 10;

    /// Splits path and host.
    ///
    /// @param domains under which a host may name a bucket
    /// @throws S3Exception INVALID_RESOURCE_NAME, BAD_REQUEST, INVALID_URI
    public static Target of(String rawPath, String host, List<String> domains) throws S3Exception {
        if (rawPath.length() > PATH_CHARS_MAX) {
            throw new S3Exception(ErrorCode.INVALID_RESOURCE_NAME);
        }
        if (rawPath.isEmpty() || rawPath.charAt(0) != '/') {
            throw new S3Exception(ErrorCode.BAD_REQUEST);
        }
        String path = Percent.decodePath(rawPath);
        if (Names.hasDotSegment(path)) {
            throw new S3Exception(ErrorCode.INVALID_RESOURCE_NAME);
        }
        String hostBucket = domains.isEmpty() ? "" : bucketOf(host, domains);
        if (!hostBucket.isEmpty()) {
            return new Target(hostBucket, path.substring(1), path, hostBucket);
        }
        // Split before decoding: an escaped slash is part of a name.
        int slash = rawPath.indexOf('/', 1);
        if (slash < 0) {
            return new Target(path.substring(1), "", path, "");
        }
        String bucket = Percent.decodePath(rawPath.substring(1, slash));
        return new Target(
                bucket, path.substring(Math.min(bucket.length() + 2, path.length())), path, "");
    }

    /// Makes sure that bucket and key may be called so.
    ///
    /// @throws S3Exception ALL_ACCESS_DISABLED, INVALID_BUCKET_NAME, KEY_TOO_LONG,
    ///   INVALID_OBJECT_NAME
    public void requireNames() throws S3Exception {
        if (bucket.isEmpty()) {
            if (!key.isEmpty()) {
                throw new S3Exception(ErrorCode.INVALID_BUCKET_NAME);
            }
            return;
        }
        if (bucket.equals("minio") || bucket.equals(".minio.sys")) {
            throw new S3Exception(ErrorCode.ALL_ACCESS_DISABLED);
        }
        if (!Names.isBucket(bucket)) {
            throw new S3Exception(ErrorCode.INVALID_BUCKET_NAME);
        }
        // A char is at most three bytes of UTF-8, so short keys need no counting.
        if (key.length() > ObjectName.KEY_BYTES_MAX / 3
                && key.getBytes(StandardCharsets.UTF_8).length > ObjectName.KEY_BYTES_MAX) {
            throw new S3Exception(ErrorCode.KEY_TOO_LONG);
        }
        if (key.indexOf('\0') >= 0) {
            throw new S3Exception(ErrorCode.INVALID_OBJECT_NAME);
        }
    }

    /// The bucket that a host names; empty when it names none.
    ///
    /// @param domains under which a host may do so
    public static String bucketOf(String host, List<String> domains) {
        String name = withoutPort(host).toLowerCase(Locale.ROOT);
        for (String domain : domains) {
            int cut = name.length() - domain.length() - 1;
            if (cut > 0 && name.endsWith(domain) && name.charAt(cut) == '.') {
                return name.substring(0, cut);
            }
        }
        return "";
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon < 0 || host.endsWith("]") ? host : host.substring(0, colon);
    }
}
