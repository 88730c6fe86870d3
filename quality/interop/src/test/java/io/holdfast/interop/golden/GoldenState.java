package io.holdfast.interop.golden;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Everything that a server shows of what it holds, line by line. What these lines say must never
/// change: they are compared with those of builds long gone.
final class GoldenState {
    private static final String NONE = "none";

    private final S3Client s3;
    private final List<String> lines = new ArrayList<>();

    private GoldenState(S3Client s3) {
        this.s3 = s3;
    }

    /// @param s3 of the root account
    static List<String> of(S3Client s3) throws Exception {
        GoldenState state = new GoldenState(s3);
        for (Bucket bucket : s3.listBuckets().buckets()) {
            state.bucket(bucket);
            state.versions(bucket.name());
            state.uploads(bucket.name());
        }
        return state.lines;
    }

    private void line(Object... words) {
        StringBuilder line = new StringBuilder();
        for (Object word : words) {
            line.append(line.isEmpty() ? "" : " | ").append(word == null ? NONE : word);
        }
        lines.add(line.toString());
    }

    private void bucket(Bucket bucket) throws Exception {
        String name = bucket.name();
        line("bucket", name, bucket.creationDate());
        line("versioning", s3.getBucketVersioning(get -> get.bucket(name)).statusAsString());
        line(
                "lock",
                orNone(
                        () ->
                                s3.getObjectLockConfiguration(get -> get.bucket(name))
                                        .objectLockConfiguration()));
        line("tags", orNone(() -> s3.getBucketTagging(get -> get.bucket(name)).tagSet()));
        line("policy", orNone(() -> s3.getBucketPolicy(get -> get.bucket(name)).policy()));
        line("cors", orNone(() -> s3.getBucketCors(get -> get.bucket(name)).corsRules()));
        line("website", orNone(() -> s3.getBucketWebsite(get -> get.bucket(name)).indexDocument()));
    }

    private static Object orNone(Callable<?> question) throws Exception {
        try {
            return question.call();
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return NONE;
            }
            throw e;
        }
    }

    private void versions(String bucket) throws Exception {
        var pages = s3.listObjectVersionsPaginator(list -> list.bucket(bucket).maxKeys(7));
        for (var page : pages) {
            for (DeleteMarkerEntry marker : page.deleteMarkers()) {
                line(
                        "marker",
                        marker.key(),
                        marker.versionId(),
                        marker.isLatest(),
                        marker.lastModified());
            }
            for (ObjectVersion version : page.versions()) {
                version(bucket, version);
            }
        }
        for (var page : s3.listObjectsV2Paginator(list -> list.bucket(bucket).delimiter("/"))) {
            page.commonPrefixes().forEach(prefix -> line("prefix", prefix.prefix()));
            page.contents().forEach(one -> line("listed", one.key(), one.size(), one.eTag()));
        }
    }

    private void version(String bucket, ObjectVersion version) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long size = 0;
        GetObjectResponse head;
        boolean isOwn = version.key().startsWith(GoldenContent.OWN_KEY);
        try (var body =
                s3.getObject(
                        get -> {
                            get.bucket(bucket)
                                    .key(version.key())
                                    .versionId(version.versionId())
                                    .checksumMode(ChecksumMode.ENABLED);
                            if (isOwn) {
                                get.sseCustomerAlgorithm("AES256")
                                        .sseCustomerKey(GoldenContent.ownKey())
                                        .sseCustomerKeyMD5(GoldenContent.ownKeyMd5());
                            }
                        })) {
            head = body.response();
            size = read(body, digest);
        }
        line(
                "version",
                version.key(),
                version.versionId(),
                version.isLatest(),
                version.size(),
                version.eTag(),
                version.lastModified());
        line(" bytes", size, HexFormat.of().formatHex(digest.digest()));
        line(
                " type",
                head.contentType(),
                head.cacheControl(),
                head.contentDisposition(),
                new TreeMap<>(head.metadata()),
                head.partsCount());
        line(
                " checksum",
                head.checksumTypeAsString(),
                head.checksumCRC32(),
                head.checksumCRC32C(),
                head.checksumCRC64NVME(),
                head.checksumSHA1(),
                head.checksumSHA256());
        line(
                " kept",
                head.objectLockModeAsString(),
                head.objectLockRetainUntilDate(),
                head.objectLockLegalHoldStatusAsString());
        line(
                " sealed",
                head.serverSideEncryptionAsString(),
                head.ssekmsKeyId(),
                head.sseCustomerAlgorithm());
        line(
                " tags",
                s3.getObjectTagging(
                                get ->
                                        get.bucket(bucket)
                                                .key(version.key())
                                                .versionId(version.versionId()))
                        .tagSet());
    }

    private static long read(InputStream body, MessageDigest digest) throws java.io.IOException {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            digest.update(buffer, 0, count);
            size += count;
        }
        return size;
    }

    private void uploads(String bucket) {
        for (MultipartUpload upload :
                s3.listMultipartUploads(list -> list.bucket(bucket)).uploads()) {
            line("upload", upload.key(), upload.uploadId(), upload.initiated());
            for (Part part :
                    s3.listParts(
                                    list ->
                                            list.bucket(bucket)
                                                    .key(upload.key())
                                                    .uploadId(upload.uploadId()))
                            .parts()) {
                line(" part", part.partNumber(), part.size(), part.eTag(), part.lastModified());
            }
        }
    }
}
