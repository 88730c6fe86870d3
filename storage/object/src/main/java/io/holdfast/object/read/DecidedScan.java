package io.holdfast.object.read;

import io.holdfast.base.Pending;
import io.holdfast.drive.Drive;
import io.holdfast.drive.ScanEnd;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.commit.Sequences;
import io.holdfast.object.commit.SetLeader;
import java.util.Optional;

/// Scans the rows of one drive in service as they are decided at one moment: it takes the drive's
/// snapshot and waits until the leader's mark has reached it, so that nothing in it is undecided
/// and nothing decided before is missing (docs/decisions/0032-readers-wait.md). Stateless; any
/// thread.
public final class DecidedScan {
    private DecidedScan() {}

    /// A scan of one drive; the work starts over when the drive fails on the way.
    @FunctionalInterface
    public interface Work<T> {
        Attempt<T> on(Drive drive);
    }

    /// A started scan.
    ///
    /// @param end of the scan
    /// @param result complete once the scan has ended
    public record Attempt<T>(Pending<ScanEnd> end, T result) {}

    /// Runs the scan on the first drive that completes it.
    ///
    /// @throws StoreException READ_QUORUM_LOST when no drive does
    public static <T> T run(SetLeader leader, Work<T> work)
            throws StoreException, InterruptedException {
        return look(leader, work, Long.MAX_VALUE).decided();
    }

    /// What a scan saw.
    ///
    /// @param isDecided false when changes in it were not decided in time: the caller then asks for
    ///   the decided state of each row that is newer than the mark
    public record Seen<T>(T result, boolean isDecided) {
        /// The result, if all of it is decided.
        ///
        /// @throws StoreException OUTCOME_UNKNOWN
        public T decided() throws StoreException {
            if (!isDecided) {
                throw new StoreException(
                        StoreError.OUTCOME_UNKNOWN, "earlier changes are not decided yet");
            }
            return result;
        }
    }

    /// As {@link #run}, for a caller that can deal with undecided rows.
    ///
    /// @param patienceNs how long to wait for the mark
    public static <T> Seen<T> look(SetLeader leader, Work<T> work, long patienceNs)
            throws StoreException, InterruptedException {
        int place = 0;
        while (place < leader.geometry().drives()) {
            long era = leader.era();
            Optional<Drive> drive = leader.readable(place);
            if (drive.isPresent()) {
                Optional<Seen<T>> seen = finish(leader, era, work.on(drive.get()), patienceNs);
                if (seen.isPresent()) {
                    return seen.get();
                }
            }
            if (era == leader.era()) {
                place++;
            }
        }
        throw tooFewDrives();
    }

    /// Waits for a scan, and until what it saw is decided.
    ///
    /// @param era {@link SetLeader#era} before the scan
    /// @return empty when the drive failed, or what was seen may be void since
    static <T> Optional<Seen<T>> finish(
            SetLeader leader, long era, Attempt<T> attempt, long patienceNs)
            throws InterruptedException {
        if (!(attempt.end().await() instanceof ScanEnd.Complete(var snapshot))) {
            return Optional.empty();
        }
        long goal = leader.readableUpTo(Sequences.of(snapshot));
        boolean isDecided = leader.awaitDecided(goal, patienceNs) && !leader.hasDoubts();
        return era == leader.era()
                ? Optional.of(new Seen<>(attempt.result(), isDecided))
                : Optional.empty();
    }

    static StoreException tooFewDrives() {
        return new StoreException(StoreError.READ_QUORUM_LOST, "too few drives answer to list");
    }
}
