package io.holdfast.object.read;

import io.holdfast.base.Pending;
import io.holdfast.drive.Drive;
import io.holdfast.object.StoreException;
import io.holdfast.object.commit.SetLeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Scans of all sets that see one moment. One set needs no more than its snapshot. Of several:
/// while their snapshots are being taken, nothing is decided in any of the sets, so no change that
/// a snapshot lacks can come before one that another has
/// (docs/decisions/0037-one-moment-of-many-sets.md). Stateless; any thread.
public final class OneMoment {
    private static final int ATTEMPTS = 4;
    private static final long SNAPSHOT_NS = 100_000_000;
    private static final long SLICE_NS = 1_000_000;

    private OneMoment() {}

    /// Starts the scan of one set.
    @FunctionalInterface
    public interface Work<T> {
        /// @param set index of the leader among those given
        /// @param began to be run when the scan's snapshot was taken
        DecidedScan.Attempt<T> on(int set, Drive drive, Runnable began);
    }

    /// One scan that was started.
    private record Started<T>(
            SetLeader leader, long era, DecidedScan.Attempt<T> attempt, Pending<Boolean> began) {}

    /// Runs the scans, each on a drive of its set.
    ///
    /// @param patienceNs how long to wait until what a scan saw is decided
    /// @return what was seen, in the order of the sets
    /// @throws StoreException READ_QUORUM_LOST when some set has no drive that completes its scan
    public static <T> List<DecidedScan.Seen<T>> look(
            List<SetLeader> leaders, Work<T> work, long patienceNs)
            throws StoreException, InterruptedException {
        if (leaders.size() == 1) {
            return List.of(
                    DecidedScan.look(
                            leaders.getFirst(), drive -> work.on(0, drive, () -> {}), patienceNs));
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<List<Started<T>>> started = start(leaders, work, attempt);
            if (started.isPresent()) {
                List<DecidedScan.Seen<T>> seen = finish(started.get(), patienceNs);
                if (seen.size() == leaders.size()) {
                    return seen;
                }
            }
        }
        throw DecidedScan.tooFewDrives();
    }

    /// Takes all snapshots.
    ///
    /// @return empty when one was not taken in time
    private static <T> Optional<List<Started<T>>> start(
            List<SetLeader> leaders, Work<T> work, int attempt)
            throws StoreException, InterruptedException {
        List<Started<T>> started = new ArrayList<>();
        boolean isTaken = true;
        leaders.forEach(SetLeader::holdDecisions);
        try {
            for (int set = 0; set < leaders.size(); set++) {
                SetLeader leader = leaders.get(set);
                Pending<Boolean> began = new Pending<>();
                Drive drive = drive(leader, attempt);
                started.add(
                        new Started<>(
                                leader,
                                leader.era(),
                                work.on(set, drive, () -> began.complete(true)),
                                began));
            }
            for (Started<T> one : started) {
                isTaken &= isTaken(one);
            }
        } finally {
            leaders.forEach(SetLeader::releaseDecisions);
        }
        return isTaken ? Optional.of(started) : Optional.empty();
    }

    private static Drive drive(SetLeader leader, int attempt) throws StoreException {
        List<Drive> readable = new ArrayList<>();
        for (int place = 0; place < leader.geometry().drives(); place++) {
            leader.readable(place).ifPresent(readable::add);
        }
        if (readable.isEmpty()) {
            throw DecidedScan.tooFewDrives();
        }
        return readable.get(attempt % readable.size());
    }

    private static boolean isTaken(Started<?> one) throws InterruptedException {
        for (long waited = 0; waited < SNAPSHOT_NS; waited += SLICE_NS) {
            if (one.began.await(SLICE_NS).isPresent()) {
                return true;
            }
            if (one.attempt.end().isDone()) {
                return one.began.isDone();
            }
        }
        return false;
    }

    private static <T> List<DecidedScan.Seen<T>> finish(List<Started<T>> started, long patienceNs)
            throws InterruptedException {
        List<DecidedScan.Seen<T>> seen = new ArrayList<>();
        for (Started<T> one : started) {
            DecidedScan.finish(one.leader, one.era, one.attempt, patienceNs).ifPresent(seen::add);
        }
        return seen;
    }
}
