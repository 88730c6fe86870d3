package io.holdfast.interop.calm;

import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Endpoint;
import java.net.URL;
import java.time.Duration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Addresses of one bucket's objects, signed in advance, for requests that are sent by hand. Any
/// thread.
final class Presigned implements AutoCloseable {
    private static final Duration VALID = Duration.ofMinutes(15);

    private final S3Presigner presigner;
    private final String bucket;

    Presigned(Endpoint endpoint, String bucket) {
        this.presigner = AwsClients.presigner(endpoint);
        this.bucket = bucket;
    }

    URL put(String key) {
        return presigner
                .presignPutObject(
                        sign ->
                                sign.signatureDuration(VALID)
                                        .putObjectRequest(put -> put.bucket(bucket).key(key)))
                .url();
    }

    URL get(String key) {
        return presigner
                .presignGetObject(
                        sign ->
                                sign.signatureDuration(VALID)
                                        .getObjectRequest(get -> get.bucket(bucket).key(key)))
                .url();
    }

    @Override
    public void close() {
        presigner.close();
    }
}
