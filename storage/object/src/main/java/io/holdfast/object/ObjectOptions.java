package io.holdfast.object;

import io.holdfast.object.commit.LeaderOptions;

/// Limits of the store.
///
/// @param stripeBuffers stripes of large transfers in memory at once
/// @param smallBodyBytes heap that bodies of small uploads fill at once
/// @param driveDeadlineMs a drive that makes no progress for so long is put out
/// @param requestTimeoutMs a change waits so long for the drives
/// @param staleUploadMs an upload is aborted when it has been in progress for so long
/// @param staleSweepMs time between two looks for such uploads
public record ObjectOptions(
        int stripeBuffers,
        long smallBodyBytes,
        long driveDeadlineMs,
        long requestTimeoutMs,
        long staleUploadMs,
        long staleSweepMs) {
    private static final long HOUR_MS = 3_600_000;

    public static final ObjectOptions DEFAULT =
            new ObjectOptions(32, 32L << 20, 10_000, 30_000, 24 * HOUR_MS, 6 * HOUR_MS);

    LeaderOptions leader() {
        return new LeaderOptions(
                driveDeadlineMs * 1_000_000,
                requestTimeoutMs * 1_000_000,
                requestTimeoutMs * 1_000_000);
    }
}
