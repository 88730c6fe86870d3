package io.holdfast.interop.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Content;
import io.holdfast.interop.Deployment;
import io.holdfast.interop.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The disks fill up under a server: it refuses what it cannot store, keeps what it has, and goes
/// on when something was deleted. The disks are small file systems in memory, which only root can
/// make.
final class DiskFullTest {
    private static final int DISK_MIB = 512;
    private static final int OBJECT_BYTES = 12 << 20;
    private static final int FULL = 507;

    private final List<SmallDisk> disks = new ArrayList<>();
    private Deployment deployment;

    @BeforeEach
    void mountSmallDisks() throws Exception {
        deployment = Deployment.create("full");
        for (Path drive : deployment.drives()) {
            disks.add(SmallDisk.mount(drive, DISK_MIB));
        }
        deployment.start();
    }

    @AfterEach
    void unmount() throws Exception {
        if (!disks.isEmpty()) {
            deployment.server().close();
        }
        for (SmallDisk disk : disks) {
            disk.close();
        }
        deployment.close();
    }

    @Test
    void fullDisksRefuseNewBytesAndKeepTheOld() throws Exception {
        Content tiny = new Content(7, 100);
        int stored;
        try (S3Client s3 = client()) {
            s3.createBucket(request -> request.bucket("full"));
            put(s3, "tiny", tiny);
            stored = fill(s3);

            assertThatThrownBy(() -> put(s3, "one-more", new Content(1, OBJECT_BYTES)))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            e -> {
                                assertThat(e.statusCode()).isEqualTo(FULL);
                                assertThat(e.awsErrorDetails().errorCode())
                                        .isEqualTo("XMinioStorageFull");
                            });
            requireAll(s3, tiny, stored);
        }
        deployment.killAndRestart();
        try (S3Client s3 = client()) {
            requireAll(s3, tiny, stored);

            for (int number = 0; number < stored; number += 2) {
                String key = key(number);
                s3.deleteObject(request -> request.bucket("full").key(key));
            }
            Content after = new Content(8, OBJECT_BYTES);
            Patience.await(
                    Duration.ofSeconds(60), "room again", () -> isStored(s3, "after", after));
            requireSame(s3, "after", after);
            requireSame(s3, key(1), new Content(1, OBJECT_BYTES));
        }
    }

    /// A client that asks once: what it is told is not asked again behind the test's back, and no
    /// connection outlives the server.
    private S3Client client() {
        return AwsClients.builder(deployment.endpoint())
                .overrideConfiguration(config -> config.retryStrategy(r -> r.maxAttempts(1)))
                .build();
    }

    /// Stores objects until the server says that it is full.
    private static int fill(S3Client s3) {
        int stored = 0;
        while (stored * (long) OBJECT_BYTES < 2L * DISK_MIB << 20) {
            if (!isStored(s3, key(stored), new Content(stored, OBJECT_BYTES))) {
                return stored;
            }
            stored++;
        }
        throw new AssertionError("stored more than the disks hold");
    }

    private static boolean isStored(S3Client s3, String key, Content content) {
        try {
            put(s3, key, content);
            return true;
        } catch (S3Exception e) {
            assertThat(e.statusCode()).as(e.getMessage()).isEqualTo(FULL);
            return false;
        }
    }

    private static void requireAll(S3Client s3, Content tiny, int stored) {
        requireSame(s3, "tiny", tiny);
        for (int number = 0; number < stored; number++) {
            requireSame(s3, key(number), new Content(number, OBJECT_BYTES));
        }
    }

    private static String key(int number) {
        return "object-" + number;
    }

    private static void put(S3Client s3, String key, Content content) {
        s3.putObject(
                request -> request.bucket("full").key(key), RequestBody.fromBytes(content.bytes()));
    }

    private static void requireSame(S3Client s3, String key, Content content) {
        byte[] found =
                s3.getObjectAsBytes(request -> request.bucket("full").key(key)).asByteArray();
        assertThat(found).as(key).isEqualTo(content.bytes());
    }
}
