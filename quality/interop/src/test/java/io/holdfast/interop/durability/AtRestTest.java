package io.holdfast.interop.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Deployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/// What whoever takes the drives away finds on them, and what a server without its keys does.
final class AtRestTest {
    private static final String BUCKET = "at-rest";
    private static final String SECRET = "Attack at dawn. ";
    private static final String KNOWN = "Known to anyone.";

    private static byte[] body(String text, int times) {
        return text.repeat(times).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void nothingPlainIsOnTheDrives() throws Exception {
        try (Deployment deployment = Deployment.create("at-rest").start()) {
            try (S3Client s3 = AwsClients.blocking(deployment.endpoint())) {
                s3.createBucket(create -> create.bucket(BUCKET));
                putAll(s3);
                s3.putObject(
                        put -> put.bucket(BUCKET).key("plain"),
                        RequestBody.fromBytes(body(KNOWN, 1_000)));
            }
            assertThat(deployment.server().stop()).isZero();
            assertThat(filesWith(deployment, KNOWN))
                    .as("the search finds what is plain")
                    .isNotEmpty();
            assertThat(filesWith(deployment, SECRET)).isEmpty();
            assertThat(deployment.server().log())
                    .doesNotContain(Deployment.key(1))
                    .doesNotContain(Deployment.key(2));
        }
    }

    private static void putAll(S3Client s3) {
        for (int times : new int[] {10, 5_000, 200_000}) {
            s3.putObject(
                    put ->
                            put.bucket(BUCKET)
                                    .key("stored" + times)
                                    .serverSideEncryption(ServerSideEncryption.AES256),
                    RequestBody.fromBytes(body(SECRET, times)));
            s3.putObject(
                    put ->
                            put.bucket(BUCKET)
                                    .key("second" + times)
                                    .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                    .ssekmsKeyId("second"),
                    RequestBody.fromBytes(body(SECRET, times)));
            s3.copyObject(
                    copy ->
                            copy.sourceBucket(BUCKET)
                                    .sourceKey("second" + times)
                                    .destinationBucket(BUCKET)
                                    .destinationKey("copy" + times)
                                    .serverSideEncryption(ServerSideEncryption.AES256));
        }
        String id =
                s3.createMultipartUpload(
                                create ->
                                        create.bucket(BUCKET)
                                                .key("parts")
                                                .serverSideEncryption(ServerSideEncryption.AES256))
                        .uploadId();
        String etag =
                s3.uploadPart(
                                part -> part.bucket(BUCKET).key("parts").uploadId(id).partNumber(1),
                                RequestBody.fromBytes(body(SECRET, 400_000)))
                        .eTag();
        s3.completeMultipartUpload(
                complete ->
                        complete.bucket(BUCKET)
                                .key("parts")
                                .uploadId(id)
                                .multipartUpload(
                                        all ->
                                                all.parts(
                                                        CompletedPart.builder()
                                                                .partNumber(1)
                                                                .eTag(etag)
                                                                .build())));
    }

    private static List<Path> filesWith(Deployment deployment, String text) throws IOException {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        List<Path> found = new ArrayList<>();
        for (Path drive : deployment.drives()) {
            try (Stream<Path> files = Files.walk(drive)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (contains(file, wanted)) {
                        found.add(file);
                    }
                }
            }
        }
        return found;
    }

    /// The texts are repeated, so one that a piece's edge cuts is found inside it.
    private static boolean contains(Path file, byte[] wanted) throws IOException {
        String latin = new String(wanted, StandardCharsets.ISO_8859_1);
        try (var in = Files.newInputStream(file)) {
            byte[] piece = new byte[1 << 20];
            for (int count = in.readNBytes(piece, 0, piece.length);
                    count > 0;
                    count = in.readNBytes(piece, 0, piece.length)) {
                if (new String(piece, 0, count, StandardCharsets.ISO_8859_1).contains(latin)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void aServerWithoutAKeyServesTheOthers() throws Exception {
        try (Deployment deployment = Deployment.create("lost-key").start()) {
            try (S3Client s3 = AwsClients.blocking(deployment.endpoint())) {
                s3.createBucket(create -> create.bucket(BUCKET));
                putAll(s3);
            }
            assertThat(deployment.server().stop()).isZero();
            deployment.with("HOLDFAST_KMS_KEYS_FILE", "").start();
            try (S3Client s3 = AwsClients.blocking(deployment.endpoint())) {
                assertThat(read(s3, "stored5000")).isEqualTo(body(SECRET, 5_000));
                assertThat(read(s3, "parts")).isEqualTo(body(SECRET, 400_000));
                assertThatThrownBy(() -> read(s3, "second5000"))
                        .isInstanceOfSatisfying(
                                S3Exception.class,
                                refusal ->
                                        assertThat(refusal.awsErrorDetails().errorCode())
                                                .isEqualTo("KMS.NotFoundException"));
            }
            assertThat(deployment.server().stop()).isZero();
            deployment.with("MINIO_KMS_SECRET_KEY", "first:" + Deployment.key(9)).start();
            try (S3Client s3 = AwsClients.blocking(deployment.endpoint())) {
                assertThatThrownBy(() -> read(s3, "stored5000")).isInstanceOf(S3Exception.class);
            }
        }
    }

    private static byte[] read(S3Client s3, String key) {
        return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asByteArray();
    }
}
