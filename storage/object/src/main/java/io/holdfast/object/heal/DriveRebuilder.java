package io.holdfast.object.heal;

import io.holdfast.base.Bytes;
import io.holdfast.base.Host;
import io.holdfast.drive.BucketUsage;
import io.holdfast.drive.Change;
import io.holdfast.drive.Drive;
import io.holdfast.drive.Family;
import io.holdfast.drive.HelloReply;
import io.holdfast.drive.OpsWriter;
import io.holdfast.drive.RowRead;
import io.holdfast.drive.RowVisitor;
import io.holdfast.drive.ScanEnd;
import io.holdfast.drive.StreamPosition;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.HealReport;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.bucket.Buckets;
import io.holdfast.object.commit.Draft;
import io.holdfast.object.commit.JournalFloor;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.commit.Sequences;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.commit.StartRecord;
import io.holdfast.object.row.JournalEntry;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.UploadId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings one drive back into service (rules 22 and 23): it is attached to the stream first, so
/// that it misses nothing more; then the keys that it missed are repaired, from the journal when it
/// was away for a while, by walking the index when it is new; then journal and counters are copied.
/// Only then do acknowledgements wait for it again.
final class DriveRebuilder {
    private static final Logger LOG = LoggerFactory.getLogger(DriveRebuilder.class);
    private static final int WALK_PAGE = 1000;

    /// Of journal entries in one change, which has to fit into a segment of the drive's log.
    private static final int COPY_BYTES = 32 << 10;

    private final SetLeader leader;
    private final Buckets buckets;
    private final KeyHealer healer;
    private final RepairQueue repairs;

    DriveRebuilder(SetLeader leader, Buckets buckets, KeyHealer healer, RepairQueue repairs) {
        this.leader = leader;
        this.buckets = buckets;
        this.healer = healer;
        this.repairs = repairs;
    }

    /// Rebuilds the drive at the place, which is attached.
    ///
    /// @param hello what the drive reported before it was attached
    /// @param doubts changes that the set's start could not settle
    /// @param lastStart what that start decided
    /// @param cleaned up to where the drive has everything cleared away
    /// @return true when it is in service again
    boolean rebuild(
            int place,
            HelloReply.Promised hello,
            List<StreamPosition> doubts,
            StartRecord lastStart,
            long cleaned)
            throws StoreException, InterruptedException {
        Drive target = attached(place);
        long startedNs = Host.current().nowNs();
        HealReport report = HealReport.NONE;
        Set<RowKey> leftover = new LinkedHashSet<>();
        for (HelloReply.Undecided change : hello.undecided()) {
            if (change.slot() >= 0) {
                JournalEntry entry = JournalEntry.read(change.entry());
                leftover.add(RowKey.of(entry.bucketId(), entry.key()));
            }
        }
        Drive source = source(place);
        Set<StreamPosition> kept = kept(source, hello, doubts);
        long after = Sequences.of(whole(hello, kept));
        after = Long.compareUnsigned(cleaned, after) < 0 ? cleaned : after;
        endEarlierEpochs(place, List.copyOf(kept), doubts, lastStart, after);
        for (RowKey key : leftover) {
            report = report.plus(healer.heal(key, false, 1 << place, Set.of()));
        }
        boolean isNew = hello.whole().equals(StreamPosition.ZERO);
        boolean isWalk = isNew || isBeyondJournal(source, after);
        LOG.info(
                "drive {} ({}) of set {}/{} is being rebuilt {}",
                place,
                target.name(),
                leader.set().pool(),
                leader.set().index(),
                isWalk ? "from the index" : "from the journal");
        if (isWalk) {
            copyFloor(source, place);
            report = report.plus(walk(source, place));
            copyJournal(source, place, 0);
        } else {
            report = report.plus(catchUp(source, place, after));
        }
        repairs.awaitIdle();
        copyCounters(place);
        if (!leader.attachments().enterService(place)) {
            return false;
        }
        target.setRebuilding(false);
        LOG.info(
                "drive {} of set {}/{} is in service again after {} s: {} rows and {} shards repaired,"
                        + " {} beyond repair",
                place,
                leader.set().pool(),
                leader.set().index(),
                (Host.current().nowNs() - startedNs) / 1_000_000_000,
                report.rowsRepaired(),
                report.shardsRepaired(),
                report.unrecoverable());
        return true;
    }

    /// Up to where the drive misses nothing, once what it holds undecided and nobody else has is
    /// undone with its journal entries.
    private static StreamPosition whole(HelloReply.Promised hello, Set<StreamPosition> kept) {
        StreamPosition whole = hello.whole();
        for (HelloReply.Undecided change : hello.undecided()) {
            StreamPosition position = change.position();
            if (!kept.contains(position) && position.compareTo(whole) <= 0) {
                whole = new StreamPosition(position.epoch(), position.ordinal() - 1);
            }
        }
        return whole;
    }

    /// What the drive took in this epoch before it was away, and was taken back meanwhile.
    List<StreamPosition> voidedMeanwhile(int place, HelloReply.Promised hello)
            throws StoreException, InterruptedException {
        List<HelloReply.Undecided> settled =
                hello.undecided().stream()
                        .filter(change -> change.slot() >= 0)
                        .filter(change -> change.position().epoch() == leader.epoch())
                        .filter(
                                change ->
                                        Long.compareUnsigned(change.sequence(), leader.decided())
                                                <= 0)
                        .toList();
        List<StreamPosition> voided = new ArrayList<>();
        for (HelloReply.Undecided change : settled) {
            if (!isInJournal(source(place), change)) {
                voided.add(change.position());
            }
        }
        return voided;
    }

    /// What the drive holds undecided and the others have decided: it keeps that, for its shards
    /// may be the ones that are needed.
    private static Set<StreamPosition> kept(
            Drive source, HelloReply.Promised hello, List<StreamPosition> doubts)
            throws StoreException, InterruptedException {
        Set<StreamPosition> kept = new LinkedHashSet<>();
        for (HelloReply.Undecided change : hello.undecided()) {
            if (change.slot() < 0 || doubts.contains(change.position())) {
                continue;
            }
            if (isInJournal(source, change)) {
                kept.add(change.position());
            }
        }
        return kept;
    }

    private static boolean isInJournal(Drive source, HelloReply.Undecided change)
            throws StoreException, InterruptedException {
        byte[] entry = Keys.journal(change.slot(), change.sequence());
        RowRead read = source.read(Family.JOURNAL, entry, false).await();
        if (read instanceof RowRead.Failed) {
            throw new StoreException(StoreError.READ_QUORUM_LOST, "the source failed on the way");
        }
        return read instanceof RowRead.Found;
    }

    private Drive attached(int place) throws StoreException {
        return leader.drive(place)
                .filter(_ -> leader.isAttached(place))
                .orElseThrow(
                        () ->
                                new StoreException(
                                        StoreError.READ_QUORUM_LOST,
                                        "the drive is gone again while it was rebuilt"));
    }

    private Drive source(int target) throws StoreException {
        for (int place = 0; place < leader.geometry().drives(); place++) {
            if (place != target && leader.isInService(place)) {
                return leader.drive(place).orElseThrow();
            }
        }
        throw new StoreException(StoreError.READ_QUORUM_LOST, "no drive in service to copy from");
    }

    /// What the drive holds undecided of earlier epochs was settled without it: what the others
    /// have is kept, the rest is undone, then its keys are compared.
    private void endEarlierEpochs(
            int place,
            List<StreamPosition> kept,
            List<StreamPosition> doubts,
            StartRecord lastStart,
            long cleaned)
            throws StoreException, InterruptedException {
        submit(
                lastStart
                        .ops(kept, doubts)
                        .set(
                                Family.META,
                                JournalFloor.CLEANED_KEY,
                                JournalFloor.record(cleaned),
                                new OpsWriter.Shard.None())
                        .toBytes(),
                1 << place);
    }

    private void submit(byte[] ops, int places) throws StoreException, InterruptedException {
        leader.await(
                leader.submitAlways(Change.NO_SLOT, _ -> new Draft(null, ops, null, places), null));
    }

    /// Rule 24: entries that the drive missed may have been purged.
    private static boolean isBeyondJournal(Drive source, long after)
            throws StoreException, InterruptedException {
        return Long.compareUnsigned(after, JournalFloor.read(source)) < 0;
    }

    private HealReport catchUp(Drive source, int place, long after)
            throws StoreException, InterruptedException {
        HealReport[] report = {HealReport.NONE};
        long decided = leader.decided();
        JournalScan.after(
                source,
                after,
                page -> {
                    attached(place);
                    Map<RowKey, Set<UploadId>> keys = new LinkedHashMap<>();
                    for (JournalScan.Item item : page) {
                        JournalEntry entry = JournalEntry.read(item.entry());
                        keys.computeIfAbsent(
                                        RowKey.of(entry.bucketId(), entry.key()),
                                        _ -> new LinkedHashSet<>())
                                .addAll(entry.uploads());
                    }
                    report[0] = report[0].plus(new ParallelHeal(healer).heal(keys, 1 << place));
                    copy(JournalScan.decided(page, decided), place);
                });
        return report[0];
    }

    /// Whoever catches up from this drive later has to know what its journal does not reach (rule
    /// 24). Entries that are trimmed from here on are so on this drive too.
    private void copyFloor(Drive source, int place) throws StoreException, InterruptedException {
        submit(
                new OpsWriter()
                        .set(
                                Family.META,
                                JournalFloor.KEY,
                                JournalFloor.record(JournalFloor.read(source)),
                                new OpsWriter.Shard.None())
                        .toBytes(),
                1 << place);
    }

    private void copyJournal(Drive source, int place, long after)
            throws StoreException, InterruptedException {
        long decided = leader.decided();
        JournalScan.after(
                source,
                after,
                page -> {
                    attached(place);
                    copy(JournalScan.decided(page, decided), place);
                });
    }

    /// @param page decided entries only: what is in flight comes to the drive in its stream, and
    ///   its VOID may be there before the copy
    private void copy(List<JournalScan.Item> page, int place)
            throws StoreException, InterruptedException {
        if (page.isEmpty()) {
            return;
        }
        OpsWriter ops = new OpsWriter(COPY_BYTES);
        int bytes = 0;
        for (JournalScan.Item item : page) {
            if (bytes > COPY_BYTES) {
                submit(ops.toBytes(), 1 << place);
                ops = new OpsWriter(COPY_BYTES);
                bytes = 0;
            }
            ops.set(Family.JOURNAL, item.key(), item.entry(), new OpsWriter.Shard.None());
            bytes += item.key().length + item.entry().length;
        }
        submit(ops.toBytes(), 1 << place);
    }

    private HealReport healAll(Collection<RowKey> keys, int place)
            throws StoreException, InterruptedException {
        Map<RowKey, Set<UploadId>> withoutUploads = new LinkedHashMap<>();
        keys.forEach(key -> withoutUploads.put(key, Set.of()));
        return new ParallelHeal(healer).heal(withoutUploads, 1 << place);
    }

    /// Every key in the order of the index, and every key with an upload.
    private HealReport walk(Drive source, int place) throws StoreException, InterruptedException {
        HealReport report = HealReport.NONE;
        byte[] from = Bytes.EMPTY;
        while (true) {
            List<byte[]> page = page(source, Family.HEAD, from, Bytes.EMPTY);
            if (page.isEmpty()) {
                break;
            }
            attached(place);
            report = report.plus(healAll(page.stream().map(RowKey::new).toList(), place));
            from = Keys.after(page.getLast());
        }
        byte[] uploads = Keys.uploads(Bytes.EMPTY);
        from = uploads;
        while (true) {
            List<byte[]> page = page(source, Family.PART, from, Bytes.successorOfPrefix(uploads));
            if (page.isEmpty()) {
                return report;
            }
            attached(place);
            Set<RowKey> keys = new LinkedHashSet<>();
            page.forEach(row -> keys.add(new RowKey(Keys.headOfUpload(row))));
            report = report.plus(healAll(keys, place));
            from = Keys.after(page.getLast());
        }
    }

    private static List<byte[]> page(Drive source, Family family, byte[] from, byte[] to)
            throws StoreException, InterruptedException {
        List<byte[]> page = new ArrayList<>();
        ScanEnd end =
                source.scan(
                                family,
                                from,
                                to,
                                (key, _) -> {
                                    page.add(key);
                                    return page.size() == WALK_PAGE
                                            ? RowVisitor.Next.stop()
                                            : RowVisitor.Next.row();
                                })
                        .await();
        if (end instanceof ScanEnd.Failed) {
            throw new StoreException(StoreError.READ_QUORUM_LOST, "the source failed on the way");
        }
        return page;
    }

    /// While nothing is in flight, the counters of a drive in service are those of all (rule 27).
    private void copyCounters(int place) throws StoreException, InterruptedException {
        int sourcePlace = sourcePlace(place);
        Drive source = leader.drive(sourcePlace).orElseThrow();
        leader.await(
                leader.submitQuiesced(
                        sourcePlace,
                        _ -> {
                            OpsWriter ops = new OpsWriter();
                            for (BucketInfo bucket : buckets.all()) {
                                BucketUsage usage = source.usage(bucket.id());
                                ops.setCount(bucket.id(), usage);
                            }
                            return new Draft(null, ops.toBytes(), null, 1 << place);
                        }));
    }

    private int sourcePlace(int target) throws StoreException {
        Drive source = source(target);
        for (int place = 0; place < leader.geometry().drives(); place++) {
            if (leader.drive(place).equals(Optional.of(source))) {
                return place;
            }
        }
        throw new StoreException(StoreError.READ_QUORUM_LOST, "the source is gone");
    }
}
