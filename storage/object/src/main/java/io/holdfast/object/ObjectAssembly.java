package io.holdfast.object;

import io.holdfast.base.Clock;
import io.holdfast.base.Lifecycle;
import io.holdfast.base.ports.ObjectSealing;
import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.ErasureSet;
import io.holdfast.drive.Family;
import io.holdfast.drive.RowVisitor;
import io.holdfast.object.bucket.Buckets;
import io.holdfast.object.commit.KeyLocks;
import io.holdfast.object.commit.KeyTurns;
import io.holdfast.object.commit.LeaderOptions;
import io.holdfast.object.commit.Leaders;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.heal.HealAssembly;
import io.holdfast.object.list.BucketContent;
import io.holdfast.object.list.Lister;
import io.holdfast.object.lock.LockJudge;
import io.holdfast.object.lock.TrustedClock;
import io.holdfast.object.multipart.StaleUploads;
import io.holdfast.object.multipart.UploadLister;
import io.holdfast.object.multipart.Uploads;
import io.holdfast.object.read.BulkThreads;
import io.holdfast.object.read.DecidedScan;
import io.holdfast.object.read.ObjectOpener;
import io.holdfast.object.read.RowFinder;
import io.holdfast.object.read.ShardFinder;
import io.holdfast.object.read.SmallRequests;
import io.holdfast.object.read.StripeBuffers;
import io.holdfast.object.read.UploadPins;
import io.holdfast.object.read.VersionFinder;
import io.holdfast.object.rename.Renamer;
import io.holdfast.object.rename.Renames;
import io.holdfast.object.seal.Seals;
import io.holdfast.object.write.AttributesChanger;
import io.holdfast.object.write.DataWriter;
import io.holdfast.object.write.HeapBudget;
import io.holdfast.object.write.Md5Engines;
import io.holdfast.object.write.ObjectAppender;
import io.holdfast.object.write.ObjectCopier;
import io.holdfast.object.write.ObjectDeleter;
import io.holdfast.object.write.ObjectWriter;
import io.holdfast.object.write.Quotas;
import io.holdfast.object.write.ShardIds;
import java.util.ArrayList;
import java.util.List;

/// Wires the store and opens its sets. Closing it stops all threads; the drives are the cluster's.
public final class ObjectAssembly implements AutoCloseable {
    private final Lifecycle lifecycle;
    private final Wired wired;

    /// What the wiring comes to.
    private record Wired(ObjectStore store, ShardFinder shards) {}

    /// What the store stands on.
    public record Dependencies(
            Cluster cluster,
            Clock clock,
            StorageClasses classes,
            ObjectOptions options,
            ObjectSealing sealing) {
        /// A store that encrypts nothing.
        public Dependencies(
                Cluster cluster, Clock clock, StorageClasses classes, ObjectOptions options) {
            this(cluster, clock, classes, options, ObjectSealing.none());
        }
    }

    private ObjectAssembly(Lifecycle lifecycle, Wired wired) {
        this.lifecycle = lifecycle;
        this.wired = wired;
    }

    public ObjectStore store() {
        return wired.store;
    }

    /// Where the drives keep the shards of an object's newest version.
    ///
    /// @throws StoreException NO_SUCH_BUCKET, NO_SUCH_KEY, IS_DELETE_MARKER
    public List<ShardPlace> shardPlaces(ObjectName name)
            throws StoreException, InterruptedException {
        return wired.shards.find(name);
    }

    /// Takes over all sets and returns when they serve, or are known to be read-only.
    public static ObjectAssembly open(Dependencies dependencies) throws InterruptedException {
        Lifecycle lifecycle = new Lifecycle();
        boolean isOpen = false;
        try {
            Wired wired = wire(lifecycle, dependencies);
            isOpen = true;
            return new ObjectAssembly(lifecycle, wired);
        } finally {
            if (!isOpen) {
                lifecycle.close();
            }
        }
    }

    private static Wired wire(Lifecycle lifecycle, Dependencies needed)
            throws InterruptedException {
        Cluster cluster = needed.cluster();
        LeaderOptions options = needed.options().leader();
        List<SetLeader> sets = new ArrayList<>();
        int shards = 1;
        int data = Integer.MAX_VALUE;
        for (ErasureSet set : cluster.sets()) {
            sets.add(lifecycle.add(new SetLeader(set, cluster::epoch, options, needed.clock())));
            shards = Math.max(shards, set.geometry().drives());
            data = Math.min(data, set.geometry().drives() - set.geometry().drives() / 2);
        }
        Leaders leaders = new Leaders(cluster, sets);
        Buckets buckets = new Buckets(cluster.registry(), needed.clock(), options.keyTimeoutNs());
        TrustedClock trusted = lifecycle.add(new TrustedClock(cluster.registry(), needed.clock()));
        LockJudge lock = new LockJudge(trusted);
        KeyLocks locks = new KeyLocks();
        StripeBuffers buffers = new StripeBuffers(needed.options().stripeBuffers(), shards, data);
        SmallRequests small = new SmallRequests();
        BulkThreads bulk = new BulkThreads(small);
        ShardIds ids = new ShardIds();
        UploadPins pins = new UploadPins();
        HealAssembly heal =
                HealAssembly.wire(lifecycle, leaders, buckets, locks, options, buffers, ids, pins);
        Seals seals = new Seals(needed.sealing());
        RowFinder rows = new RowFinder();
        VersionFinder versions = new VersionFinder(leaders, rows);
        KeyTurns turns = new KeyTurns(buckets, leaders, locks, options);
        ObjectOpener opener =
                new ObjectOpener(
                        buckets, versions, rows, seals, buffers, bulk, heal.repairs(), pins);
        Md5Engines md5s = lifecycle.add(new Md5Engines());
        DataWriter dataWriter =
                new DataWriter(
                        needed.classes(),
                        md5s,
                        buffers,
                        bulk,
                        new HeapBudget(needed.options().smallBodyBytes()),
                        ids);
        Quotas quotas = new Quotas(leaders);
        ObjectWriter writer =
                new ObjectWriter(
                        buckets,
                        leaders,
                        turns,
                        versions,
                        dataWriter,
                        seals,
                        quotas,
                        ids,
                        heal.leftovers(),
                        heal.repairs(),
                        lock,
                        needed.clock());
        ObjectCopier copier = new ObjectCopier(opener, writer);
        Uploads.Parts uploadParts =
                new Uploads.Parts(
                        buckets,
                        leaders,
                        turns,
                        rows,
                        versions,
                        dataWriter,
                        seals,
                        quotas,
                        writer,
                        copier,
                        ids,
                        heal.leftovers(),
                        heal.repairs(),
                        lock,
                        needed.clock());
        Uploads uploads = new Uploads(uploadParts);
        StaleUploads stale =
                lifecycle.add(
                        new StaleUploads(
                                uploadParts,
                                uploads,
                                needed.options().staleUploadMs(),
                                needed.options().staleSweepMs()));
        ObjectDeleter deleter =
                new ObjectDeleter(
                        turns, versions, writer, ids, heal.leftovers(), lock, needed.clock());
        Renames renames =
                lifecycle.add(
                        new Renames(
                                cluster.registry(),
                                new Renamer.Parts(buckets, opener, writer, deleter, uploads, ids),
                                turns,
                                versions));
        heal.open();
        stale.start();
        renames.start();
        trusted.start();
        ObjectStore store =
                new Store(
                        new Store.Services(
                                buckets,
                                new BucketContent(leaders, ObjectAssembly::stopsAt),
                                leaders,
                                opener,
                                writer,
                                deleter,
                                new AttributesChanger(turns, versions, lock),
                                copier,
                                new ObjectAppender(opener, writer, ids),
                                renames.renamer(),
                                uploads,
                                stale,
                                new UploadLister(buckets, leaders),
                                new Lister(buckets, leaders, versions),
                                seals,
                                quotas,
                                trusted,
                                heal,
                                small));
        return new Wired(store, new ShardFinder(opener));
    }

    private static boolean stopsAt(
            SetLeader leader, Family family, byte[] from, byte[] to, RowVisitor visitor)
            throws StoreException, InterruptedException {
        boolean[] hasStopped =
                DecidedScan.run(
                        leader,
                        drive -> {
                            boolean[] stopped = new boolean[1];
                            return new DecidedScan.Attempt<>(
                                    drive.scan(
                                            family,
                                            from,
                                            to,
                                            (key, row) -> {
                                                var next = visitor.visit(key, row);
                                                stopped[0] |= next instanceof RowVisitor.Next.Stop;
                                                return next;
                                            }),
                                    stopped);
                        });
        return hasStopped[0];
    }

    @Override
    public void close() {
        lifecycle.close();
    }
}
