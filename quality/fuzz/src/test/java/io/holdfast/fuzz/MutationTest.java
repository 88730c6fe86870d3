package io.holdfast.fuzz;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The short form: every target for a moment on mutations of its seeds. `-Dfuzz.seconds` sets how
/// long each runs, `-Dfuzz.target` which one, `-Dseed` where the random choices start.
final class MutationTest {
    private static final double SECONDS =
            Double.parseDouble(System.getProperty("fuzz.seconds", "0.5"));
    private static final String WANTED = System.getProperty("fuzz.target", "");

    static Stream<FuzzTarget> targets() {
        return WANTED.isEmpty() ? Targets.all() : Stream.of(Targets.named(WANTED));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void anyBytesAreRefusedOrUnderstood(FuzzTarget target) throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        long inputs = new Campaign(target, seed, SECONDS).check();
        IO.println("%-20s %,10d inputs from seed %d".formatted(target, inputs, seed));
    }
}
