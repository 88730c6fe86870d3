package io.holdfast.embedded;

import io.holdfast.library.HoldfastServer;
import java.time.Duration;
import java.util.Arrays;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Clients of a server that try each request once.
final class Clients {
    static final String BUCKET = "bucket";

    private Clients() {}

    static S3Client of(HoldfastServer server) {
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .credentialsProvider(credentials(server))
                .region(Region.of(server.region()))
                .forcePathStyle(true)
                .overrideConfiguration(
                        o ->
                                o.retryStrategy(AwsRetryStrategy.doNotRetry())
                                        .apiCallTimeout(Duration.ofSeconds(60)))
                .build();
    }

    static S3Presigner presigner(HoldfastServer server) {
        return S3Presigner.builder()
                .endpointOverride(server.endpoint())
                .credentialsProvider(credentials(server))
                .region(Region.of(server.region()))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    private static StaticCredentialsProvider credentials(HoldfastServer server) {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(server.accessKey(), server.secretKey()));
    }

    static void put(S3Client s3, String key, byte[] body) {
        s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromBytes(body));
    }

    static byte[] get(S3Client s3, String key) {
        return s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asByteArray();
    }

    static byte[] bytes(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
