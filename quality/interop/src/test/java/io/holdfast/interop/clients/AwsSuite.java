package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Content;
import io.holdfast.interop.Endpoint;
import io.holdfast.interop.SharedServer;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// What the suites of the blocking AWS SDK share: one client and one bucket per suite.
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AwsSuite {
    final Endpoint endpoint;
    final S3Client s3;
    final String bucket;

    AwsSuite(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.s3 = AwsClients.blocking(endpoint);
        this.bucket = newBucket();
    }

    @AfterAll
    void closeClient() {
        s3.close();
    }

    /// A name that no other run uses.
    static String freshName() {
        return "interop-" + UUID.randomUUID();
    }

    String newBucket() {
        String name = freshName();
        s3.createBucket(request -> request.bucket(name));
        return name;
    }

    PutObjectResponse put(String key, String text) {
        return s3.putObject(
                request -> request.bucket(bucket).key(key), RequestBody.fromString(text));
    }

    PutObjectResponse put(String key, Content content, Consumer<PutObjectRequest.Builder> more) {
        return s3.putObject(
                request -> {
                    request.bucket(bucket).key(key);
                    more.accept(request);
                },
                RequestBody.fromBytes(content.bytes()));
    }

    String text(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asUtf8String();
    }

    byte[] bytes(String key, Consumer<GetObjectRequest.Builder> more) {
        return s3.getObjectAsBytes(
                        request -> {
                            request.bucket(bucket).key(key);
                            more.accept(request);
                        })
                .asByteArray();
    }

    void assertHolds(String key, Content content) throws IOException {
        try (InputStream body = s3.getObject(request -> request.bucket(bucket).key(key))) {
            assertThat(content.mismatch(body)).as("first difference in " + key).isEqualTo(-1);
        }
    }

    static void assertRefused(int status, String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refusal -> {
                            assertThat(refusal.statusCode()).as("%s", refusal).isEqualTo(status);
                            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
                        });
    }

    /// A HEAD has no body, hence no code.
    static void assertStatus(int status, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refusal -> assertThat(refusal.statusCode()).isEqualTo(status));
    }
}
