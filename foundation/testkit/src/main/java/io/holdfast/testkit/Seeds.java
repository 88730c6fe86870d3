package io.holdfast.testkit;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Runs a property under many seeds. A failure names its seed; {@code -Dseed=N} replays exactly
/// that one.
public final class Seeds {
    private Seeds() {}

    /// A property of one random run.
    @FunctionalInterface
    public interface Property {
        void check(RandomGenerator random) throws Exception;
    }

    /// Checks the property {@code runs} times, each time with another seed.
    public static void forEach(int runs, Property property) {
        Long replay = Long.getLong("seed");
        long first = replay == null ? System.nanoTime() : replay;
        int count = replay == null ? runs : 1;
        for (long seed = first; seed < first + count; seed++) {
            try {
                property.check(of(seed));
            } catch (Throwable failure) {
                throw new AssertionError("replay with -Dseed=" + seed, failure);
            }
        }
    }

    /// A generator whose numbers depend on the seed alone.
    public static RandomGenerator of(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
