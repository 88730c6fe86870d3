package io.holdfast.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.library.HoldfastContainer;
import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import org.junit.jupiter.api.Test;

/// The container's shape, used as tests of other projects use it.
final class HoldfastContainerTest {
    @Test
    void servesWhatItsShapePromises() throws Exception {
        try (HoldfastContainer container =
                new HoldfastContainer("some/image:tag")
                        .withUserName("testuser")
                        .withPassword("testpassword")) {
            assertThatThrownBy(container::getS3URL).isInstanceOf(IllegalStateException.class);
            container.start();
            assertThat(container.getUserName()).isEqualTo("testuser");
            assertThat(container.getPassword()).isEqualTo("testpassword");
            MinioClient minio =
                    MinioClient.builder()
                            .endpoint(container.getS3URL())
                            .credentials(container.getUserName(), container.getPassword())
                            .build();
            minio.makeBucket(MakeBucketArgs.builder().bucket("bucket").build());
            assertThat(minio.bucketExists(BucketExistsArgs.builder().bucket("bucket").build()))
                    .isTrue();
            minio.close();
            assertThat(container.isRunning()).isTrue();
            container.stop();
            assertThat(container.isRunning()).isFalse();
        }
    }
}
