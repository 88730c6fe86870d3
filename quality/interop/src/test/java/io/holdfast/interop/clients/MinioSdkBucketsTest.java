package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.interop.Content;
import io.holdfast.interop.Endpoint;
import io.minio.AppendObjectArgs;
import io.minio.Checksum;
import io.minio.DeleteBucketCorsArgs;
import io.minio.EnableObjectLegalHoldArgs;
import io.minio.GetBucketCorsArgs;
import io.minio.GetBucketTagsArgs;
import io.minio.GetObjectLockConfigurationArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PostPolicy;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.ServerSideEncryption;
import io.minio.SetBucketCorsArgs;
import io.minio.SetBucketTagsArgs;
import io.minio.SetObjectLockConfigurationArgs;
import io.minio.SetObjectRetentionArgs;
import io.minio.SnowballObject;
import io.minio.StatObjectArgs;
import io.minio.UploadSnowballObjectsArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.messages.CORSConfiguration;
import io.minio.messages.ObjectLockConfiguration;
import io.minio.messages.Retention;
import io.minio.messages.RetentionMode;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;

/// Locks, tags, CORS, forms, checksums, archives and appends by MinIO's SDK for Java; the SDK of
/// AWS looks at what it did.
final class MinioSdkBucketsTest extends AwsSuite {
    private final MinioClient client;

    MinioSdkBucketsTest(Endpoint endpoint) {
        super(endpoint);
        this.client =
                MinioClient.builder()
                        .endpoint(endpoint.uri().toString())
                        .credentials(endpoint.accessKey(), endpoint.secretKey())
                        .build();
    }

    @AfterAll
    void closeMinioClient() throws Exception {
        client.close();
    }

    private static void assertCode(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        refusal -> assertThat(refusal.errorResponse().code()).isEqualTo(code));
    }

    @Test
    void locksHold() throws Exception {
        String locked = freshName();
        client.makeBucket(MakeBucketArgs.builder().bucket(locked).objectLock(true).build());
        client.setObjectLockConfiguration(
                SetObjectLockConfigurationArgs.builder()
                        .bucket(locked)
                        .config(
                                new ObjectLockConfiguration(
                                        RetentionMode.GOVERNANCE,
                                        new ObjectLockConfiguration.RetentionDurationDays(2)))
                        .build());
        assertThat(
                        client.getObjectLockConfiguration(
                                        GetObjectLockConfigurationArgs.builder()
                                                .bucket(locked)
                                                .build())
                                .duration()
                                .duration())
                .isEqualTo(2);
        String version =
                client.putObject(
                                PutObjectArgs.builder()
                                        .bucket(locked)
                                        .object("k")
                                        .data(new byte[] {1}, 1)
                                        .build())
                        .versionId();
        Retention compliance =
                new Retention(
                        RetentionMode.COMPLIANCE, ZonedDateTime.now(ZoneOffset.UTC).plusDays(3));
        SetObjectRetentionArgs.Builder retention =
                SetObjectRetentionArgs.builder().bucket(locked).object("k").config(compliance);
        assertCode("AccessDenied", () -> client.setObjectRetention(retention.build()));
        client.setObjectRetention(retention.bypassGovernanceMode(true).build());
        assertCode(
                "AccessDenied",
                () ->
                        client.removeObject(
                                RemoveObjectArgs.builder()
                                        .bucket(locked)
                                        .object("k")
                                        .versionId(version)
                                        .bypassGovernanceMode(true)
                                        .build()));
        client.enableObjectLegalHold(
                EnableObjectLegalHoldArgs.builder().bucket(locked).object("k").build());
        var head = s3.headObject(get -> get.bucket(locked).key("k"));
        assertThat(head.objectLockModeAsString()).isEqualTo("COMPLIANCE");
        assertThat(head.objectLockLegalHoldStatus()).isEqualTo(ObjectLockLegalHoldStatus.ON);
    }

    @Test
    void tagsAndCorsRulesAreKept() throws Exception {
        Map<String, String> tags = Map.of("a", "1", "b c", "x/y");
        client.setBucketTags(SetBucketTagsArgs.builder().bucket(bucket).tags(tags).build());
        assertThat(client.getBucketTags(GetBucketTagsArgs.builder().bucket(bucket).build()).get())
                .isEqualTo(tags);
        assertThat(s3.getBucketTagging(get -> get.bucket(bucket)).tagSet()).hasSize(2);
        var rule =
                new CORSConfiguration.CORSRule(
                        List.of("x-*"), List.of("GET"), List.of("*"), List.of("ETag"), "one", 90);
        client.setBucketCors(
                SetBucketCorsArgs.builder()
                        .bucket(bucket)
                        .config(new CORSConfiguration(List.of(rule)))
                        .build());
        assertThat(client.getBucketCors(GetBucketCorsArgs.builder().bucket(bucket).build()).rules())
                .singleElement()
                .satisfies(kept -> assertThat(kept.maxAgeSeconds()).isEqualTo(90));
        assertThat(s3.getBucketCors(get -> get.bucket(bucket)).corsRules().getFirst().id())
                .isEqualTo("one");
        client.deleteBucketCors(DeleteBucketCorsArgs.builder().bucket(bucket).build());
        assertRefused(
                404, "NoSuchCORSConfiguration", () -> s3.getBucketCors(get -> get.bucket(bucket)));
    }

    @Test
    void checksumsAreKept() throws Exception {
        for (Checksum.Algorithm algorithm :
                List.of(
                        Checksum.Algorithm.CRC32,
                        Checksum.Algorithm.CRC32C,
                        Checksum.Algorithm.CRC64NVME,
                        Checksum.Algorithm.SHA1,
                        Checksum.Algorithm.SHA256)) {
            // The client sends sums of the SHA family only over parts.
            Content content = new Content(91, algorithm.fullObjectSupport() ? 400_000 : 6_000_000);
            client.putObject(
                    PutObjectArgs.builder()
                            .bucket(bucket)
                            .object("summed")
                            .checksum(algorithm)
                            .stream(content.stream(), content.sizeBytes(), 5L << 20)
                            .build());
            assertThat(
                            client.statObject(
                                            StatObjectArgs.builder()
                                                    .bucket(bucket)
                                                    .object("summed")
                                                    .build())
                                    .size())
                    .isEqualTo(content.sizeBytes());
            assertThat(
                            s3.headObject(
                                            get ->
                                                    get.bucket(bucket)
                                                            .key("summed")
                                                            .checksumMode("ENABLED"))
                                    .toString())
                    .contains("Checksum" + algorithm.name() + "=");
            assertHolds("summed", content);
        }
    }

    @Test
    void objectsAreSealedWithTheStoresKey() throws Exception {
        client.putObject(
                PutObjectArgs.builder()
                        .bucket(bucket)
                        .object("sealed")
                        .data(new byte[] {1}, 1)
                        .sse(new ServerSideEncryption.S3())
                        .build());
        assertThat(
                        s3.headObject(get -> get.bucket(bucket).key("sealed"))
                                .serverSideEncryptionAsString())
                .isEqualTo("AES256");
    }

    @Test
    void archivesAndAppendsArrive() throws Exception {
        List<SnowballObject> objects =
                IntStream.range(0, 20)
                        .mapToObj(
                                i ->
                                        new SnowballObject(
                                                "ball/" + i,
                                                new ByteArrayInputStream(
                                                        new Content(i, i * 100L).bytes()),
                                                i * 100L,
                                                null))
                        .toList();
        client.uploadSnowballObjects(
                UploadSnowballObjectsArgs.builder().bucket(bucket).objects(objects).build());
        for (int i = 0; i < objects.size(); i++) {
            assertHolds("ball/" + i, new Content(i, i * 100L));
        }
        put("log", "one ");
        client.appendObject(
                AppendObjectArgs.builder()
                        .bucket(bucket)
                        .object("log")
                        .data("two".getBytes(StandardCharsets.UTF_8), 3)
                        .build());
        assertThat(text("log")).isEqualTo("one two");
    }

    @Test
    void formsAreSigned() throws Exception {
        PostPolicy policy =
                new PostPolicy(bucket, ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(10));
        policy.addStartsWithCondition("key", "up/");
        policy.addContentLengthRangeCondition(1, 10);
        Map<String, String> fields = new HashMap<>(client.getPresignedPostFormData(policy));
        fields.put("key", "up/${filename}");
        assertThat(sendForm(fields, "form")).isEqualTo(204);
        assertThat(text("up/a.txt")).isEqualTo("form");
        assertThat(sendForm(fields, "longer than ten")).isEqualTo(400);
        fields.put("key", "other");
        assertThat(sendForm(fields, "form")).isEqualTo(403);
    }

    private int sendForm(Map<String, String> fields, String body) throws Exception {
        StringBuilder form = new StringBuilder();
        fields.forEach((name, value) -> form.append(part("name=\"" + name + "\"", value)));
        form.append(part("name=\"file\"; filename=\"a.txt\"", body)).append("--form--\r\n");
        HttpRequest post =
                HttpRequest.newBuilder(URI.create(endpoint.uri() + "/" + bucket))
                        .header("Content-Type", "multipart/form-data; boundary=form")
                        .POST(BodyPublishers.ofString(form.toString()))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(post, BodyHandlers.discarding()).statusCode();
        }
    }

    private static String part(String disposition, String body) {
        return "--form\r\nContent-Disposition: form-data; "
                + disposition
                + "\r\n\r\n"
                + body
                + "\r\n";
    }
}
