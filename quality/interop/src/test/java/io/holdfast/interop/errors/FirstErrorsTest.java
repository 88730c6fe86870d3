package io.holdfast.interop.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Deployment;
import io.holdfast.interop.Endpoint;
import io.holdfast.interop.SharedServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Requests that are wrong in the ways in which first requests are.
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FirstErrorsTest {
    private final Endpoint endpoint;
    private final S3Client s3;
    private final String bucket = "errors-" + UUID.randomUUID();

    FirstErrorsTest(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.s3 = AwsClients.blocking(endpoint);
        s3.createBucket(request -> request.bucket(bucket));
    }

    @AfterAll
    void closeClient() {
        s3.close();
    }

    private RawRequest put(String key) {
        return new RawRequest(endpoint, "/" + bucket + "/" + key);
    }

    private void assertMissing(String key) {
        assertThatThrownBy(() -> s3.headObject(request -> request.bucket(bucket).key(key)))
                .isInstanceOf(NoSuchKeyException.class);
    }

    private static void assertRefusal(String answer, int status, String code) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .contains("<Code>" + code + "</Code>")
                .contains("<Message>")
                .contains("<RequestId>");
    }

    @Test
    void wrongSecretIsNamed() {
        assertRefusedFor(
                endpoint.as(Deployment.ACCESS_KEY, "not-the-secret"), "SignatureDoesNotMatch");
    }

    @Test
    void unknownKeyIsNamed() {
        assertRefusedFor(endpoint.as("nobody", "not-the-secret"), "InvalidAccessKeyId");
    }

    private static void assertRefusedFor(Endpoint caller, String code) {
        try (S3Client client = AwsClients.blocking(caller)) {
            assertThatThrownBy(client::listBuckets)
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            refusal -> {
                                assertThat(refusal.statusCode()).isEqualTo(403);
                                assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
                            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-20, 20})
    void skewedClockIsNamed(int minutes) throws IOException {
        Instant wrong = Instant.now().plus(Duration.ofMinutes(minutes));
        String answer = put("skewed").at(wrong).header("Content-Length", "3").send(new byte[3]);
        assertRefusal(answer, 403, "RequestTimeTooSkewed");
        assertMissing("skewed");
    }

    @Test
    void shortBodyIsNotStored() throws IOException {
        String answer = put("short").header("Content-Length", "100").send(new byte[50]);
        if (!answer.isEmpty()) {
            assertThat(answer).startsWith("HTTP/1.1 400");
        }
        assertMissing("short");
    }

    @Test
    void longBodyIsCutAtItsDeclaredLength() throws IOException {
        String answer = put("long").header("Content-Length", "100").send(new byte[150]);
        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(s3.headObject(request -> request.bucket(bucket).key("long")).contentLength())
                .isEqualTo(100);
    }

    @Test
    void wrongMd5IsRefused() throws IOException {
        String answer =
                put("md5")
                        .header("Content-Length", "3")
                        .header("Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA==")
                        .send(new byte[3]);
        assertRefusal(answer, 400, "BadDigest");
        assertMissing("md5");
    }

    @Test
    void nonsenseAsMd5IsRefused() throws IOException {
        String answer =
                put("md5")
                        .header("Content-Length", "3")
                        .header("Content-MD5", "nonsense")
                        .send(new byte[3]);
        assertRefusal(answer, 400, "InvalidDigest");
    }

    @Test
    void wrongHashOfThePayloadIsRefused() throws IOException {
        String answer =
                put("hash")
                        .header("Content-Length", "3")
                        .hashing(new byte[] {1, 2, 3})
                        .send(new byte[3]);
        assertRefusal(answer, 400, "XAmzContentSHA256Mismatch");
        assertMissing("hash");
    }

    @Test
    void missingLengthIsNamed() throws IOException {
        assertRefusal(put("length").send(new byte[0]), 411, "MissingContentLength");
    }
}
