package io.holdfast.object.multipart;

import io.holdfast.base.Bytes;
import io.holdfast.base.Clock;
import io.holdfast.base.Host;
import io.holdfast.drive.Family;
import io.holdfast.drive.RowVisitor;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.ObjectName;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.bucket.Buckets;
import io.holdfast.object.commit.Leaders;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.read.DecidedScan;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.UploadId;
import io.holdfast.object.row.UploadRecord;
import io.holdfast.object.write.Leftovers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends uploads that nobody completed or aborted in time, and forgets those that were completed so
/// long ago that nobody asks again for the answer, or whose bucket is gone. One thread of its own;
/// what it has not done when the process stops is due again after the next start.
public final class StaleUploads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StaleUploads.class);
    private static final int PAGE = 1_000;
    private static final long FIRST_NS = 60_000_000_000L;
    private static final long INTERVAL_MIN_MS = 1_000;

    /// While the drives of some set cannot be asked.
    private static final long AGAIN_NS = 200_000_000L;

    private final Buckets buckets;
    private final Leaders leaders;
    private final Uploads uploads;
    private final Leftovers leftovers;
    private final OrphanedUploads orphans;
    private final Clock clock;
    private final long expiryMs;
    private final long intervalNs;
    private final AtomicBoolean isBucketGone = new AtomicBoolean(true);
    private final Thread worker;

    /// @param expiryMs an upload is stale after so long in milliseconds
    /// @param intervalMs time between two sweeps in milliseconds; at least a second
    public StaleUploads(Uploads.Parts parts, Uploads uploads, long expiryMs, long intervalMs) {
        this.buckets = parts.buckets();
        this.leaders = parts.leaders();
        this.leftovers = parts.leftovers();
        this.orphans = new OrphanedUploads(buckets, leftovers);
        this.clock = parts.clock();
        this.uploads = uploads;
        this.expiryMs = expiryMs;
        this.intervalNs = Math.max(INTERVAL_MIN_MS, intervalMs) * 1_000_000;
        this.worker = Host.current().virtualThread("stale-uploads", this::run);
    }

    public void start() {
        worker.start();
    }

    private record Due(RowKey key, UploadId upload, boolean isOpen) {}

    /// A bucket was removed: what is left of its uploads goes soon.
    public void bucketGone() {
        isBucketGone.set(true);
        LockSupport.unpark(worker);
    }

    private void run() {
        Host host = Host.current();
        long sweepNs = host.nowNs() + Math.min(FIRST_NS, intervalNs);
        try {
            while (!Thread.currentThread().isInterrupted()) {
                boolean isSweepDue = host.nowNs() - sweepNs >= 0;
                clearOrphans(isSweepDue);
                if (isSweepDue) {
                    sweep();
                    sweepNs = host.nowNs() + intervalNs;
                }
                long waitNs = Math.max(1, sweepNs - host.nowNs());
                host.park(this, isBucketGone.get() ? Math.min(waitNs, AGAIN_NS) : waitNs);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// After a start, after buckets were removed, and with each sweep.
    private void clearOrphans(boolean isSweepDue) throws InterruptedException {
        if (!isBucketGone.getAndSet(false) && !isSweepDue) {
            return;
        }
        for (SetLeader leader : leaders.all()) {
            try {
                leader.requireStarted();
                orphans.clear(leader);
            } catch (StoreException e) {
                LOG.debug("uploads of removed buckets are looked for again: {}", e.getMessage());
                isBucketGone.set(true);
            } catch (RuntimeException e) {
                LOG.error("clearing away the uploads of removed buckets failed", e);
            }
        }
    }

    /// One sweep over all uploads.
    void sweep() throws InterruptedException {
        for (SetLeader leader : leaders.all()) {
            try {
                sweep(leader);
            } catch (StoreException e) {
                LOG.info("stale uploads stay until the next sweep: {}", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("sweeping stale uploads failed", e);
            }
        }
    }

    private void sweep(SetLeader leader) throws StoreException, InterruptedException {
        long dueMs = clock.wallMs() - expiryMs;
        Page page = new Page(Keys.uploads(Bytes.EMPTY));
        do {
            page = read(leader, page.next, dueMs);
            end(page.due);
        } while (page.due.size() == PAGE);
    }

    /// What a scan found due, and where the next one goes on. Filled by one thread.
    private static final class Page {
        final List<Due> due = new ArrayList<>();
        byte[] next;

        Page(byte[] next) {
            this.next = next;
        }
    }

    private static Page read(SetLeader leader, byte[] from, long dueMs)
            throws StoreException, InterruptedException {
        return DecidedScan.run(
                leader,
                drive -> {
                    Page page = new Page(from);
                    return new DecidedScan.Attempt<>(
                            drive.scan(
                                    Family.PART,
                                    from,
                                    Keys.afterUploads(),
                                    (rowKey, row) -> {
                                        UploadRecord record = UploadRecord.read(row.record());
                                        if (record.sinceMs() <= dueMs) {
                                            page.due.add(due(rowKey, record));
                                        }
                                        page.next = Keys.after(rowKey);
                                        return page.due.size() == PAGE
                                                ? RowVisitor.Next.stop()
                                                : RowVisitor.Next.row();
                                    }),
                            page);
                });
    }

    private static Due due(byte[] rowKey, UploadRecord record) {
        byte[] head = Keys.headOfUpload(rowKey);
        return new Due(
                RowKey.of(Keys.bucketOf(head), Keys.keyOfHead(head)),
                Keys.idOfUpload(rowKey),
                record.state() == UploadRecord.State.OPEN);
    }

    private void end(List<Due> due) throws StoreException, InterruptedException {
        Map<Long, BucketInfo> byId =
                buckets.all().stream()
                        .collect(Collectors.toMap(BucketInfo::id, Function.identity()));
        for (Due each : due) {
            BucketInfo bucket = byId.get(each.key.bucketId());
            if (!each.isOpen) {
                leftovers.expiredUpload(each.key, each.upload);
            } else if (bucket != null) {
                abort(bucket.name(), each);
            }
        }
    }

    private void abort(String bucket, Due due) throws StoreException, InterruptedException {
        String key = new String(due.key.key(), StandardCharsets.UTF_8);
        try {
            uploads.abort(new ObjectName(bucket, key), due.upload.text());
            LOG.info("a stale upload to bucket {} was aborted", bucket);
        } catch (StoreException e) {
            if (e.error() != StoreError.NO_SUCH_UPLOAD && e.error() != StoreError.NO_SUCH_BUCKET) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        worker.interrupt();
    }
}
