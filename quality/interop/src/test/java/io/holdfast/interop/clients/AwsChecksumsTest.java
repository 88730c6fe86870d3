package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Content;
import io.holdfast.interop.Endpoint;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

final class AwsChecksumsTest extends AwsSuite {
    private static final Content CONTENT = new Content(21, 1_500_000);

    AwsChecksumsTest(Endpoint endpoint) {
        super(endpoint);
    }

    private HeadObjectResponse head(String key) {
        return s3.headObject(
                request -> request.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED));
    }

    /// The client computes the sum, sends it behind the body, and checks it when it reads.
    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
    void trailingChecksumIsVerifiedStoredAndReturned(ChecksumAlgorithm algorithm)
            throws IOException {
        String key = "sum/" + algorithm;
        put(key, CONTENT, request -> request.checksumAlgorithm(algorithm));
        HeadObjectResponse head = head(key);
        String stored =
                switch (algorithm) {
                    case CRC32 -> head.checksumCRC32();
                    case CRC32_C -> head.checksumCRC32C();
                    case SHA1 -> head.checksumSHA1();
                    case SHA256 -> head.checksumSHA256();
                    default -> throw new AssertionError(algorithm);
                };
        assertThat(stored).isNotBlank();
        assertHolds(key, CONTENT);
    }

    @Test
    void checksumIsTheRightOne() throws Exception {
        byte[] sum = java.security.MessageDigest.getInstance("SHA-256").digest(CONTENT.bytes());
        put("right", CONTENT, request -> request.checksumAlgorithm(ChecksumAlgorithm.SHA256));
        assertThat(head("right").checksumSHA256())
                .isEqualTo(Base64.getEncoder().encodeToString(sum));
    }

    @Test
    void wrongChecksumIsRefusedAndNothingStored() {
        assertRefused(
                400,
                "BadDigest",
                () -> put("bad", CONTENT, request -> request.checksumCRC32("AAAAAA==")));
        assertStatus(404, () -> head("bad"));
    }

    @Test
    void clientWithoutChecksumsWorks() throws IOException {
        try (S3Client plain =
                AwsClients.builder(endpoint)
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .build()) {
            plain.putObject(
                    request -> request.bucket(bucket).key("plain"),
                    RequestBody.fromBytes(CONTENT.bytes()));
        }
        assertThat(head("plain").checksumCRC64NVME()).isNotBlank();
        assertHolds("plain", CONTENT);
    }

    @Test
    void clientWithoutChunkedSigningWorks() throws IOException {
        try (S3Client whole =
                AwsClients.builder(endpoint)
                        .serviceConfiguration(config -> config.chunkedEncodingEnabled(false))
                        .build()) {
            whole.putObject(
                    request -> request.bucket(bucket).key("unchunked"),
                    RequestBody.fromBytes(CONTENT.bytes()));
        }
        assertHolds("unchunked", CONTENT);
    }

    @Test
    void fullObjectChecksumOfPartsIsThatOfTheWhole() {
        Content content = new Content(22, (5 << 20) + 1_000);
        put("whole", content, request -> request.checksumAlgorithm(ChecksumAlgorithm.CRC32));
        String upload =
                s3.createMultipartUpload(
                                request ->
                                        request.bucket(bucket)
                                                .key("parts")
                                                .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                                                .checksumType(ChecksumType.FULL_OBJECT))
                        .uploadId();
        CompletedPart first = part(upload, 1, content.range(0, 5 << 20));
        CompletedPart second = part(upload, 2, content.range(5 << 20, 1_000));
        s3.completeMultipartUpload(
                request ->
                        request.bucket(bucket)
                                .key("parts")
                                .uploadId(upload)
                                .checksumType(ChecksumType.FULL_OBJECT)
                                .multipartUpload(m -> m.parts(List.of(first, second))));
        assertThat(head("parts").checksumCRC32()).isEqualTo(head("whole").checksumCRC32());
        assertThat(head("parts").checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
    }

    private CompletedPart part(String upload, int number, byte[] bytes) {
        UploadPartResponse response =
                s3.uploadPart(
                        request ->
                                request.bucket(bucket)
                                        .key("parts")
                                        .uploadId(upload)
                                        .partNumber(number)
                                        .checksumAlgorithm(ChecksumAlgorithm.CRC32),
                        RequestBody.fromBytes(bytes));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(response.eTag())
                .checksumCRC32(response.checksumCRC32())
                .build();
    }
}
