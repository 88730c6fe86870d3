package io.holdfast.junit;

import io.holdfast.library.HoldfastServer;
import io.minio.MinioClient;

/// Makes the client of the MinIO SDK; loaded only where a test asks for one.
final class MinioSdk {
    private MinioSdk() {}

    static MinioClient of(HoldfastServer server) {
        return MinioClient.builder()
                .endpoint(server.endpoint().toString())
                .credentials(server.accessKey(), server.secretKey())
                .region(server.region())
                .build();
    }
}
