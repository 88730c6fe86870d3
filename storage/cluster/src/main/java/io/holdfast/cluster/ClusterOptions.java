package io.holdfast.cluster;

/// How a node opens and watches its drives.
///
/// @param parity of the sets of a new deployment
/// @param forceToken registry state that the operator accepts from a minority of the drives; empty
///   for none
/// @param watchIntervalMs between two looks at the drives
/// @param registryTimeoutMs how long a write to the registry may wait for its majority
/// @param lookTimeoutMs after which a path that does not answer counts as missing
/// @param driveTimeoutMs deadline of one call to a drive
/// @param indexBytes of memory for the indexes of all drives together
public record ClusterOptions(
        ParitySettings parity,
        String forceToken,
        long watchIntervalMs,
        long registryTimeoutMs,
        long lookTimeoutMs,
        long driveTimeoutMs,
        long indexBytes) {
    public static final ClusterOptions DEFAULT =
            new ClusterOptions(
                    ParitySettings.DEFAULT, "", 2_000, 10_000, 10_000, 30_000, 96L << 20);

    /// With less the rows of one flush are too few.
    private static final long INDEX_BYTES_MIN = 4L << 20;

    public ClusterOptions {
        if (watchIntervalMs < 1
                || registryTimeoutMs < 1
                || lookTimeoutMs < 1
                || driveTimeoutMs < 1) {
            throw new IllegalArgumentException("a time of less than 1 ms");
        }
    }

    /// Of one of so many drives.
    long indexBytes(int drives) {
        return Math.max(INDEX_BYTES_MIN, indexBytes / drives);
    }
}
