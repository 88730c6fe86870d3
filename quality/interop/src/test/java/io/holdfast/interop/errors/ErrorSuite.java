package io.holdfast.interop.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.interop.Answer;
import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Content;
import io.holdfast.interop.Endpoint;
import io.holdfast.interop.HandSigned;
import io.holdfast.interop.SharedServer;
import io.holdfast.interop.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// What suites of bad requests share: a bucket, and an object that must be there, whole, after
/// every test.
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ErrorSuite {
    private static final String ANCHOR = "anchor";
    private static final Content ANCHORED = new Content(7, 300_000);

    final Endpoint endpoint;
    final S3Client s3;
    final String bucket = "errors-" + UUID.randomUUID();

    ErrorSuite(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.s3 = AwsClients.blocking(endpoint);
        s3.createBucket(request -> request.bucket(bucket));
        put(ANCHOR, ANCHORED.bytes());
    }

    @AfterEach
    void nothingIsLost() throws IOException {
        try (InputStream body = s3.getObject(request -> request.bucket(bucket).key(ANCHOR))) {
            assertThat(ANCHORED.mismatch(body)).isEqualTo(-1);
        }
    }

    @AfterAll
    void closeClient() {
        s3.close();
    }

    final void put(String key, byte[] body) {
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(body));
    }

    final byte[] get(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
    }

    final void assertMissing(String key) {
        assertThatThrownBy(() -> s3.headObject(request -> request.bucket(bucket).key(key)))
                .isInstanceOf(NoSuchKeyException.class);
    }

    /// A request on a key of the bucket.
    final HandSigned request(String method, String key) {
        return new HandSigned(endpoint, method, "/" + bucket + "/" + key);
    }

    /// A request on the bucket itself.
    final HandSigned onBucket(String method) {
        return new HandSigned(endpoint, method, "/" + bucket);
    }

    final Answer send(HandSigned signed, byte[] body) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(signed.head().getBytes(StandardCharsets.UTF_8));
        all.writeBytes(body);
        return Wire.send(endpoint, all.toByteArray());
    }

    final Answer send(HandSigned signed) throws IOException {
        return send(signed, new byte[0]);
    }
}
