package io.holdfast.simulation;

import io.holdfast.object.ObjectLock;
import io.holdfast.object.Retention;
import io.holdfast.object.RetentionMode;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Draws locks, and makes the requests that change them. Retention ends half a day after the run
/// began or later: long after it ends by the machine's running time, and often long ago by a wall
/// clock that jumps.
final class LockClient {
    private static final long HALF_DAY_MS = 43_200_000;

    private final long startMs;

    LockClient(long startMs) {
        this.startMs = startMs;
    }

    /// The lock that a new version brings.
    ObjectLock draw(Bucket bucket, RandomGenerator random) {
        if (!bucket.hasObjectLock || random.nextInt(3) > 0) {
            return ObjectLock.NONE;
        }
        return new ObjectLock(
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(retention(random)),
                random.nextInt(4) == 0);
    }

    private Retention retention(RandomGenerator random) {
        return new Retention(
                random.nextInt(3) == 0 ? RetentionMode.COMPLIANCE : RetentionMode.GOVERNANCE,
                startMs + HALF_DAY_MS + random.nextInt(100) * 1_000L);
    }

    /// A change of a version's lock.
    ///
    /// @param target empty for the newest version
    Change change(Optional<Integer> target, RandomGenerator random) {
        if (random.nextInt(3) == 0) {
            return new Change.SetLegalHold(target, random.nextBoolean());
        }
        return new Change.SetRetention(
                target,
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(retention(random)),
                random.nextBoolean());
    }
}
