package io.holdfast.s3.request;

import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectName;
import io.holdfast.object.ReadRequest;
import io.holdfast.object.VersionId;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Names;
import io.holdfast.s3.wire.Percent;
import io.holdfast.s3.wire.S3Exception;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads the field that names the source of a copy: `[/]bucket/key[?versionId=id]`, decoded once.
public final class CopySource {
    public static final String FIELD = "x-amz-copy-source";
    static final String VERSION = "?versionId=";

    private CopySource() {}

    /// The source with its conditions; the caller must be allowed to read it.
    ///
    /// @throws S3Exception INVALID_ARGUMENT when it names no object, NO_SUCH_VERSION for a version
    ///   id that cannot exist, ACCESS_DENIED
    public static ReadRequest parse(S3Request request) throws S3Exception {
        String field = request.header(FIELD).orElse("");
        String path = field;
        Optional<VersionId> version = Optional.empty();
        String versionText = "";
        int query = field.lastIndexOf(VERSION);
        if (query >= 0) {
            path = field.substring(0, query);
            versionText = field.substring(query + VERSION.length());
            version = VersionId.parse(versionText);
            if (version.isEmpty()) {
                throw new S3Exception(ErrorCode.NO_SUCH_VERSION);
            }
        }
        String decoded = decode(path);
        int start = decoded.startsWith("/") ? 1 : 0;
        int slash = decoded.indexOf('/', start);
        if (slash <= start || slash == decoded.length() - 1) {
            throw invalid();
        }
        String bucket = decoded.substring(start, slash);
        String key = decoded.substring(slash + 1);
        if (!Names.isBucket(bucket)) {
            throw new S3Exception(ErrorCode.INVALID_BUCKET_NAME);
        }
        if (Names.hasDotSegment(key)) {
            throw new S3Exception(ErrorCode.INVALID_RESOURCE_NAME);
        }
        request.requireOwner(bucket, "x-amz-source-expected-bucket-owner");
        request.authorizeVersion(
                version.isEmpty() ? "s3:GetObject" : "s3:GetObjectVersion",
                bucket,
                key,
                versionText);
        return new ReadRequest(
                new ObjectName(bucket, key),
                version,
                OptionalInt.empty(),
                ConditionFields.ofCopySource(request),
                EncryptionFields.sourceKey(request));
    }

    /// Tells which version was copied, where versions have names or the request gave one.
    public static void setVersion(S3Request request, ReadRequest asked, ObjectInfo source) {
        if (source.isVersioned() || asked.version().isPresent()) {
            request.exchange()
                    .setHeader("x-amz-copy-source-version-id", source.versionId().toString());
        }
    }

    private static String decode(String path) throws S3Exception {
        try {
            return Percent.decodePath(path);
        } catch (S3Exception _) {
            throw invalid();
        }
    }

    private static S3Exception invalid() {
        return new S3Exception(ErrorCode.INVALID_ARGUMENT, "The copy source is not valid.");
    }
}
