package io.holdfast.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.DockerImageName;

/// The container's shape, used as tests of other projects use it.
@Testcontainers
final class HoldfastContainerTest {
    private static final List<HoldfastContainer> OF_EARLIER_TESTS = new ArrayList<>();

    @Container
    private static final HoldfastContainer SHARED =
            new HoldfastContainer(DockerImageName.parse("some/image:tag"));

    @Container private final HoldfastContainer own = new HoldfastContainer();

    @RepeatedTest(2)
    void testcontainersStartsAndStopsFields() {
        assertThat(SHARED.isRunning()).isTrue();
        assertThat(own.isRunning()).isTrue();
        assertThat(own.getS3URL()).isNotEqualTo(SHARED.getS3URL());
        assertThat(OF_EARLIER_TESTS).noneMatch(HoldfastContainer::isRunning);
        OF_EARLIER_TESTS.add(own);
    }

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
