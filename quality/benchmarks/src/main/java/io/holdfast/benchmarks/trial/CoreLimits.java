package io.holdfast.benchmarks.trial;

import io.holdfast.base.Pending;
import io.holdfast.digest.Md5Engine;
import io.holdfast.digest.Md5Stream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// How fast a core digests and copies. The vector code needs the options of the virtual machine
/// that the script gives.
final class CoreLimits {
    private static final int PIECE_BYTES = 1 << 20;
    private static final long COPY_BYTES = 256L << 20;
    private static final int WARM_UP_SECONDS = 3;

    private CoreLimits() {}

    static void print(int seconds) throws InterruptedException {
        Page.head("cores", "GB/s in all");
        byte[] piece = new byte[PIECE_BYTES];
        Page.row(
                "MD5 of the JDK, one core",
                rate(
                        seconds,
                        () -> {
                            Md5Engine.md5(piece, 0, piece.length);
                            return PIECE_BYTES;
                        }));
        try (Md5Engine engine = new Md5Engine()) {
            engine.warmUp();
            MemorySegment memory = Arena.ofAuto().allocate(PIECE_BYTES, 64);
            for (int streams : List.of(1, 4, 8)) {
                Page.row(
                        "MD5 of the server, streams at once: " + streams,
                        rate(seconds, () -> digest(engine, streams, memory)));
            }
        }
        for (int threads = 1; threads <= Runtime.getRuntime().availableProcessors(); threads++) {
            Page.row("copying memory, threads: " + threads, copying(threads, seconds));
        }
        Page.end();
    }

    @FunctionalInterface
    private interface Pass {
        /// @return bytes done
        long run() throws InterruptedException;
    }

    private static double rate(int seconds, Pass pass) throws InterruptedException {
        measure(WARM_UP_SECONDS, pass);
        return measure(seconds, pass);
    }

    private static double measure(int seconds, Pass pass) throws InterruptedException {
        long start = System.nanoTime();
        long bytes = 0;
        long now = start;
        while (now - start < seconds * 1_000_000_000L) {
            bytes += pass.run();
            now = System.nanoTime();
        }
        return (double) bytes / (now - start);
    }

    private static long digest(Md5Engine engine, int streams, MemorySegment memory)
            throws InterruptedException {
        List<Md5Stream> open = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            open.add(engine.open());
        }
        List<Pending<Boolean>> updates = new ArrayList<>();
        for (int piece = 0; piece < 4; piece++) {
            for (Md5Stream stream : open) {
                updates.add(stream.update(memory));
            }
        }
        for (Pending<Boolean> update : updates) {
            update.await();
        }
        for (Md5Stream stream : open) {
            stream.digest();
        }
        return 4L * streams * PIECE_BYTES;
    }

    /// Bytes copied; each is read once and written once.
    private static double copying(int threads, int seconds) throws InterruptedException {
        List<Double> rates = new ArrayList<>();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        double own = copyingOn(seconds);
                                        synchronized (rates) {
                                            rates.add(own);
                                        }
                                    }));
        }
        for (Thread thread : running) {
            thread.join();
        }
        return rates.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double copyingOn(int seconds) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment from = arena.allocate(COPY_BYTES, 64).fill((byte) 1);
            MemorySegment to = arena.allocate(COPY_BYTES, 64).fill((byte) 2);
            return rate(
                    seconds,
                    () -> {
                        to.copyFrom(from);
                        return COPY_BYTES;
                    });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
