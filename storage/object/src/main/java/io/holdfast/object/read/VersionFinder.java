package io.holdfast.object.read;

import io.holdfast.drive.Family;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.VersionId;
import io.holdfast.object.commit.Leaders;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.VersionRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the newest or a named version of a key. Any thread.
public final class VersionFinder {
    private static final int ATTEMPTS = 20;

    /// A commit takes milliseconds; one that takes so long waits for drives that may not come.
    private static final long PATIENCE_NS = 1_000_000_000L;

    private static final RowFinder.Kind VERSIONS =
            new RowFinder.Kind(
                    VersionRecord::changeOf, record -> VersionRecord.read(record).isTombstone());

    private final Leaders leaders;
    private final RowFinder rows;

    public VersionFinder(Leaders leaders, RowFinder rows) {
        this.leaders = leaders;
        this.rows = rows;
    }

    /// The key's newest version or delete marker.
    ///
    /// @param withShards read the inline shards of K places at once, for a GET
    public Optional<FoundVersion> newest(RowKey key, boolean withShards)
            throws StoreException, InterruptedException {
        return head(key, withShards).filter(found -> !found.record().isTombstone());
    }

    /// The version of that id.
    public Optional<FoundVersion> version(RowKey key, VersionId id, boolean withShards)
            throws StoreException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<FoundVersion> head = head(key, withShards);
            if (head.isEmpty()) {
                return Optional.empty();
            }
            VersionRecord record = head.get().record();
            if (isNamed(record, id)) {
                return head;
            }
            long creation = creationOf(record, id);
            if (creation == 0) {
                return Optional.empty();
            }
            byte[] rowKey = Keys.version(key.head(), creation);
            Optional<FoundVersion> older =
                    readOlder(key, rowKey, withShards)
                            .filter(found -> !found.record().isTombstone());
            if (older.isPresent()) {
                return older.filter(found -> isNamed(found.record(), id));
            }
            // A deletion may have moved it to HEAD meanwhile; then HEAD has changed, or is about
            // to.
            Head again = decidedHead(key, false);
            boolean isSame =
                    again.found.isPresent()
                            && again.found.get().record().change() == record.change();
            if (isSame && again.isChanging) {
                throw new StoreException(
                        StoreError.OUTCOME_UNKNOWN, "an earlier change is not decided yet");
            }
            if (isSame) {
                return Optional.empty();
            }
        }
        throw new StoreException(StoreError.TOO_BUSY, "the key changes too fast to be read");
    }

    /// As {@link #head}, the record alone; null when there is none.
    public @Nullable VersionRecord headRecord(RowKey key)
            throws StoreException, InterruptedException {
        return head(key, false).map(FoundVersion::record).orElse(null);
    }

    /// HEAD as it is decided, tombstones included. While the key's last change cannot be decided,
    /// that is what the change replaced: reads go on with K drives left (rule 19).
    public Optional<FoundVersion> head(RowKey key, boolean withShards)
            throws StoreException, InterruptedException {
        return decidedHead(key, withShards).found;
    }

    /// @param isChanging a change of the key is under way and cannot be decided now
    private record Head(Optional<FoundVersion> found, boolean isChanging) {
        static Head of(
                SetLeader leader, RowKey key, Optional<RowReplies> replies, boolean isChanging) {
            return new Head(
                    replies.map(
                            row -> VersionFinder.found(leader, key, Family.HEAD, key.head(), row)),
                    isChanging);
        }
    }

    private Head decidedHead(RowKey key, boolean withShards)
            throws StoreException, InterruptedException {
        SetLeader leader = leaderOf(key);
        int places = leader.geometry().drives();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            RowFinder.Finding finding =
                    rows.tryFind(
                            leader,
                            Family.HEAD,
                            key.head(),
                            Placement.rotation(key, places),
                            withShards ? leader.geometry().data() : 1,
                            withShards,
                            VERSIONS,
                            PATIENCE_NS);
            if (finding instanceof RowFinder.Finding.Decided(Optional<RowReplies> replies)) {
                return Head.of(leader, key, replies, false);
            }
            // Before START the change may be one that an earlier process acknowledged.
            if (leader.hasStarted()
                    && UndecidedHead.find(leader, key, withShards)
                            instanceof UndecidedHead.Outcome.Found(Optional<RowReplies> replies)) {
                return Head.of(leader, key, replies, true);
            }
        }
        throw new StoreException(
                StoreError.OUTCOME_UNKNOWN, "an earlier change is not decided yet");
    }

    /// A VERSION row as it is decided, tombstones included.
    public Optional<FoundVersion> older(RowKey key, long creation)
            throws StoreException, InterruptedException {
        return readOlder(key, Keys.version(key.head(), creation), false);
    }

    private Optional<FoundVersion> readOlder(RowKey key, byte[] rowKey, boolean withShards)
            throws StoreException, InterruptedException {
        SetLeader leader = leaderOf(key);
        return rows.find(
                        leader,
                        Family.VERSION,
                        rowKey,
                        Placement.rotation(key, leader.geometry().drives()),
                        withShards ? leader.geometry().data() : 1,
                        withShards,
                        VERSIONS)
                .map(replies -> found(leader, key, Family.VERSION, rowKey, replies));
    }

    private SetLeader leaderOf(RowKey key) throws StoreException {
        SetLeader leader = leaders.of(key);
        if (leader.isInDoubt(key)) {
            throw new StoreException(
                    StoreError.OUTCOME_UNKNOWN, "the last change of this key is in doubt");
        }
        return leader;
    }

    private static FoundVersion found(
            SetLeader leader, RowKey key, Family family, byte[] rowKey, RowReplies replies) {
        return new FoundVersion(
                leader,
                key,
                family,
                rowKey,
                VersionRecord.read(replies.record()),
                family == Family.HEAD,
                replies);
    }

    private static boolean isNamed(VersionRecord record, VersionId id) {
        if (record.isTombstone()) {
            return false;
        }
        return switch (id) {
            case VersionId.Null _ -> record.isNull();
            case VersionId.Id named ->
                    !record.isNull()
                            && VersionId.Id.of(record.creation(), record.writeId()).equals(named);
        };
    }

    private static long creationOf(VersionRecord head, VersionId id) {
        return switch (id) {
            case VersionId.Null _ -> head.nullCreation();
            case VersionId.Id named -> named.carriesSequence() ? named.sequence() : 0;
        };
    }
}
