package io.holdfast.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.base.Pending;
import io.holdfast.testkit.Seeds;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class Md5EngineTest {
    @Test
    void manyStreamsEqualTheJdkBeforeAndAfterWarmUp() throws Exception {
        try (Md5Engine engine = new Md5Engine()) {
            assertManyStreams(engine, 40);
            engine.warmUp();
            assertManyStreams(engine, 400);
        }
    }

    @Test
    void manyStreamsEqualTheJdkWithoutVectors() throws Exception {
        try (Md5Engine engine = new Md5Engine(Optional.empty(), false)) {
            engine.warmUp();
            assertManyStreams(engine, 40);
        }
    }

    @Test
    void lanesAreCompiledAsideOnceStreamsCouldShareThem() throws Exception {
        try (Md5Engine engine = new Md5Engine()) {
            List<Md5Stream> streams = List.of(engine.open(), engine.open(), engine.open());
            long endNs = System.nanoTime() + 60_000_000_000L;
            while (!engine.isWorthLanes() && System.nanoTime() < endNs) {
                Thread.onSpinWait();
            }
            // Where vectors do not win, streams stay with the JDK's digest.
            assertManyStreams(engine, 40);
            streams.forEach(Md5Stream::close);
            assertThat(engine.isWorthLanes()).isFalse();
        }
    }

    @Test
    void idleStreamsDoNotHoldUpAnother() throws InterruptedException {
        try (Md5Engine engine = sharing();
                Md5Stream idle = engine.open();
                Md5Stream alsoIdle = engine.open();
                Md5Stream busy = engine.open()) {
            byte[] bytes = new byte[100_000];
            for (int i = 0; i < 50; i++) {
                assertThat(busy.update(MemorySegment.ofArray(bytes)).await()).isTrue();
            }
            assertThat(busy.digest()).isEqualTo(Md5Engine.md5(new byte[5_000_000], 0, 5_000_000));
            assertThat(idle.digest()).isEqualTo(alsoIdle.digest());
        }
    }

    @Test
    void bytesOfOneThreadOnlyAreDigested() throws InterruptedException {
        try (Md5Engine engine = sharing();
                Arena arena = Arena.ofConfined();
                Md5Stream stream = engine.open();
                Md5Stream second = engine.open();
                Md5Stream third = engine.open()) {
            MemorySegment bytes = arena.allocate(50_000).fill((byte) 7);
            Pending<Boolean> first = stream.update(bytes);
            stream.update(bytes);
            assertThat(first.await()).isTrue();
            byte[] all = new byte[100_000];
            MemorySegment.ofArray(all).fill((byte) 7);
            assertThat(stream.digest()).isEqualTo(Md5Engine.md5(all, 0, all.length));
            assertThat(second.digest()).isEqualTo(third.digest());
        }
    }

    @Test
    void bytesFreedTooEarlyCostOneDigestOnly() throws InterruptedException {
        try (Md5Engine engine = sharing();
                Md5Stream careless = engine.open();
                Md5Stream careful = engine.open();
                Md5Stream third = engine.open()) {
            MemorySegment freed;
            try (Arena arena = Arena.ofShared()) {
                freed = arena.allocate(1 << 20);
            }
            assertThat(careless.update(freed).await()).isFalse();
            assertThatThrownBy(careless::digest).isInstanceOf(IllegalStateException.class);
            assertThat(careful.update(MemorySegment.ofArray(new byte[1 << 20])).await()).isTrue();
            assertThat(third.update(MemorySegment.ofArray(new byte[1 << 20])).await()).isTrue();
            assertThat(careful.digest()).isEqualTo(Md5Engine.md5(new byte[1 << 20], 0, 1 << 20));
            assertThat(third.digest()).isEqualTo(Md5Engine.md5(new byte[1 << 20], 0, 1 << 20));
        }
    }

    @Test
    void closingEndsOutstandingUpdates() throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            Md5Engine engine = sharing();
            Md5Stream second = engine.open();
            Md5Stream third = engine.open();
            Md5Stream stream = engine.open();
            List<Pending<Boolean>> updates = new ArrayList<>();
            updates.add(stream.update(MemorySegment.ofArray(new byte[200_000])));
            updates.add(stream.update(MemorySegment.ofArray(new byte[200_000])));
            engine.close();
            updates.add(stream.update(MemorySegment.ofArray(new byte[200_000])));
            for (Pending<Boolean> update : updates) {
                update.await(); // comes to an end, with either outcome
            }
            stream.close();
            second.close();
            third.close();
        }
    }

    /// Whose streams share lanes from the beginning.
    private static Md5Engine sharing() {
        return new Md5Engine(Md5Lanes.ofMachine(), true);
    }

    private static void assertManyStreams(Md5Engine engine, int count) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Seeds.forEach(
                    1,
                    random -> {
                        List<Md5Stream> streams = new ArrayList<>();
                        for (int i = 0; i < count; i++) {
                            streams.add(engine.open());
                        }
                        List<Future<Void>> all = new ArrayList<>();
                        for (int i = 0; i < count; i++) {
                            RandomGenerator own = Seeds.of(random.nextLong());
                            // All are open before the first update: streams with company.
                            Md5Stream opened = streams.get(i);
                            Callable<Void> stream =
                                    () -> {
                                        digestRandomly(opened, own);
                                        return null;
                                    };
                            all.add(threads.submit(stream));
                        }
                        for (Future<Void> one : all) {
                            one.get();
                        }
                    });
        }
    }

    private static void digestRandomly(Md5Stream opened, RandomGenerator random)
            throws InterruptedException {
        byte[] bytes = new byte[random.nextInt(1_000_000)];
        random.nextBytes(bytes);
        MemorySegment heap = MemorySegment.ofArray(bytes);
        MemorySegment memory =
                random.nextBoolean()
                        ? heap
                        : Arena.ofAuto().allocate(Math.max(1, bytes.length)).copyFrom(heap);
        try (Md5Stream stream = opened) {
            int at = 0;
            while (at < bytes.length) {
                int length = random.nextInt(1, Math.min(300_000, bytes.length - at) + 1);
                Pending<Boolean> update = stream.update(memory.asSlice(at, length));
                if (random.nextInt(3) == 0) {
                    assertThat(update.await()).isTrue();
                }
                at += length;
            }
            assertThat(stream.digest()).isEqualTo(Md5Engine.md5(bytes, 0, bytes.length));
        }
    }
}
