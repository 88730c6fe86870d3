package io.holdfast.benchmarks.trial;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// How fast the disk makes bytes durable and gives them back: direct writes as those of the drives,
/// to one file, and to four at once.
final class DiskLimits {
    private static final int BLOCK_BYTES = 4_096;
    private static final int PIECE_BYTES = 1 << 20;
    private static final int LOG_BYTES = 64 << 20;

    private DiskLimits() {}

    static void print(Path folder, int seconds, int fileMb)
            throws IOException, InterruptedException {
        Page.head(
                "4 KiB written and fdatasync", "per second in all", "P50 ms", "P99 ms", "most ms");
        for (int files : List.of(1, 4)) {
            List<long[]> parts =
                    atOnce(files, file -> syncs(folder.resolve("log" + file), seconds));
            long[] nanos = parts.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            Page.row(
                    files == 1 ? "one file" : files + " files at once",
                    (double) nanos.length / seconds,
                    nanos[nanos.length / 2] / 1e6,
                    nanos[(int) (nanos.length * 0.99)] / 1e6,
                    nanos[nanos.length - 1] / 1e6);
        }
        Page.end();
        Page.head(
                "in order, pieces of 1 MiB, direct",
                "write with fdatasync at the end, MB/s",
                "read, MB/s");
        for (int files : List.of(1, 4)) {
            int pieces = fileMb / files;
            double written =
                    rate(
                            files,
                            pieces,
                            file -> write(folder.resolve("data" + files + file), pieces));
            double read =
                    rate(
                            files,
                            pieces,
                            file -> read(folder.resolve("data" + files + file), pieces));
            Page.row(files == 1 ? "one file" : files + " files at once", written, read);
        }
        Page.end();
    }

    @FunctionalInterface
    private interface FileWork {
        long[] run(int file) throws IOException;
    }

    private static List<long[]> atOnce(int files, FileWork work)
            throws IOException, InterruptedException {
        List<Future<long[]>> running = new ArrayList<>();
        List<long[]> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(files)) {
            for (int i = 0; i < files; i++) {
                int file = i;
                running.add(threads.submit(() -> work.run(file)));
            }
        }
        for (Future<long[]> one : running) {
            try {
                results.add(one.get());
            } catch (ExecutionException e) {
                throw new IOException(e.getCause());
            }
        }
        return results;
    }

    private static double rate(int files, int pieces, FileWork work)
            throws IOException, InterruptedException {
        long from = System.nanoTime();
        atOnce(files, work);
        return (double) files * pieces * PIECE_BYTES / 1e6 / ((System.nanoTime() - from) / 1e9);
    }

    /// Writes and syncs in a file that has its length already, as a segment of a log has.
    private static long[] syncs(Path path, int seconds) throws IOException {
        ByteBuffer block = aligned(BLOCK_BYTES);
        List<Long> nanos = new ArrayList<>();
        try (FileChannel file = open(path)) {
            ByteBuffer zeros = aligned(PIECE_BYTES);
            for (int at = 0; at < LOG_BYTES; at += PIECE_BYTES) {
                file.write(zeros.clear(), at);
            }
            file.force(false);
            long start = System.nanoTime();
            long before = start;
            for (int at = 0; before - start < seconds * 1_000_000_000L; at += BLOCK_BYTES) {
                file.write(block.clear(), at % LOG_BYTES);
                file.force(false);
                long now = System.nanoTime();
                nanos.add(now - before);
                before = now;
            }
        }
        return nanos.stream().mapToLong(Long::longValue).toArray();
    }

    private static long[] write(Path path, int pieces) throws IOException {
        ByteBuffer piece = aligned(PIECE_BYTES);
        try (FileChannel file = open(path)) {
            for (long at = 0; at < pieces; at++) {
                file.write(piece.clear(), at * PIECE_BYTES);
            }
            file.force(false);
        }
        return new long[0];
    }

    private static long[] read(Path path, int pieces) throws IOException {
        ByteBuffer piece = aligned(PIECE_BYTES);
        try (FileChannel file = open(path)) {
            for (long at = 0; at < pieces; at++) {
                file.read(piece.clear(), at * PIECE_BYTES);
            }
        }
        return new long[0];
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                direct());
    }

    /// Looked up by name: it is supported, but not part of the API of Java SE.
    private static OpenOption direct() throws IOException {
        try {
            Class<?> options = Class.forName("com.sun.nio.file.ExtendedOpenOption");
            return (OpenOption) options.getField("DIRECT").get(null);
        } catch (ReflectiveOperationException e) {
            throw new IOException("this JDK has no direct I/O", e);
        }
    }

    private static ByteBuffer aligned(int bytes) {
        return ByteBuffer.allocateDirect(bytes + BLOCK_BYTES)
                .alignedSlice(BLOCK_BYTES)
                .slice(0, bytes);
    }
}
