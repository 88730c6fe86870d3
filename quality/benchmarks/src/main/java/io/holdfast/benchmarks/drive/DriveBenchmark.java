package io.holdfast.benchmarks.drive;

import io.holdfast.drive.Drive;
import io.holdfast.drive.DriveIdentity;
import io.holdfast.drive.DriveOpen;
import io.holdfast.drive.Family;
import io.holdfast.drive.LocalDrive;
import io.holdfast.drive.LocalDriveOptions;
import io.holdfast.drive.RowRead;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Group commit and reads of local drives: `DriveBenchmark <folder> <drives> <submitters> <shard
/// bytes> <seconds>`. Prints rates and latencies; the README of `storage/drive` records them.
public final class DriveBenchmark {
    private static final int RECORD_BYTES = 200;
    private static final int ENTRY_BYTES = 60;
    private static final int SAMPLES_MAX = 1 << 20;

    private final List<Drive> drives = new ArrayList<>();
    private final BenchmarkRing ring;
    private final int submitters;
    private final int shardBytes;
    private final long spanNs;
    private final AtomicLong keys = new AtomicLong();

    private DriveBenchmark(Path folder, int count, int submitters, int shardBytes, int seconds)
            throws Exception {
        this.submitters = submitters;
        this.shardBytes = shardBytes;
        spanNs = seconds * 1_000_000_000L;
        for (int i = 0; i < count; i++) {
            Path root = Files.createTempDirectory(folder, "drive");
            LocalDrive.format(root, identity(i, count));
            if (!(LocalDrive.open(root, LocalDriveOptions.DEFAULT)
                    instanceof DriveOpen.Opened(LocalDrive drive))) {
                throw new IllegalStateException("cannot open " + root);
            }
            drives.add(drive);
        }
        ring = new BenchmarkRing(drives);
    }

    /// Runs it.
    public static void main(String[] args) throws Exception {
        DriveBenchmark benchmark =
                new DriveBenchmark(
                        Path.of(args[0]),
                        Integer.parseInt(args[1]),
                        Integer.parseInt(args[2]),
                        Integer.parseInt(args[3]),
                        Integer.parseInt(args[4]));
        benchmark.run("warm-up", benchmark::put);
        benchmark.run("put", benchmark::put);
        benchmark.run("get", benchmark::get);
        benchmark.drives.forEach(Drive::close);
    }

    /// One operation of a submitter.
    private interface Operation {
        void run() throws InterruptedException;
    }

    private void run(String name, Operation operation) throws InterruptedException {
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
        System.out.printf(
                "%s: %d drives, %d submitters, %d bytes: %.0f/s, p50 %.2f ms, p99 %.2f ms%n",
                name,
                drives.size(),
                submitters,
                shardBytes,
                count.get() / seconds,
                sorted[taken / 2] / 1e6,
                sorted[(int) (taken * 0.99)] / 1e6);
    }

    private void put() throws InterruptedException {
        byte[] shard = new byte[shardBytes];
        ThreadLocalRandom.current().nextBytes(shard);
        byte[][][] shards = new byte[16][1][];
        for (byte[][] own : shards) {
            own[0] = shard;
        }
        ring.put(
                key(keys.incrementAndGet()), new byte[RECORD_BYTES], new byte[ENTRY_BYTES], shards);
    }

    private void get() throws InterruptedException {
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
