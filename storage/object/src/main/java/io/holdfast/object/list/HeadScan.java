package io.holdfast.object.list;

import io.holdfast.drive.Drive;
import io.holdfast.drive.Family;
import io.holdfast.drive.RowVisitor;
import io.holdfast.object.StoreException;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.read.DecidedScan;
import io.holdfast.object.read.OneMoment;
import io.holdfast.object.read.VersionFinder;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.VersionRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One set's part of a page of newest versions. Rows whose last change is not decided when they are
/// met are kept aside with their place in the order: mostly the mark passes them at once; when it
/// cannot, each key is asked for its decided state, so that a listing goes on as long as reads do.
final class HeadScan {
    private static final long PATIENCE_NS = 1_000_000_000L;

    private final SetLeader leader;
    private final VersionFinder versions;
    private final Delimiting delimiting;
    private final int wanted;

    /// A row that was met.
    ///
    /// @param isPending whether its last change was undecided then
    private record Met(Listed entry, boolean isPending) {}

    HeadScan(SetLeader leader, VersionFinder versions, Delimiting delimiting, int wanted) {
        this.leader = leader;
        this.versions = versions;
        this.delimiting = delimiting;
        this.wanted = wanted;
    }

    /// Of each set at least the wanted number of entries from a row on, if there are so many, all
    /// at one moment.
    ///
    /// @param scans one of each set
    static List<List<Listed>> pages(List<HeadScan> scans, byte[] from)
            throws StoreException, InterruptedException {
        List<DecidedScan.Seen<List<Met>>> seen =
                OneMoment.look(
                        scans.stream().map(scan -> scan.leader).toList(),
                        (set, drive, began) -> scans.get(set).scan(drive, from, began),
                        PATIENCE_NS);
        List<List<Listed>> pages = new ArrayList<>();
        for (int set = 0; set < scans.size(); set++) {
            pages.add(scans.get(set).entries(seen.get(set)));
        }
        return pages;
    }

    private List<Listed> entries(DecidedScan.Seen<List<Met>> seen)
            throws StoreException, InterruptedException {
        List<Listed> page = new ArrayList<>(seen.result().size());
        for (Met met : seen.result()) {
            Optional<Listed> entry =
                    met.isPending ? settled(met.entry, seen.isDecided()) : Optional.of(met.entry);
            if (entry.isPresent() && (page.isEmpty() || !page.getLast().equals(entry.get()))) {
                page.add(entry.get());
            }
        }
        return page;
    }

    private DecidedScan.Attempt<List<Met>> scan(Drive drive, byte[] from, Runnable began) {
        List<Met> met = new ArrayList<>();
        int[] certain = new int[1];
        return new DecidedScan.Attempt<>(
                drive.scan(
                        Family.HEAD,
                        from,
                        delimiting.to(),
                        RowVisitor.beginning(
                                began,
                                (rowKey, row) -> {
                                    VersionRecord record = VersionRecord.read(row.record());
                                    byte[] key = Keys.keyOfHead(rowKey);
                                    if (isOpen(record, new RowKey(rowKey))) {
                                        met.add(new Met(new Listed(key, record, true), true));
                                        return RowVisitor.Next.row();
                                    }
                                    if (!record.isData()) {
                                        return RowVisitor.Next.row();
                                    }
                                    Listed entry = shown(key, record);
                                    met.add(new Met(entry, false));
                                    if (++certain[0] == wanted) {
                                        return RowVisitor.Next.stop();
                                    }
                                    return entry.isPrefix()
                                            ? new RowVisitor.Next.SeekTo(
                                                    delimiting.pastPrefix(entry.name()))
                                            : RowVisitor.Next.row();
                                })),
                met);
    }

    private boolean isOpen(VersionRecord record, RowKey key) {
        return Long.compareUnsigned(record.change(), leader.decided()) > 0 || leader.isInDoubt(key);
    }

    private Listed shown(byte[] key, VersionRecord record) {
        int rolledUp = delimiting.rolledUpLength(key);
        return rolledUp < 0
                ? new Listed(key, record, true)
                : new Listed(Arrays.copyOf(key, rolledUp), null, false);
    }

    private Optional<Listed> settled(Listed pending, boolean isDecided)
            throws StoreException, InterruptedException {
        VersionRecord record = pending.record();
        if (!isDecided && record != null) {
            RowKey key = new RowKey(delimiting.headRow(pending.name()));
            if (isOpen(record, key)) {
                record = versions.headRecord(key);
            }
        }
        return record == null || !record.isData()
                ? Optional.empty()
                : Optional.of(shown(pending.name(), record));
    }
}
