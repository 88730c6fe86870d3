package io.holdfast.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.library.DriveStanding;
import io.holdfast.library.Holdfast;
import io.holdfast.library.HoldfastConfig;
import io.holdfast.library.HoldfastServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// A server whose clock a test moves.
final class ClockTest {
    @Test
    void retentionEndsWhenTheClockHasPassedIt() {
        try (HoldfastServer server = Holdfast.start(HoldfastConfig.small());
                S3Client s3 = Clients.of(server)) {
            s3.createBucket(r -> r.bucket(Clients.BUCKET).objectLockEnabledForBucket(true));
            Instant until = server.clock().now().plus(Duration.ofDays(3650));
            String version =
                    s3.putObject(
                                    r ->
                                            r.bucket(Clients.BUCKET)
                                                    .key("kept")
                                                    .objectLockMode(ObjectLockMode.COMPLIANCE)
                                                    .objectLockRetainUntilDate(until),
                                    RequestBody.fromString("text"))
                            .versionId();
            server.clock().advance(Duration.ofDays(3649));
            assertThatThrownBy(() -> delete(s3, version)).isInstanceOf(S3Exception.class);
            server.clock().advance(Duration.ofDays(2));
            delete(s3, version);
            assertThat(server.clock().now()).isAfter(until);
            // Ten years have passed for no deadline: nobody was put out.
            Clients.put(s3, "later", Clients.bytes(10, 1));
            assertThat(server.drives()).containsOnly(DriveStanding.IN_SERVICE);
        }
    }

    private static void delete(S3Client s3, String version) {
        s3.deleteObject(r -> r.bucket(Clients.BUCKET).key("kept").versionId(version));
    }

    @Test
    void presignedRequestExpires() throws Exception {
        try (HoldfastServer server = Holdfast.start(HoldfastConfig.small().withDrives(1));
                S3Client s3 = Clients.of(server);
                S3Presigner presigner = Clients.presigner(server)) {
            s3.createBucket(r -> r.bucket(Clients.BUCKET));
            Clients.put(s3, "key", Clients.bytes(10, 1));
            URI signed =
                    presigner
                            .presignGetObject(
                                    p ->
                                            p.signatureDuration(Duration.ofHours(1))
                                                    .getObjectRequest(
                                                            g ->
                                                                    g.bucket(Clients.BUCKET)
                                                                            .key("key")))
                            .url()
                            .toURI();
            assertThat(status(signed)).isEqualTo(200);
            server.clock().advance(Duration.ofMinutes(61));
            assertThat(status(signed)).isEqualTo(403);
            // Those who sign now are heard as ever.
            assertThat(Clients.get(s3, "key")).hasSize(10);
        }
    }

    private static int status(URI uri) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void clockGoesNoWayBack() {
        try (HoldfastServer server = Holdfast.start(HoldfastConfig.small().withDrives(1))) {
            assertThatThrownBy(() -> server.clock().advance(Duration.ofSeconds(-1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
