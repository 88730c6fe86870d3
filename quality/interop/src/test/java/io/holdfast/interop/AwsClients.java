package io.holdfast.interop;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// AWS SDK for Java 2.x, set up as its users do for a server that is not Amazon's.
public final class AwsClients {
    private AwsClients() {}

    /// The blocking client with all defaults but path style.
    public static S3Client blocking(Endpoint endpoint) {
        return builder(endpoint).build();
    }

    /// The same, to be changed further.
    public static S3ClientBuilder builder(Endpoint endpoint) {
        return S3Client.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.of(Endpoint.REGION))
                .credentialsProvider(credentials(endpoint))
                .forcePathStyle(true)
                .httpClientBuilder(
                        Apache5HttpClient.builder()
                                .maxConnections(64)
                                .socketTimeout(Duration.ofSeconds(60)));
    }

    /// The asynchronous client, which splits large objects into parts of 8 MiB.
    public static S3AsyncClient async(Endpoint endpoint) {
        return S3AsyncClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.of(Endpoint.REGION))
                .credentialsProvider(credentials(endpoint))
                .forcePathStyle(true)
                .multipartEnabled(true)
                .httpClientBuilder(
                        NettyNioAsyncHttpClient.builder().readTimeout(Duration.ofSeconds(60)))
                .build();
    }

    /// Signs addresses that anybody may use for a while.
    public static S3Presigner presigner(Endpoint endpoint) {
        return S3Presigner.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.of(Endpoint.REGION))
                .credentialsProvider(credentials(endpoint))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    private static StaticCredentialsProvider credentials(Endpoint endpoint) {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(endpoint.accessKey(), endpoint.secretKey()));
    }
}
