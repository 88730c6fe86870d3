package io.holdfast.interop.golden;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.Tag;

/// Fills a server with one of everything that has a row or a file of its own on the drives. Bodies
/// repeat themselves, so that archives are small.
final class GoldenContent {
    /// Objects whose names begin so are sealed with the client's own key.
    static final String OWN_KEY = "own-key/";

    private static final int PART_BYTES = 5 << 20;
    private static final Instant FAR = Instant.parse("2126-01-01T00:00:00Z");

    /// Inline, in the log, at its limits, and in shard files.
    private static final int[] SIZES = {
        0, 1, 700, 4096, 131_072, 1 << 20, (1 << 20) + 1, 3_300_000
    };

    private final S3Client s3;

    private GoldenContent(S3Client s3) {
        this.s3 = s3;
    }

    /// @param s3 of the root account
    /// @param hasLargeSealed also sealed bytes that lie in a file when there is one drive
    static void fill(S3Client s3, boolean hasLargeSealed) {
        GoldenContent content = new GoldenContent(s3);
        content.plain();
        content.versioned();
        content.suspended();
        content.locked();
        content.sealed();
        if (hasLargeSealed) {
            content.put("sealed", "large", 600_000, put -> put.serverSideEncryption("AES256"));
        }
        content.uploads();
    }

    static String ownKey() {
        return Base64.getEncoder().encodeToString(new byte[32]);
    }

    static String ownKeyMd5() {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(new byte[32]));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] body(String what, int bytes) {
        String line = (what + " ".repeat(64)).substring(0, 63) + '\n';
        byte[] all = line.repeat(bytes / line.length() + 1).getBytes(StandardCharsets.US_ASCII);
        return java.util.Arrays.copyOf(all, bytes);
    }

    private void put(String bucket, String key, int bytes, Consumer<PutObjectRequest.Builder> how) {
        s3.putObject(
                put -> {
                    put.bucket(bucket).key(key);
                    how.accept(put);
                },
                RequestBody.fromBytes(body(bucket + bytes, bytes)));
    }

    private void put(String bucket, String key, int bytes) {
        put(bucket, key, bytes, _ -> {});
    }

    private void versioning(String bucket, BucketVersioningStatus status) {
        s3.putBucketVersioning(
                put -> put.bucket(bucket).versioningConfiguration(set -> set.status(status)));
    }

    private void plain() {
        s3.createBucket(create -> create.bucket("plain"));
        s3.putBucketTagging(
                put ->
                        put.bucket("plain")
                                .tagging(
                                        tags ->
                                                tags.tagSet(
                                                        Tag.builder()
                                                                .key("a")
                                                                .value("1")
                                                                .build())));
        for (int size : SIZES) {
            put("plain", "size/" + size, size);
        }
        put("plain", "a", 10);
        put("plain", "a/b", 20);
        put("plain", "a/b/c//d", 30);
        put("plain", "\u00fc\u4e2d\ud83d\ude00 +%25?", 40);
        put(
                "plain",
                "with/attributes",
                50,
                put ->
                        put.contentType("text/plain; charset=utf-8")
                                .cacheControl("max-age=3")
                                .contentDisposition("attachment")
                                .metadata(Map.of("one", "1", "two", "second"))
                                .tagging("colour=red&size=small")
                                .checksumAlgorithm(ChecksumAlgorithm.SHA256));
        for (int i = 0; i < 5; i++) {
            put("plain", "overwritten", 100 + i);
            put("plain", "overwritten/large", 1_500_000 + i);
        }
        for (String key : List.of("gone", "gone/large")) {
            put("plain", key, key.length() * 100_000);
            s3.deleteObject(delete -> delete.bucket("plain").key(key));
        }
        s3.copyObject(
                copy ->
                        copy.sourceBucket("plain")
                                .sourceKey("with/attributes")
                                .destinationBucket("plain")
                                .destinationKey("copied"));
    }

    private void versioned() {
        s3.createBucket(create -> create.bucket("versioned"));
        put("versioned", "older-than-versions", 11);
        versioning("versioned", BucketVersioningStatus.ENABLED);
        put("versioned", "older-than-versions", 12);
        for (int i = 0; i < 4; i++) {
            put("versioned", "many", 1_000 + i);
            put("versioned", "many-large", 2_000_000 + i);
        }
        s3.deleteObject(delete -> delete.bucket("versioned").key("many"));
        put("versioned", "many", 2_000);
        String removed =
                s3.putObject(
                                put -> put.bucket("versioned").key("many"),
                                RequestBody.fromString("removed for good"))
                        .versionId();
        s3.deleteObject(delete -> delete.bucket("versioned").key("many").versionId(removed));
        put("versioned", "deleted", 33);
        s3.deleteObject(delete -> delete.bucket("versioned").key("deleted"));
        s3.putObjectTagging(
                put ->
                        put.bucket("versioned")
                                .key("many")
                                .tagging(
                                        tags ->
                                                tags.tagSet(
                                                        Tag.builder()
                                                                .key("changed")
                                                                .value("in place")
                                                                .build())));
        s3.putBucketPolicy(
                put ->
                        put.bucket("versioned")
                                .policy(
                                        """
                                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",\
                                        "Principal":"*","Action":"s3:GetObject",\
                                        "Resource":"arn:aws:s3:::versioned/public/*"}]}"""));
        CORSRule rule =
                CORSRule.builder()
                        .allowedMethods("GET")
                        .allowedOrigins("https://example.org")
                        .build();
        s3.putBucketCors(
                put -> put.bucket("versioned").corsConfiguration(cors -> cors.corsRules(rule)));
    }

    private void suspended() {
        s3.createBucket(create -> create.bucket("suspended"));
        versioning("suspended", BucketVersioningStatus.ENABLED);
        put("suspended", "key", 1);
        versioning("suspended", BucketVersioningStatus.SUSPENDED);
        put("suspended", "key", 2);
        put("suspended", "key", 3);
        s3.deleteObject(delete -> delete.bucket("suspended").key("key"));
        put("suspended", "other", 4);
    }

    private void locked() {
        s3.createBucket(create -> create.bucket("locked").objectLockEnabledForBucket(true));
        put(
                "locked",
                "compliance",
                500,
                put ->
                        put.objectLockMode(ObjectLockMode.COMPLIANCE)
                                .objectLockRetainUntilDate(FAR));
        put(
                "locked",
                "held",
                600,
                put -> put.objectLockLegalHoldStatus(ObjectLockLegalHoldStatus.ON));
        s3.putObjectLockConfiguration(
                put ->
                        put.bucket("locked")
                                .objectLockConfiguration(
                                        lock ->
                                                lock.objectLockEnabled("Enabled")
                                                        .rule(
                                                                rule ->
                                                                        rule.defaultRetention(
                                                                                keep ->
                                                                                        keep.mode(
                                                                                                        ObjectLockRetentionMode
                                                                                                                .GOVERNANCE)
                                                                                                .days(
                                                                                                        36_500)))));
        put("locked", "by-default", 700);
    }

    private void sealed() {
        s3.createBucket(create -> create.bucket("sealed"));
        for (int size : new int[] {0, 100, 5_000}) {
            put("sealed", "stored/" + size, size, put -> put.serverSideEncryption("AES256"));
            put(
                    "sealed",
                    "service/" + size,
                    size,
                    put -> put.serverSideEncryption("aws:kms").ssekmsKeyId("second"));
            put(
                    "sealed",
                    OWN_KEY + size,
                    size,
                    put ->
                            put.sseCustomerAlgorithm("AES256")
                                    .sseCustomerKey(ownKey())
                                    .sseCustomerKeyMD5(ownKeyMd5()));
        }
    }

    private void uploads() {
        s3.createBucket(create -> create.bucket("uploads"));
        complete("two", begin("two"), parts("two", 2));
        complete("ten", begin("ten"), parts("ten", 10));
        String aborted = begin("aborted");
        part("aborted", aborted, 1, 1_000);
        s3.abortMultipartUpload(abort -> abort.bucket("uploads").key("aborted").uploadId(aborted));
        String open = begin("open");
        part("open", open, 1, PART_BYTES);
        part("open", open, 2, 2_000);
        part("open", open, 2, 3_000);
    }

    private List<Integer> parts(String key, int count) {
        List<Integer> sizes = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            sizes.add(PART_BYTES);
        }
        sizes.add(key.length());
        return sizes;
    }

    private String begin(String key) {
        return s3.createMultipartUpload(create -> create.bucket("uploads").key(key)).uploadId();
    }

    private String part(String key, String upload, int number, int bytes) {
        return s3.uploadPart(
                        part -> part.bucket("uploads").key(key).uploadId(upload).partNumber(number),
                        RequestBody.fromBytes(body(key + number, bytes)))
                .eTag();
    }

    private void complete(String key, String upload, List<Integer> sizes) {
        List<CompletedPart> parts = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            int number = i + 1;
            String etag = part(key, upload, number, sizes.get(i));
            parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }
        s3.completeMultipartUpload(
                complete ->
                        complete.bucket("uploads")
                                .key(key)
                                .uploadId(upload)
                                .multipartUpload(all -> all.parts(parts)));
    }
}
