package io.holdfast.object.read;

import io.holdfast.base.Host;
import io.holdfast.base.Pending;
import io.holdfast.drive.Drive;
import io.holdfast.drive.Family;
import io.holdfast.drive.RowRead;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.commit.SetLeader;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Reads rows as they are decided. A row that a drive shows may be newer than the leader's mark;
/// then the reader waits for the mark, which takes as long as a commit
/// (docs/decisions/0032-readers-wait.md). Stateless; any thread.
public final class RowFinder {
    private static final int ATTEMPTS = 20;

    /// Reads one row from as many places as are wanted, preferring those from {@code firstPlace}
    /// on.
    ///
    /// @param wantedPlaces how many replies to gather, if there are so many drives; at least 1
    /// @param withShards whether to read inline shards too
    /// @param kind tells what a record says
    /// @return empty when the decided state has no such row
    /// @throws StoreException READ_QUORUM_LOST, OUTCOME_UNKNOWN
    public Optional<RowReplies> find(
            SetLeader leader,
            Family family,
            byte[] key,
            int firstPlace,
            int wantedPlaces,
            boolean withShards,
            Kind kind)
            throws StoreException, InterruptedException {
        return switch (tryFind(
                leader, family, key, firstPlace, wantedPlaces, withShards, kind, Long.MAX_VALUE)) {
            case Finding.Decided(Optional<RowReplies> replies) -> replies;
            case Finding.Undecided _ ->
                    throw new StoreException(
                            StoreError.OUTCOME_UNKNOWN, "an earlier change is not decided yet");
        };
    }

    /// What the record of a row says.
    ///
    /// @param changeOf the sequence of the row's last change
    /// @param isTombstone whether it means the same as no row
    public record Kind(ToLongFunction<byte[]> changeOf, Predicate<byte[]> isTombstone) {}

    /// What a search found.
    public sealed interface Finding {
        /// The decided row, or that there is none.
        record Decided(Optional<RowReplies> replies) implements Finding {}

        /// The row's last change was not decided in time.
        record Undecided() implements Finding {}
    }

    /// As {@link #find}, but gives up after a while when the row's last change stays undecided.
    ///
    /// @param patienceNs how long to wait for the mark
    public Finding tryFind(
            SetLeader leader,
            Family family,
            byte[] key,
            int firstPlace,
            int wantedPlaces,
            boolean withShards,
            Kind kind,
            long patienceNs)
            throws StoreException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            boolean hadStarted = leader.hasStarted();
            Gathered gathered = gather(leader, family, key, firstPlace, wantedPlaces, withShards);
            if (gathered.answers < leader.rowQuorum()) {
                throw new StoreException(
                        StoreError.READ_QUORUM_LOST, "too few drives answer to read");
            }
            byte[] newest = gathered.newest(kind);
            if (newest == null) {
                return new Finding.Decided(Optional.empty());
            }
            if (!leader.awaitDecided(kind.changeOf.applyAsLong(newest), patienceNs)) {
                return new Finding.Undecided();
            }
            if (hadStarted != leader.hasStarted()) {
                continue;
            }
            boolean isAlike = gathered.isEqualTo(newest);
            if (isAlike && gathered.absent == 0) {
                return new Finding.Decided(Optional.of(new RowReplies(newest, gathered.found)));
            }
            if (isAlike && kind.isTombstone.test(newest)) {
                // It has been cleared away on some drives, perhaps by a process that died at it.
                return new Finding.Decided(Optional.empty());
            }
            // The drives are a moment apart.
            Host.current().sleep(attempt * 1_000_000L);
        }
        throw new StoreException(
                StoreError.READ_QUORUM_LOST, "the drives do not agree on this key");
    }

    private static final class Gathered {
        final RowRead.@Nullable Found[] found;
        int answers;
        int absent;

        Gathered(int places) {
            found = new RowRead.@Nullable Found[places];
        }

        byte @Nullable [] newest(Kind kind) {
            byte[] newest = null;
            for (RowRead.Found reply : found) {
                if (reply != null
                        && (newest == null
                                || Long.compareUnsigned(
                                                kind.changeOf.applyAsLong(reply.row().record()),
                                                kind.changeOf.applyAsLong(newest))
                                        > 0)) {
                    newest = reply.row().record();
                }
            }
            return newest;
        }

        /// True when every drive that has the row has this record.
        boolean isEqualTo(byte[] record) {
            for (RowRead.Found reply : found) {
                if (reply != null && !Arrays.equals(reply.row().record(), record)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static Gathered gather(
            SetLeader leader,
            Family family,
            byte[] key,
            int firstPlace,
            int wantedPlaces,
            boolean withShards)
            throws InterruptedException {
        int places = leader.geometry().drives();
        int wanted = Math.min(places, Math.max(wantedPlaces, leader.rowQuorum()));
        Gathered gathered = new Gathered(places);
        int next = 0;
        while (gathered.answers < wanted && next < places) {
            @SuppressWarnings({"unchecked", "rawtypes"})
            @Nullable Pending<RowRead>[] pending = new Pending[places];
            int asked = 0;
            for (; next < places && gathered.answers + asked < wanted; next++) {
                int place = (firstPlace + next) % places;
                Drive drive = leader.readable(place).orElse(null);
                if (drive != null) {
                    pending[place] = drive.read(family, key, withShards);
                    asked++;
                }
            }
            for (int place = 0; place < places; place++) {
                Pending<RowRead> reply = pending[place];
                if (reply == null) {
                    continue;
                }
                switch (reply.await()) {
                    case RowRead.Found found -> {
                        gathered.found[place] = found;
                        gathered.answers++;
                    }
                    case RowRead.Absent _ -> {
                        gathered.absent++;
                        gathered.answers++;
                    }
                    case RowRead.Failed _ -> {}
                }
            }
        }
        return gathered;
    }
}
