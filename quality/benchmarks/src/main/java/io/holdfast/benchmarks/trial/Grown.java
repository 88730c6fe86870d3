package io.holdfast.benchmarks.trial;

import io.holdfast.benchmarks.load.Ask;
import io.holdfast.benchmarks.load.Result;
import io.holdfast.benchmarks.load.Target;
import io.holdfast.benchmarks.load.Work;
import java.io.IOException;
import java.util.Map;
import java.util.SplittableRandom;

/// A bucket with so many numbered objects that requests for all of them cannot be held signed.
final class Grown {
    private static final int PLACES = 1_000;
    private static final int SIGNED = 100_000;

    private Grown() {}

    /// Different for each number, and next to each other in no order [Knuth, The Art of Computer
    /// Programming, §6.4: Fibonacci hashing].
    private static String key(int number) {
        return "grown/" + Long.toHexString(number * 0x9E3779B97F4A7C15L >>> 20);
    }

    private static Ask ask(String method, Target target, int number) {
        return new Ask(method, "/" + target.bucket() + "/" + key(number), Map.of());
    }

    /// Puts the objects of the numbers `from` to `to` − 1.
    ///
    /// @throws IOException also when one is refused to the end
    static Result fill(TestServer server, int from, int to, int sizeBytes, int connections)
            throws IOException, InterruptedException {
        Target target = server.target();
        return server.load()
                .once(
                        Work.fresh(target, sizeBytes, index -> ask("PUT", target, from + index)),
                        connections,
                        to - from);
    }

    /// Writes over objects at random.
    ///
    /// @param there how many objects there are
    static Work overwrites(Target target, int there, int sizeBytes) {
        SplittableRandom random = new SplittableRandom(there);
        return Work.signed(
                target, SIGNED, sizeBytes, _ -> ask("PUT", target, random.nextInt(there)));
    }

    /// Reads objects of this size at random.
    static Work reads(Target target, int there, int sizeBytes) {
        SplittableRandom random = new SplittableRandom(there);
        return Work.reads(
                target, SIGNED, sizeBytes, _ -> ask("GET", target, random.nextInt(there)));
    }

    static Work firstPage(Target target) {
        return Work.signed(target, 1, 0, _ -> Ask.page(target.bucket(), Map.of()));
    }

    /// Pages that begin behind objects at random.
    static Work anyPage(Target target, int there) {
        SplittableRandom random = new SplittableRandom(there);
        return Work.signed(
                target,
                PLACES,
                0,
                _ -> Ask.page(target.bucket(), Map.of("start-after", key(random.nextInt(there)))));
    }
}
