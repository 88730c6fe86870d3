package io.holdfast.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.library.Holdfast;
import io.holdfast.library.HoldfastConfig;
import io.holdfast.library.HoldfastServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Requests that are refused, delayed or cut.
final class RequestFaultsTest {
    private static HoldfastServer server;
    private static S3Client s3;

    @BeforeAll
    static void start() {
        server = Holdfast.start(HoldfastConfig.small().withDrives(1));
        s3 = Clients.of(server);
        s3.createBucket(r -> r.bucket(Clients.BUCKET));
    }

    @AfterAll
    static void stop() {
        s3.close();
        server.close();
    }

    @AfterEach
    void calm() {
        server.faults().calm();
    }

    @Test
    void asManyAreRefusedAsWereAskedFor() {
        Clients.put(s3, "key", Clients.bytes(10, 1));
        server.faults().refuseRequests(2, 503, "SlowDown");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> Clients.get(s3, "key"))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            e -> {
                                assertThat(e.statusCode()).isEqualTo(503);
                                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("SlowDown");
                            });
        }
        assertThat(Clients.get(s3, "key")).isEqualTo(Clients.bytes(10, 1));
    }

    @Test
    void cutUploadStoresNothing() {
        server.faults().cutRequests(1);
        assertThatThrownBy(() -> Clients.put(s3, "cut", Clients.bytes(3_000_000, 1)))
                .isInstanceOf(SdkException.class)
                .isNotInstanceOf(S3Exception.class);
        assertThatThrownBy(() -> Clients.get(s3, "cut")).isInstanceOf(NoSuchKeyException.class);
        Clients.put(s3, "cut", Clients.bytes(3_000_000, 1));
    }

    @Test
    void cutAnswerIsNoWholeObject() {
        for (int size : new int[] {100, 3_000_000}) {
            Clients.put(s3, "whole", Clients.bytes(size, 1));
            server.faults().cutRequests(1);
            assertThatThrownBy(() -> Clients.get(s3, "whole")).isInstanceOf(SdkException.class);
            assertThat(Clients.get(s3, "whole")).hasSize(size);
        }
    }

    @Test
    void delayAndLatencyAreWaitedFor() {
        server.faults().delayRequests(1, Duration.ofMillis(300));
        assertThat(timeOfListing()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        server.faults().setLatency(Duration.ofMillis(150));
        assertThat(timeOfListing()).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        assertThat(timeOfListing()).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    private static Duration timeOfListing() {
        long startNs = System.nanoTime();
        s3.listBuckets();
        return Duration.ofNanos(System.nanoTime() - startNs);
    }
}
