package io.holdfast.benchmarks.drive;

import io.holdfast.drive.Drive;
import io.holdfast.drive.DriveIdentity;
import io.holdfast.drive.DriveOpen;
import io.holdfast.drive.Family;
import io.holdfast.drive.LocalDrive;
import io.holdfast.drive.LocalDriveOptions;
import io.holdfast.drive.RowRead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Group commit and reads of local drives, without a server. Closing it closes the drives.
public final class DriveBenchmark implements AutoCloseable {
    private static final int RECORD_BYTES = 200;
    private static final int ENTRY_BYTES = 60;
    private static final int SAMPLES_MAX = 1 << 20;

    private final List<Drive> drives = new ArrayList<>();
    private final SyncCount syncs = new SyncCount();
    private final BenchmarkRing ring;
    private final int submitters;
    private final int shardBytes;
    private final long spanNs;
    private final AtomicLong keys = new AtomicLong();

    /// Formats and opens drives in a folder.
    ///
    /// @param submitters threads, each with one change or read at a time
    public DriveBenchmark(Path folder, int count, int submitters, int shardBytes, int seconds)
            throws IOException, InterruptedException {
        this.submitters = submitters;
        this.shardBytes = shardBytes;
        spanNs = seconds * 1_000_000_000L;
        for (int i = 0; i < count; i++) {
            Path root = Files.createTempDirectory(folder, "drive");
            LocalDrive.format(root, identity(i, count));
            if (!(LocalDrive.open(root, LocalDriveOptions.DEFAULT, syncs)
                    instanceof DriveOpen.Opened(LocalDrive drive))) {
                throw new IllegalStateException("cannot open " + root);
            }
            drives.add(drive);
        }
        ring = new BenchmarkRing(drives);
    }

    /// What came of a run.
    ///
    /// @param changesPerSync changes that one sync of a drive made durable; 0 for reads
    public record Figures(double perSecond, double p50Ms, double p99Ms, double changesPerSync) {}

    /// Each change is durable on every drive before the next one of its submitter.
    public Figures put() throws InterruptedException {
        long before = syncs.count();
        Figures figures = run(this::putOne);
        double changes = figures.perSecond * spanNs / 1e9 * drives.size();
        return new Figures(
                figures.perSecond,
                figures.p50Ms,
                figures.p99Ms,
                changes / Math.max(1, syncs.count() - before));
    }

    /// Reads rows and shards of what was put before.
    public Figures get() throws InterruptedException {
        return run(this::getOne);
    }

    @Override
    public void close() {
        drives.forEach(Drive::close);
    }

    /// One operation of a submitter.
    private interface Operation {
        void run() throws InterruptedException;
    }

    private Figures run(Operation operation) throws InterruptedException {
        long[] samples = new long[SAMPLES_MAX];
        AtomicLong count = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < submitters; i++) {
            threads.add(
                    Thread.startVirtualThread(
                            () -> {
                                try {
                                    long now = System.nanoTime();
                                    while (now - start < spanNs) {
                                        operation.run();
                                        long end = System.nanoTime();
                                        int at = (int) (count.getAndIncrement() % SAMPLES_MAX);
                                        samples[at] = end - now;
                                        now = end;
                                    }
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        int taken = (int) Math.min(count.get(), SAMPLES_MAX);
        long[] sorted = Arrays.copyOf(samples, taken);
        Arrays.sort(sorted);
        return new Figures(
                count.get() / seconds,
                sorted[taken / 2] / 1e6,
                sorted[(int) (taken * 0.99)] / 1e6,
                0);
    }

    private void putOne() throws InterruptedException {
        byte[] shard = new byte[shardBytes];
        ThreadLocalRandom.current().nextBytes(shard);
        byte[][][] shards = new byte[16][1][];
        for (byte[][] own : shards) {
            own[0] = shard;
        }
        ring.put(
                key(keys.incrementAndGet()), new byte[RECORD_BYTES], new byte[ENTRY_BYTES], shards);
    }

    private void getOne() throws InterruptedException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Drive drive = drives.get(random.nextInt(drives.size()));
        byte[] key = key(random.nextLong(1, keys.get() + 1));
        if (!(drive.read(Family.HEAD, key, true).await() instanceof RowRead.Found found)
                || found.state() != RowRead.ShardState.INTACT) {
            throw new IllegalStateException("a row is missing or rotten");
        }
    }

    /// Keys in an order that spreads over the index.
    private static byte[] key(long number) {
        long mixed = number * 0x9E3779B97F4A7C15L;
        return ByteBuffer.allocate(25).putLong(1).putLong(mixed).putLong(number).array();
    }

    private static DriveIdentity identity(int index, int drives) {
        return new DriveIdentity(
                new UUID(1, 1),
                0,
                0,
                index,
                drives,
                drives / 2,
                UUID.randomUUID(),
                UUID.randomUUID(),
                DriveIdentity.FORMAT,
                DriveIdentity.FORMAT);
    }
}
