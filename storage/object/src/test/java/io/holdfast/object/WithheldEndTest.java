package io.holdfast.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.Pending;
import io.holdfast.digest.ChecksumValue;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A client sends all but the end of a large body and waits, and another one needs the memory
/// through which it flows.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class WithheldEndTest {
    private static final String BUCKET = "bucket";
    private static final int SIZE = 3 << 20;
    private static final ObjectName SLOW = new ObjectName(BUCKET, "slow");
    private static final ObjectName NEXT = new ObjectName(BUCKET, "next");

    /// As many buffers as one upload takes.
    private final TestDeployment deployment =
            new TestDeployment(1, 4, 2)
                    .withOptions(
                            new ObjectOptions(3, 16 << 20, 1_000, 5_000, 86_400_000, 86_400_000));

    private ObjectStore store;

    @BeforeEach
    void start() throws Exception {
        store = deployment.start();
        store.createBucket(BUCKET, false, "");
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    /// Gives all bytes, and tells that they end when it is let.
    private static final class Withheld implements ObjectBody {
        private final ObjectBody bytes = Bodies.of(Bodies.random(1, SIZE));
        private final boolean isLengthExact;
        private final Pending<Boolean> asked = new Pending<>();
        private final Pending<Boolean> let = new Pending<>();

        Withheld(boolean isLengthExact) {
            this.isLengthExact = isLengthExact;
        }

        @Override
        public long length() {
            return isLengthExact ? SIZE : 2 * SIZE;
        }

        @Override
        public boolean isLengthExact() {
            return isLengthExact;
        }

        @Override
        public int read(ByteBuffer into) throws IOException, StoreException {
            int count = bytes.read(into);
            if (count < 0) {
                asked.complete(true);
                try {
                    let.await();
                } catch (InterruptedException e) {
                    throw new InterruptedIOException("cut");
                }
            }
            return count;
        }

        @Override
        public Optional<byte[]> expectedMd5() {
            return Optional.empty();
        }

        @Override
        public Optional<ChecksumValue> expectedChecksum() {
            return Optional.empty();
        }
    }

    @Test
    void whoWaitsForTheEndHoldsNothing() throws Exception {
        Withheld body = new Withheld(true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ObjectInfo> slow = threads.submit(() -> store.put(Bodies.put(SLOW), body));
            body.asked.await();
            store.put(Bodies.put(NEXT), Bodies.of(Bodies.random(2, SIZE)));
            body.let.complete(true);
            assertThat(slow.get().size()).isEqualTo(SIZE);
        }
    }

    @Test
    void whoDoesNotSayWhetherMoreComesGivesWay() throws Exception {
        Withheld body = new Withheld(false);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ObjectInfo> slow = threads.submit(() -> store.put(Bodies.put(SLOW), body));
            body.asked.await();
            store.put(Bodies.put(NEXT), Bodies.of(Bodies.random(2, SIZE)));
            assertThat(slow)
                    .failsWithin(10, TimeUnit.SECONDS)
                    .withThrowableOfType(Exception.class)
                    .withCauseInstanceOf(StoreException.class);
        }
    }
}
