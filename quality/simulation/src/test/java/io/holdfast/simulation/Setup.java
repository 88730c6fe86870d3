package io.holdfast.simulation;

import java.util.random.RandomGenerator;

/// What a run is made of, before its steps.
///
/// @param parity M of every set
/// @param keys per bucket
/// @param latencyMaxNs the longest that a drive takes over one operation while nothing is wrong
/// @param largeOneIn one body in so many is larger than a stripe; 0 for none
/// @param mediumOneIn of the others, one body in so many has tens of kilobytes; 0 for none
/// @param usesReduced some objects have the reduced class's parity of 1
/// @param mayExceedParity drives may go away beyond M for a while: then errors are right, but no
///   wrong answer is
/// @param hasObjectLock whether the first bucket has object lock
public record Setup(
        int sets,
        int drives,
        int parity,
        int buckets,
        int keys,
        int clients,
        int requests,
        int faults,
        long latencyMaxNs,
        int largeOneIn,
        int mediumOneIn,
        boolean usesReduced,
        boolean mayExceedParity,
        boolean hasObjectLock) {

    static Setup draw(RandomGenerator random) {
        int[] counts = {1, 2, 2, 4, 4, 4, 4, 4, 8, 8};
        int drives = counts[random.nextInt(counts.length)];
        int parity = drives / 2;
        if (drives == 8 && random.nextBoolean()) {
            parity = random.nextInt(1, 4);
        } else if (drives == 4 && random.nextInt(4) == 0) {
            parity = 1;
        }
        return new Setup(
                random.nextInt(5) == 0 ? 2 : 1,
                drives,
                parity,
                random.nextInt(1, 3),
                random.nextInt(1, 4),
                random.nextInt(1, 5),
                random.nextInt(60, 180),
                random.nextInt(0, 14),
                random.nextInt(4) == 0 ? 20_000_000L : 1_000_000L,
                random.nextInt(3) == 0 ? 20 : 0,
                0,
                random.nextInt(6) == 0,
                random.nextInt(8) == 0,
                false);
    }

    /// With so many steps of each kind.
    Setup with(int otherRequests, int otherFaults) {
        return with(otherRequests, otherFaults, hasObjectLock);
    }

    Setup withObjectLock() {
        return with(requests, faults, true);
    }

    private Setup with(int otherRequests, int otherFaults, boolean otherLock) {
        return new Setup(
                sets,
                drives,
                parity,
                buckets,
                keys,
                clients,
                otherRequests,
                otherFaults,
                latencyMaxNs,
                largeOneIn,
                mediumOneIn,
                usesReduced,
                mayExceedParity,
                otherLock);
    }
}
