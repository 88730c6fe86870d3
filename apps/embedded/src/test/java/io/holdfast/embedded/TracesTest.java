package io.holdfast.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.library.Holdfast;
import io.holdfast.library.HoldfastConfig;
import io.holdfast.library.HoldfastServer;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.rocksdb.AbstractImmutableNativeReference;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteOptions;
import software.amazon.awssdk.services.s3.S3Client;

/// What is left of servers that were stopped: nothing.
final class TracesTest {
    private static final int ROUNDS = 20;
    private static final int WARM_UP_ROUNDS = 2;
    private static final long PATIENCE_MS = 10_000;

    /// What a process holds.
    private record Holdings(
            Set<String> threads,
            Set<String> files,
            List<String> indexObjects,
            long directBytes,
            int kernelThreads) {
        static Holdings now() throws IOException {
            return new Holdings(
                    Thread.getAllStackTraces().keySet().stream()
                            .filter(Holdings::isOurs)
                            .map(Thread::getName)
                            .collect(Collectors.toCollection(TreeSet::new)),
                    openFiles(),
                    AbstractImmutableNativeReference.open(),
                    measuredDirectBytes(),
                    entries("/proc/self/task").size());
        }

        /// The JVM makes and ends carriers and its own helpers when it likes.
        private static boolean isOurs(Thread thread) {
            return thread.getThreadGroup() != null
                    && !thread.getThreadGroup().getName().equals("system")
                    && !thread.getThreadGroup().getName().equals("InnocuousThreadGroup")
                    && !thread.getName().startsWith("ForkJoinPool");
        }

        private static Set<String> openFiles() throws IOException {
            Set<String> targets = new TreeSet<>();
            for (Path file : entries("/proc/self/fd")) {
                try {
                    targets.add(Files.readSymbolicLink(file).toString());
                } catch (IOException e) {
                    // the folder's own handle
                }
            }
            targets.removeIf(target -> target.startsWith("/proc/"));
            return targets;
        }

        private static List<Path> entries(String folder) throws IOException {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                return files.toList();
            }
        }

        private static long measuredDirectBytes() {
            return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                    .filter(pool -> pool.getName().equals("direct"))
                    .mapToLong(BufferPoolMXBean::getMemoryUsed)
                    .sum();
        }
    }

    private static void round() {
        try (HoldfastServer server = Holdfast.start(HoldfastConfig.small());
                S3Client s3 = Clients.of(server)) {
            s3.createBucket(r -> r.bucket(Clients.BUCKET));
            Clients.put(s3, "small", Clients.bytes(1000, 1));
            Clients.put(s3, "large", Clients.bytes(3_000_000, 2));
            Clients.get(s3, "large");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void twentyServersLeaveNothing() throws Exception {
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            round();
        }
        Holdings before = settled();
        List<Long> residentKib = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            round();
            residentKib.add(residentKib());
        }
        Holdings after = settled();
        assertThat(before.threads).containsAll(after.threads);
        assertThat(before.files).containsAll(after.files);
        assertThat(after.indexObjects).isEqualTo(before.indexObjects);
        assertThat(after.kernelThreads).isLessThanOrEqualTo(before.kernelThreads + 2);
        assertThat(after.directBytes).isLessThanOrEqualTo(before.directBytes + (1 << 20));
        System.out.println("resident KiB, round by round: " + residentKib);
    }

    /// What the count above rests on.
    @Test
    void objectOfTheIndexThatIsLeftOpenIsCounted() {
        RocksDB.loadLibrary();
        List<String> before = AbstractImmutableNativeReference.open();
        try (WriteOptions leftOpen = new WriteOptions()) {
            assertThat(leftOpen.isOwningHandle()).isTrue();
            List<String> now = new ArrayList<>(AbstractImmutableNativeReference.open());
            assertThat(now.remove(WriteOptions.class.getName())).isTrue();
            assertThat(now).isEqualTo(before);
        }
        assertThat(AbstractImmutableNativeReference.open()).isEqualTo(before);
    }

    /// Threads that were told to end need a moment; buffers go when their owners are collected.
    private static Holdings settled() throws Exception {
        Holdings last = Holdings.now();
        for (long waited = 0; waited < PATIENCE_MS; waited += 500) {
            System.gc();
            Thread.sleep(500);
            Holdings next = Holdings.now();
            if (next.equals(last) && waited >= 1500) {
                return next;
            }
            last = next;
        }
        return last;
    }

    private static long residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}
