package io.holdfast.fuzz;

import io.holdfast.testkit.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Gives one target mutations of its seeds for a while. It runs on a thread of its own, so that an
/// input on which the parser never ends is noticed.
final class Campaign implements Runnable {
    private static final Path FOUND = Path.of("target", "fuzz");
    private static final int SHOWN_BYTES_MAX = 512;
    // Inputs are small: even on a loaded machine the slowest takes far less than a second.
    private static final Duration STALL = Duration.ofSeconds(60);
    private static final int INPUTS_PER_SEED = 64;

    private final FuzzTarget target;
    private final long lengthNs;
    private final AtomicLong seed;
    private final AtomicLong inputs = new AtomicLong();
    private volatile byte[] current = {};
    private volatile @Nullable Throwable failure;

    Campaign(FuzzTarget target, long firstSeed, double seconds) {
        this.target = target;
        this.seed = new AtomicLong(firstSeed);
        this.lengthNs = (long) (seconds * 1e9);
    }

    /// Runs it.
    ///
    /// @return number of inputs
    /// @throws AssertionError that tells how to replay it, when an input did what none may do
    long check() throws InterruptedException, IOException {
        Thread worker = Thread.ofPlatform().daemon().name("fuzz-" + target.name()).start(this);
        long before = -1;
        while (!worker.join(STALL)) {
            if (inputs.get() == before) {
                AssertionError endless = failed(null, "does not end");
                endless.setStackTrace(worker.getStackTrace());
                throw endless;
            }
            before = inputs.get();
        }
        if (failure != null) {
            throw failed(failure, String.valueOf(failure));
        }
        return inputs.get();
    }

    @Override
    public void run() {
        try {
            for (byte[] input : target.seeds()) {
                current = input;
                target.run(input);
            }
            long end = System.nanoTime() + lengthNs;
            do {
                // A generator for each handful, so that a failure is replayed at once.
                Mutator mutator = new Mutator(Seeds.of(seed.get()), target.seeds());
                for (int i = 0; i < INPUTS_PER_SEED; i++) {
                    current = mutator.next();
                    target.run(current);
                    inputs.incrementAndGet();
                }
                seed.incrementAndGet();
            } while (System.nanoTime() < end);
        } catch (Throwable thrown) {
            failure = thrown;
        }
    }

    private AssertionError failed(@Nullable Throwable cause, String what) throws IOException {
        byte[] input = current;
        Files.createDirectories(FOUND);
        Path file = FOUND.resolve(target.name() + "-" + seed.get());
        Files.write(file, input);
        int shown = Math.min(input.length, SHOWN_BYTES_MAX);
        return new AssertionError(
                """
                %s %s
                replay with -Dfuzz.target=%s -Dseed=%d; the input (%d bytes) is in %s
                %s
                %s"""
                        .formatted(
                                target.name(),
                                what,
                                target.name(),
                                seed.get(),
                                input.length,
                                file,
                                HexFormat.of().formatHex(input, 0, shown),
                                new String(input, 0, shown, StandardCharsets.ISO_8859_1)),
                cause);
    }
}
