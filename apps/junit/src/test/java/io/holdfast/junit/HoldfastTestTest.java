package io.holdfast.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.junit.Bucket.Seed;
import io.holdfast.library.DriveStanding;
import io.holdfast.library.HoldfastClock;
import io.holdfast.library.HoldfastFaults;
import io.holdfast.library.HoldfastServer;
import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The extension, used as its users do.
@HoldfastTest(settings = "MINIO_SITE_REGION=eu-central-1")
final class HoldfastTestTest {
    private static final Set<String> SEEN = new HashSet<>();

    private static @Nullable HoldfastServer early;

    private final HoldfastServer server;

    HoldfastTestTest(HoldfastServer server) {
        this.server = server;
    }

    @BeforeAll
    static void staticFieldIsSetBeforeTheFirstTest(HoldfastServer server) {
        assertThat(early).isSameAs(server);
    }

    @Test
    void bothClientsSeeWhatWasSeeded(
            S3Client s3,
            MinioClient minio,
            @Bucket(
                            seeds = {
                                @Seed(key = "a b/ü.txt", text = "hello"),
                                @Seed(key = "page", resource = "/io/holdfast/junit/seed.txt")
                            })
                    String bucket)
            throws Exception {
        assertThat(s3.getObjectAsBytes(r -> r.bucket(bucket).key("a b/ü.txt")).asUtf8String())
                .isEqualTo("hello");
        try (InputStream page =
                minio.getObject(GetObjectArgs.builder().bucket(bucket).object("page").build())) {
            assertThat(new String(page.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("from a file\n");
        }
    }

    @RepeatedTest(3)
    void everyTestHasABucketOfItsOwn(S3Client s3, @Bucket String bucket, @Bucket String another) {
        assertThat(SEEN.add(bucket)).isTrue();
        assertThat(SEEN.add(another)).isTrue();
        assertThat(s3.listObjectsV2(r -> r.bucket(bucket)).contents()).isEmpty();
    }

    @Test
    void endpointAndCredentialsAreTheServers(URI endpoint, HoldfastCredentials credentials) {
        assertThat(endpoint).isEqualTo(server.endpoint());
        assertThat(credentials.accessKey()).isEqualTo(server.accessKey());
        assertThat(credentials.secretKey()).isEqualTo(server.secretKey());
        assertThat(credentials.toString()).doesNotContain(server.secretKey());
    }

    /// Repeated: the second must not meet the first one's.
    @RepeatedTest(2)
    void faultsEndWithTheTest(HoldfastFaults faults, S3Client s3, @Bucket String bucket)
            throws Exception {
        server.awaitAllInService(Duration.ofSeconds(30));
        faults.loseDrive(0);
        assertThat(server.drives().get(0)).isEqualTo(DriveStanding.OUT);
        faults.refuseRequests(100, 400, "InvalidRequest");
        assertThatThrownBy(() -> s3.listObjectsV2(r -> r.bucket(bucket)))
                .isInstanceOf(S3Exception.class);
    }

    @Nested
    final class Within {
        @Test
        void nestedClassesShareTheServer(HoldfastServer inner) {
            assertThat(inner).isSameAs(server);
        }
    }

    @Test
    void clockMoves(HoldfastClock clock) {
        Instant before = clock.now();
        clock.advance(Duration.ofDays(1));
        assertThat(clock.now()).isAfterOrEqualTo(before.plus(Duration.ofDays(1)));
    }
}
