package io.holdfast.object.list;

import io.holdfast.base.Pending;
import io.holdfast.drive.Drive;
import io.holdfast.drive.Row;
import io.holdfast.drive.RowVisitor;
import io.holdfast.drive.ScanEnd;
import io.holdfast.drive.VersionVisitor;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.ListPage;
import io.holdfast.object.ListRequest;
import io.holdfast.object.ListVersionsRequest;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectName;
import io.holdfast.object.StoreException;
import io.holdfast.object.VersionId;
import io.holdfast.object.VersionPage;
import io.holdfast.object.bucket.Buckets;
import io.holdfast.object.commit.Leaders;
import io.holdfast.object.read.DecidedScan;
import io.holdfast.object.read.Infos;
import io.holdfast.object.read.OneMoment;
import io.holdfast.object.read.VersionFinder;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.VersionRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Lists keys and versions: a range scan per set and a merge across sets. Rolled-up prefixes are
/// skipped by seeking past them, so a page costs what it shows, not what it hides. Any thread.
public final class Lister {
    private final Buckets buckets;
    private final Leaders leaders;
    private final VersionFinder versions;

    public Lister(Buckets buckets, Leaders leaders, VersionFinder versions) {
        this.buckets = buckets;
        this.leaders = leaders;
        this.versions = versions;
    }

    /// One page of the newest versions; keys behind a delete marker are left out.
    public ListPage list(ListRequest request) throws StoreException, InterruptedException {
        BucketInfo bucket = buckets.get(request.bucket());
        if (request.maxEntries() == 0) {
            return new ListPage(List.of(), List.of(), Optional.empty());
        }
        Delimiting delimiting = new Delimiting(bucket.id(), request.prefix(), request.delimiter());
        byte[] from = delimiting.from(request.after());
        int wanted = request.maxEntries() + 1;
        List<HeadScan> scans =
                leaders.all().stream()
                        .map(leader -> new HeadScan(leader, versions, delimiting, wanted))
                        .toList();
        List<Listed> merged = Merge.merge(HeadScan.pages(scans, from), wanted);
        boolean isTruncated = merged.size() == wanted;
        List<Listed> shown = isTruncated ? merged.subList(0, wanted - 1) : merged;
        List<ObjectInfo> objects = new ArrayList<>(shown.size());
        List<String> prefixes = new ArrayList<>();
        for (Listed entry : shown) {
            if (entry.record() == null) {
                prefixes.add(Keys.text(entry.name()));
            } else {
                objects.add(info(bucket, entry, entry.record()));
            }
        }
        return new ListPage(
                objects,
                prefixes,
                isTruncated ? Optional.of(Keys.text(shown.getLast().name())) : Optional.empty());
    }

    /// One page of all versions and delete markers.
    public VersionPage listVersions(ListVersionsRequest request)
            throws StoreException, InterruptedException {
        BucketInfo bucket = buckets.get(request.bucket());
        if (request.maxEntries() == 0) {
            return new VersionPage(List.of(), List.of(), Optional.empty(), Optional.empty());
        }
        Delimiting delimiting = new Delimiting(bucket.id(), request.prefix(), request.delimiter());
        Start start = start(bucket, delimiting, request);
        int wanted = request.maxEntries() + 1;
        List<List<Listed>> pages = versionPages(delimiting, start, wanted);
        return versionPage(bucket, Merge.merge(pages, wanted), wanted);
    }

    private List<List<Listed>> versionPages(Delimiting delimiting, Start start, int wanted)
            throws StoreException, InterruptedException {
        List<List<Listed>> pages = new ArrayList<>();
        for (DecidedScan.Seen<List<Listed>> seen :
                OneMoment.<List<Listed>>look(
                        leaders.all(),
                        (_, drive, began) -> scanVersions(drive, delimiting, start, wanted, began),
                        Long.MAX_VALUE)) {
            pages.add(seen.decided());
        }
        return pages;
    }

    private static VersionPage versionPage(BucketInfo bucket, List<Listed> merged, int wanted) {
        boolean isTruncated = merged.size() == wanted;
        List<Listed> shown = isTruncated ? merged.subList(0, wanted - 1) : merged;
        List<ObjectInfo> versions = new ArrayList<>(shown.size());
        List<String> prefixes = new ArrayList<>();
        for (Listed entry : shown) {
            if (entry.record() == null) {
                prefixes.add(Keys.text(entry.name()));
            } else {
                versions.add(info(bucket, entry, entry.record()));
            }
        }
        if (!isTruncated) {
            return new VersionPage(versions, prefixes, Optional.empty(), Optional.empty());
        }
        Listed last = shown.getLast();
        return new VersionPage(
                versions,
                prefixes,
                Optional.of(Keys.text(last.name())),
                Optional.ofNullable(last.record()).map(Infos::idOf));
    }

    /// Where a page of versions begins.
    ///
    /// @param from first row
    /// @param key whose versions down to and including {@code id} were shown before; empty for none
    private record Start(byte[] from, byte[] key, Optional<VersionId> id) {}

    private static Start start(
            BucketInfo bucket, Delimiting delimiting, ListVersionsRequest request) {
        if (request.afterVersion().isEmpty() || request.afterKey().isEmpty()) {
            return new Start(delimiting.from(request.afterKey()), new byte[0], Optional.empty());
        }
        byte[] key = request.afterKey().getBytes(StandardCharsets.UTF_8);
        byte[] from = Keys.head(bucket.id(), key);
        byte[] first = delimiting.from("");
        return new Start(
                Arrays.compareUnsigned(from, first) > 0 ? from : first,
                key,
                request.afterVersion());
    }

    private static DecidedScan.Attempt<List<Listed>> scanVersions(
            Drive drive, Delimiting delimiting, Start start, int wanted, Runnable began) {
        List<Listed> page = new ArrayList<>();
        boolean[] isPastStart = {start.id.isEmpty()};
        Pending<ScanEnd> end =
                drive.scanVersions(
                        start.from,
                        delimiting.to(),
                        VersionVisitor.beginning(
                                began,
                                (isHead, rowKey, row) ->
                                        visitVersion(
                                                page,
                                                delimiting,
                                                start,
                                                isPastStart,
                                                isHead,
                                                isHead ? rowKey : Keys.headOfVersion(rowKey),
                                                row,
                                                wanted)));
        return new DecidedScan.Attempt<>(end, page);
    }

    private static RowVisitor.Next visitVersion(
            List<Listed> page,
            Delimiting delimiting,
            Start start,
            boolean[] isPastStart,
            boolean isHead,
            byte[] headKey,
            Row row,
            int wanted) {
        VersionRecord record = VersionRecord.read(row.record());
        byte[] key = Keys.keyOfHead(headKey);
        if (!isPastStart[0]) {
            if (Arrays.equals(key, start.key) && wasShown(record, start, isPastStart)) {
                return RowVisitor.Next.row();
            }
            isPastStart[0] = true;
        }
        if (record.isTombstone()) {
            return RowVisitor.Next.row();
        }
        return add(page, delimiting, key, record, isHead, wanted);
    }

    /// Whether the page before showed this version. The marker version may be gone by now: ids made
    /// here tell the order all the same; behind a null marker, what follows it is new.
    private static boolean wasShown(VersionRecord record, Start start, boolean[] isPastStart) {
        if (start.id.isPresent()
                && start.id.get() instanceof VersionId.Id id
                && id.carriesSequence()) {
            return Long.compareUnsigned(record.creation(), id.sequence()) >= 0;
        }
        isPastStart[0] = record.isNull();
        return true;
    }

    private static RowVisitor.Next add(
            List<Listed> page,
            Delimiting delimiting,
            byte[] key,
            VersionRecord record,
            boolean isLatest,
            int wanted) {
        int rolledUp = delimiting.rolledUpLength(key);
        if (rolledUp < 0) {
            page.add(new Listed(key, record, isLatest));
            return page.size() == wanted ? RowVisitor.Next.stop() : RowVisitor.Next.row();
        }
        byte[] prefix = Arrays.copyOf(key, rolledUp);
        page.add(new Listed(prefix, null, false));
        return page.size() == wanted
                ? RowVisitor.Next.stop()
                : new RowVisitor.Next.SeekTo(delimiting.pastPrefix(prefix));
    }

    private static ObjectInfo info(BucketInfo bucket, Listed entry, VersionRecord record) {
        return Infos.of(
                new ObjectName(bucket.name(), Keys.text(entry.name())), record, entry.isLatest());
    }
}
