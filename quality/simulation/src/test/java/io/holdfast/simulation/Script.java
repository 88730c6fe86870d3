package io.holdfast.simulation;

import io.holdfast.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// A setup and the steps to take, as a seed draws them.
public record Script(long seed, Setup setup, List<Step> steps) {
    /// Seeds below draw what they drew before there was object lock.
    static final long LOCKS_FROM = 100_000_000;

    /// Seeds below know no rot in rows.
    static final long ROWS_FROM = 200_000_000;

    /// Seeds from here on ask little, and start the server again and again while drives hang, go
    /// and return and the registry takes no writes: that is where rules 6 to 10 and 13 meet.
    static final long STARTS_FROM = 800_000_000;

    private static final RequestKind[] REQUESTS = RequestKind.values();
    private static final int[] REQUEST_WEIGHTS = {
        30, 8, 18, 4, 3, 10, 6, 5, 5, 4, 6, 6, 2, 4, 4, 1, 1, 1, 1, 1
    };
    private static final FaultKind[] FAULTS = FaultKind.values();
    private static final int[] FAULT_WEIGHTS = {12, 2, 5, 5, 4, 3, 2, 3, 3, 2, 3, 2, 1, 2};
    private static final int[] WEIGHTS_WITH_ROWS = {12, 2, 5, 5, 4, 3, 2, 3, 3, 2, 3, 2, 1, 2, 4};

    private static final int[] WEIGHTS_OF_STARTS = {14, 6, 6, 8, 2, 12, 4, 4, 2, 1, 1, 8, 0, 1, 1};

    public Script {
        steps = List.copyOf(steps);
    }

    static Script draw(long seed) {
        RandomGenerator random = Seeds.of(seed);
        Setup drawn = Setup.draw(random);
        boolean isOfStarts = seed >= STARTS_FROM;
        Setup setup =
                seed >= LOCKS_FROM && Seeds.of(~seed).nextInt(4) == 0
                        ? drawn.withObjectLock()
                        : drawn;
        if (isOfStarts) {
            setup = setup.with(random.nextInt(20, 80), random.nextInt(8, 30));
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < setup.requests(); i++) {
            steps.add(request(random, setup));
        }
        int[] faultWeights = seed >= ROWS_FROM ? WEIGHTS_WITH_ROWS : FAULT_WEIGHTS;
        if (isOfStarts) {
            faultWeights = WEIGHTS_OF_STARTS;
        }
        for (int i = 0; i < setup.faults(); i++) {
            steps.add(
                    new Step.Fault(
                            FAULTS[draw(random, faultWeights)],
                            random.nextInt(setup.sets()),
                            random.nextInt(setup.drives()),
                            random.nextLong(),
                            isOfStarts ? shortPause(random) : faultPause(random)));
        }
        return new Script(seed, setup, steps);
    }

    /// Draws one request.
    public static Step.Request request(RandomGenerator random, Setup setup) {
        return new Step.Request(
                random.nextInt(setup.clients()),
                REQUESTS[draw(random, REQUEST_WEIGHTS)],
                random.nextInt(setup.buckets()),
                random.nextInt(setup.keys()),
                random.nextLong(),
                requestPause(random));
    }

    private static long requestPause(RandomGenerator random) {
        return switch (random.nextInt(20)) {
            case 0 -> random.nextLong(2_000_000_000L);
            case 1, 2, 3, 4 -> 0;
            default -> random.nextLong(4_000_000);
        };
    }

    private static long faultPause(RandomGenerator random) {
        return random.nextInt(4) == 0
                ? random.nextLong(6_000_000_000L)
                : random.nextLong(300_000_000);
    }

    private static long shortPause(RandomGenerator random) {
        return random.nextInt(4) == 0
                ? random.nextLong(3_000_000_000L)
                : random.nextLong(60_000_000);
    }

    private static int draw(RandomGenerator random, int[] weights) {
        int total = 0;
        for (int weight : weights) {
            total += weight;
        }
        int left = random.nextInt(total);
        int drawn = 0;
        while (left >= weights[drawn]) {
            left -= weights[drawn];
            drawn++;
        }
        return drawn;
    }

    Script with(List<Step> fewer) {
        return new Script(seed, setup, fewer);
    }
}
