package io.holdfast.cluster;

import io.holdfast.base.Bytes;
import io.holdfast.digest.SipHash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A deployment of one node: it leads every slot, and its registry lies on its own drives.
final class LocalCluster implements Cluster {
    private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);

    private final UUID deployment;
    private final byte[] placementKey;
    private final LocalRegistry registry;
    private final OpenDrives drives;
    private final List<LocalSet> sets;
    private final int[] setOfSlot;
    private final DriveWatch watch;
    private final long watchIntervalMs;
    private volatile int epoch;
    private volatile boolean isClosed;
    private @Nullable Thread watching;

    /// @param epoch 0 when the registry is read-only
    LocalCluster(
            UUID deployment,
            NodePlaces places,
            DriveHost host,
            LocalRegistry registry,
            OpenDrives drives,
            ClusterOptions options,
            int epoch) {
        this.deployment = deployment;
        this.placementKey =
                ByteBuffer.allocate(SipHash.KEY_BYTES)
                        .putLong(deployment.getMostSignificantBits())
                        .putLong(deployment.getLeastSignificantBits())
                        .array();
        this.registry = registry;
        this.drives = drives;
        this.epoch = epoch;
        this.watchIntervalMs = options.watchIntervalMs();
        List<LocalSet> all = new ArrayList<>();
        for (int set = 0; set < places.sets(); set++) {
            all.add(new LocalSet(places.ofSet(set), registry, drives, this::epoch));
        }
        this.sets = List.copyOf(all);
        this.setOfSlot =
                SlotRecord.decode(registry.get(SlotRecord.KEY).orElseThrow().value()).sets();
        this.watch = new DriveWatch(this, places, host, registry, drives, options);
    }

    @Override
    public UUID deployment() {
        return deployment;
    }

    @Override
    public int epoch() {
        return epoch;
    }

    /// Takes an epoch if there is none yet and the registry can be written.
    void lead() throws InterruptedException {
        if (epoch == 0 && registry.isWritable()) {
            epoch = Leadership.take(registry, 1);
        }
    }

    @Override
    public Registry registry() {
        return registry;
    }

    @Override
    public List<ErasureSet> sets() {
        return List.copyOf(sets);
    }

    LocalSet set(int set) {
        return sets.get(set);
    }

    @Override
    public int setOf(int slot) {
        return setOfSlot[slot];
    }

    @Override
    public int slotOf(long bucketId, byte[] key) {
        byte[] message = new byte[Long.BYTES + key.length];
        Bytes.putLong(message, 0, bucketId);
        System.arraycopy(key, 0, message, Long.BYTES, key.length);
        return (int) Long.remainderUnsigned(SipHash.of(placementKey, message), SLOTS);
    }

    @Override
    public synchronized void watchDrives() {
        if (watching == null && !isClosed) {
            watching = Thread.ofPlatform().daemon().name("drive-watch").start(this::watch);
        }
    }

    private void watch() {
        try {
            while (!isClosed) {
                synchronized (this) {
                    wait(watchIntervalMs);
                }
                if (!isClosed) {
                    look();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // only a stop interrupts this thread; it ends
        }
    }

    /// Whatever is wrong with one look, drives that return later must be seen.
    private void look() throws InterruptedException {
        try {
            watch.tick();
        } catch (RuntimeException e) {
            LOG.error("a look at the drives failed; the next one follows", e);
        }
    }

    DriveWatch driveWatch() {
        return watch;
    }

    /// Ends the watch, then the registry, then the drives.
    @Override
    public void close() {
        Thread thread;
        synchronized (this) {
            isClosed = true;
            thread = watching;
            notifyAll();
        }
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        registry.close();
        drives.close();
    }
}
