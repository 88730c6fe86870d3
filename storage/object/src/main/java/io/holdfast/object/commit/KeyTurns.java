package io.holdfast.object.commit;

import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.bucket.Buckets;
import org.jspecify.annotations.Nullable;

/// Runs one change of one key: waits for the key's turn, lets the request judge the decided state,
/// submits what it plans and waits for the decision (rules 11 and 12). Any thread.
public final class KeyTurns {
    private final Buckets buckets;
    private final Leaders leaders;
    private final KeyLocks locks;
    private final LeaderOptions options;

    public KeyTurns(Buckets buckets, Leaders leaders, KeyLocks locks, LeaderOptions options) {
        this.buckets = buckets;
        this.leaders = leaders;
        this.locks = locks;
        this.options = options;
    }

    /// Judges and plans while no other change of the key is under way.
    @FunctionalInterface
    public interface Turn<T> {
        Plan<T> plan(Buckets.Entered bucket, RowKey key, SetLeader leader)
                throws StoreException, InterruptedException;
    }

    /// Takes a turn on a key of a bucket.
    public <T> T take(String bucketName, byte[] keyBytes, Turn<T> turn)
            throws StoreException, InterruptedException {
        Buckets.Entered bucket = buckets.enter(bucketName);
        Release release = new Release(bucket);
        try {
            RowKey key = RowKey.of(bucket.info().id(), keyBytes);
            release.held =
                    locks.acquire(key, options.keyTimeoutNs())
                            .orElseThrow(
                                    () ->
                                            new StoreException(
                                                    StoreError.OUTCOME_UNKNOWN,
                                                    "an earlier change of this key is not decided"));
            int slot = leaders.slotOf(key);
            SetLeader leader = leaders.ofSlot(slot);
            leader.requireStarted();
            Plan<T> plan = turn.plan(bucket, key, leader);
            if (plan.drafter() == null) {
                return plan.result().apply(0L);
            }
            long[] number = new long[1];
            SetLeader.Drafter drafter = plan.drafter();
            Submitted submitted =
                    leader.submit(
                            slot,
                            numbering -> {
                                number[0] = numbering.sequence();
                                return drafter.draft(numbering);
                            },
                            isCommitted -> {
                                if (plan.afterDecided() != null && isCommitted) {
                                    plan.afterDecided().run(number[0]);
                                }
                                release.now();
                            });
            release.isHandedOver = true;
            leader.await(submitted);
            return plan.result().apply(submitted.sequence());
        } finally {
            if (!release.isHandedOver) {
                release.now();
            }
        }
    }

    /// Lets go of key and bucket: at once when nothing was submitted, else when that is decided.
    private static final class Release {
        private final Buckets.Entered bucket;
        private KeyLocks.@Nullable Held held;
        private boolean isHandedOver;

        Release(Buckets.Entered bucket) {
            this.bucket = bucket;
        }

        void now() {
            KeyLocks.Held lock = held;
            if (lock != null) {
                lock.release();
            }
            bucket.close();
        }
    }
}
