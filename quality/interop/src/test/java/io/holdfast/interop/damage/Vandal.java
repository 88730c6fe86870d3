package io.holdfast.interop.damage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.random.RandomGenerator;

/// Spoils files. What it does follows from its generator and the length of the file.
final class Vandal {
    private static final int SCATTERED_MAX = 64;
    private static final int RUN_BYTES_MAX = 1 << 16;

    private final RandomGenerator random;

    Vandal(RandomGenerator random) {
        this.random = random;
    }

    /// Spoils one file in one of several ways.
    ///
    /// @return what was done, for people
    String spoil(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = channel.size();
            // An empty file can only grow.
            String done =
                    switch (size == 0 ? 5 : random.nextInt(5)) {
                        case 0 -> scatter(channel, size);
                        case 1 -> run(channel, size, true);
                        case 2 -> run(channel, size, false);
                        case 3 -> cut(channel, size);
                        case 4 -> all(channel, size);
                        default -> all(channel, RUN_BYTES_MAX);
                    };
            channel.force(true);
            return file + ": " + done + " of " + size + " bytes";
        }
    }

    private String scatter(FileChannel channel, long size) throws IOException {
        int count = 1 + random.nextInt(SCATTERED_MAX);
        for (int i = 0; i < count; i++) {
            byte[] one = {(byte) random.nextInt(256)};
            channel.write(ByteBuffer.wrap(one), random.nextLong(size));
        }
        return count + " scattered bytes";
    }

    private String run(FileChannel channel, long size, boolean isRandom) throws IOException {
        long from = random.nextLong(size);
        byte[] bytes = new byte[(int) Math.min(size - from, 1 + random.nextInt(RUN_BYTES_MAX))];
        if (isRandom) {
            random.nextBytes(bytes);
        }
        channel.write(ByteBuffer.wrap(bytes), from);
        return (isRandom ? "random " : "zero ") + bytes.length + " bytes at " + from;
    }

    private String cut(FileChannel channel, long size) throws IOException {
        long left = random.nextLong(size);
        channel.truncate(left);
        return "cut to " + left;
    }

    private String all(FileChannel channel, long size) throws IOException {
        byte[] bytes = new byte[RUN_BYTES_MAX];
        for (long at = 0; at < size; at += bytes.length) {
            random.nextBytes(bytes);
            int count = (int) Math.min(bytes.length, size - at);
            channel.write(ByteBuffer.wrap(bytes, 0, count), at);
        }
        return "random bytes over all";
    }
}
