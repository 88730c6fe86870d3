package io.holdfast.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.library.DriveStanding;
import io.holdfast.library.Holdfast;
import io.holdfast.library.HoldfastConfig;
import io.holdfast.library.HoldfastException;
import io.holdfast.library.HoldfastServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Drives of a running server that are lost, full, slow or rotten: 2 data and 2 parity.
final class DriveFaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private HoldfastServer server;
    private S3Client s3;

    @BeforeEach
    void start() {
        server = Holdfast.start(HoldfastConfig.small());
        s3 = Clients.of(server);
        s3.createBucket(r -> r.bucket(Clients.BUCKET));
    }

    @AfterEach
    void stop() {
        s3.close();
        server.close();
    }

    @Test
    void lostDriveIsMissedAndCatchesUp() throws Exception {
        Clients.put(s3, "before", Clients.bytes(2_000_000, 1));
        server.faults().loseDrive(0);
        assertThat(server.drives().get(0)).isEqualTo(DriveStanding.OUT);
        assertThat(Clients.get(s3, "before")).isEqualTo(Clients.bytes(2_000_000, 1));
        Clients.put(s3, "meanwhile", Clients.bytes(2_000_000, 2));

        server.faults().restoreDrive(0);
        server.awaitAllInService(PATIENCE);
        server.faults().loseDrive(1);
        server.faults().loseDrive(2);
        assertThat(Clients.get(s3, "meanwhile")).isEqualTo(Clients.bytes(2_000_000, 2));
    }

    @Test
    void withTooFewDrivesWritesAreRefusedAndReadsGoOn() throws Exception {
        Clients.put(s3, "there", Clients.bytes(5000, 1));
        server.faults().loseDrive(2);
        server.faults().loseDrive(3);
        assertThat(Clients.get(s3, "there")).isEqualTo(Clients.bytes(5000, 1));
        assertThatThrownBy(() -> Clients.put(s3, "new", Clients.bytes(5000, 2)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(503));
        server.faults().calm();
        server.awaitAllInService(PATIENCE);
        Clients.put(s3, "new", Clients.bytes(5000, 2));
    }

    @Test
    void fullDriveTakesNoDataAndLetsDelete() throws Exception {
        Clients.put(s3, "there", Clients.bytes(5000, 1));
        server.faults().fillDrive(1);
        assertThatThrownBy(() -> Clients.put(s3, "new", Clients.bytes(5000, 2)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(507));
        s3.deleteObject(r -> r.bucket(Clients.BUCKET).key("there"));
        server.faults().restoreDrive(1);
        Clients.put(s3, "new", Clients.bytes(5000, 2));
    }

    @Test
    void slowDriveMakesChangesWait() {
        long startNs = System.nanoTime();
        server.faults().slowDrive(3, Duration.ofMillis(400));
        Clients.put(s3, "slow", Clients.bytes(100, 1));
        assertThat(Duration.ofNanos(System.nanoTime() - startNs))
                .isGreaterThanOrEqualTo(Duration.ofMillis(400));
    }

    @Test
    void rottenShardsAreReadAroundAndTooManyAreSaid() {
        for (int size : new int[] {700, 300_000, 3_000_000}) {
            String key = "size-" + size;
            Clients.put(s3, key, Clients.bytes(size, 9));
            server.faults().rotObject(Clients.BUCKET, key, 2);
            assertThat(Clients.get(s3, key)).isEqualTo(Clients.bytes(size, 9));

            Clients.put(s3, "gone-" + size, Clients.bytes(size, 9));
            server.faults().rotObject(Clients.BUCKET, "gone-" + size, 3);
            assertThatThrownBy(() -> Clients.get(s3, "gone-" + size)).isNotNull();
        }
        assertThatThrownBy(() -> server.faults().rotObject(Clients.BUCKET, "none", 1))
                .isInstanceOf(HoldfastException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void thereIsNoFifthDrive() {
        assertThatThrownBy(() -> server.faults().loseDrive(4))
                .isInstanceOf(HoldfastException.class)
                .hasMessageContaining("0 to 3");
    }
}
