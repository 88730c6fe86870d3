package io.holdfast.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.cluster.MemberState;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Memory of transfers that ended badly: nobody gets what a drive may still write into, and all of
/// it comes back. There is one buffer, so the next transfer gets what the last one had.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class LentMemoryTest {
    private static final String BUCKET = "bucket";
    private static final int DRIVES = 4;
    private static final int SIZE = 1_500_000;

    /// A read of a drive that stands still has failed by then.
    private static final long GIVEN_UP_MS = 1_200;

    private static final ObjectName FIRST = new ObjectName(BUCKET, "first");
    private static final ObjectName SECOND = new ObjectName(BUCKET, "second");

    private final TestDeployment deployment =
            new TestDeployment(1, DRIVES, 2)
                    .withOptions(new ObjectOptions(1, 16 << 20, 1_000, 5_000, 86_400_000, 1 << 20));
    private ObjectStore store;

    @BeforeEach
    void start() throws Exception {
        store = deployment.start();
        store.createBucket(BUCKET, false, "");
        store.put(Bodies.put(FIRST), Bodies.of(content(FIRST)));
        store.put(Bodies.put(SECOND), Bodies.of(content(SECOND)));
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    private static byte[] content(ObjectName name) {
        return Bodies.random(name.hashCode(), SIZE);
    }

    @Test
    void aReadThatWasGivenUpWritesIntoNobodysMemory() throws Exception {
        for (int place = 0; place < DRIVES; place++) {
            try (OpenObject first = store.open(ReadRequest.newest(FIRST))) {
                deployment.medium(0, place).stall();
                assertThat(Bodies.range(first, 0, SIZE)).isEqualTo(content(FIRST));
            }
            readSecondWhileTheDriveGoesOn(place);
        }
    }

    @Test
    void aReadWhoseReaderLeftWritesIntoNobodysMemory() throws Exception {
        for (int place = 0; place < DRIVES; place++) {
            try (OpenObject first = store.open(ReadRequest.newest(FIRST));
                    var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                deployment.medium(0, place).stall();
                Future<byte[]> reader = threads.submit(() -> Bodies.range(first, 0, SIZE));
                Thread.sleep(100);
                reader.cancel(true);
            }
            Thread.sleep(GIVEN_UP_MS);
            readSecondWhileTheDriveGoesOn(place);
        }
    }

    /// The drive goes on while the first bytes are handed over.
    private void readSecondWhileTheDriveGoesOn(int place) throws Exception {
        byte[] seen = new byte[SIZE];
        int[] length = {0};
        try (OpenObject second = store.open(ReadRequest.newest(SECOND))) {
            second.transferTo(
                    0,
                    SIZE,
                    bytes -> {
                        deployment.medium(0, place).resume();
                        int count = bytes.remaining();
                        bytes.get(seen, length[0], count);
                        length[0] += count;
                    });
        }
        assertThat(seen).isEqualTo(content(SECOND));
        while (deployment.set(0).state(place) != MemberState.IN_SERVICE) {
            Thread.sleep(20);
        }
    }

    @Test
    void uploadsThatFindTheDrivesFullKeepNoMemory() throws Exception {
        for (int i = 0; i < 3; i++) {
            ObjectBody body = Bodies.after(() -> setFreeBytes(0), content(FIRST));
            assertThatThrownBy(() -> store.put(Bodies.put(FIRST), body))
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            e -> assertThat(e.error()).isEqualTo(StoreError.STORAGE_FULL));
            setFreeBytes(1L << 40);
            store.put(Bodies.put(SECOND), Bodies.of(content(SECOND)));
        }
        assertThat(Bodies.read(store, FIRST)).isEqualTo(content(FIRST));
    }

    private void setFreeBytes(long bytes) {
        for (int place = 0; place < DRIVES; place++) {
            deployment.medium(0, place).setFreeBytes(bytes);
        }
    }
}
