package io.holdfast.fuzz;

import io.holdfast.base.ByteWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes inputs out of seeds: a few random changes to one of them, or a splice of two. What it
/// makes depends on the generator and the seeds alone.
final class Mutator {
    private static final int CHANGES_MAX = 6;
    private static final int INPUT_BYTES_MAX = 1 << 16;
    private static final long[] LENGTHS = {
        0,
        1,
        -1,
        127,
        128,
        255,
        256,
        Short.MAX_VALUE,
        65_535,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0xffff_ffffL,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final RandomGenerator random;
    private final List<byte[]> seeds;

    Mutator(RandomGenerator random, List<byte[]> seeds) {
        this.random = random;
        this.seeds = seeds;
    }

    byte[] next() {
        byte[] bytes = one().clone();
        if (random.nextInt(8) == 0) {
            bytes = splice(bytes, one());
        }
        if (random.nextInt(64) == 0) {
            bytes = new byte[random.nextInt(512)];
            random.nextBytes(bytes);
        }
        int changes = 1 + random.nextInt(CHANGES_MAX);
        for (int i = 0; i < changes; i++) {
            bytes = change(bytes);
        }
        return bytes.length > INPUT_BYTES_MAX ? Arrays.copyOf(bytes, INPUT_BYTES_MAX) : bytes;
    }

    private byte[] one() {
        return seeds.isEmpty() ? new byte[0] : seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] change(byte[] bytes) {
        int length = bytes.length;
        int at = length == 0 ? 0 : random.nextInt(length);
        return switch (random.nextInt(10)) {
            case 0, 1 -> withByte(bytes, at, length == 0 ? 0 : bytes[at] ^ 1 << random.nextInt(8));
            case 2, 3 -> withByte(bytes, at, random.nextInt(256));
            case 4 -> Arrays.copyOf(bytes, at);
            case 5 -> replace(bytes, at, end(bytes, at, 16), new byte[0]);
            case 6 -> {
                byte[] more = new byte[1 + random.nextInt(16)];
                random.nextBytes(more);
                yield replace(bytes, at, at, more);
            }
            case 7 -> {
                byte[] part = Arrays.copyOfRange(bytes, at, end(bytes, at, 64));
                int to = length == 0 ? 0 : random.nextInt(length);
                yield replace(bytes, to, to, part);
            }
            case 8 -> overwrite(bytes, at, number());
            default -> {
                byte[] run = new byte[1 << random.nextInt(12)];
                Arrays.fill(run, length == 0 ? 0 : bytes[at]);
                yield replace(bytes, at, at, run);
            }
        };
    }

    private int end(byte[] bytes, int at, int most) {
        return Math.min(bytes.length, at + 1 + random.nextInt(most));
    }

    private static byte[] withByte(byte[] bytes, int at, int value) {
        if (bytes.length > 0) {
            bytes[at] = (byte) value;
        }
        return bytes;
    }

    /// A number that length fields stumble over, in one of the forms on disk and wire.
    private byte[] number() {
        long value = LENGTHS[random.nextInt(LENGTHS.length)];
        return switch (random.nextInt(5)) {
            case 0 -> ByteBuffer.allocate(8).putLong(value).array();
            case 1 -> ByteBuffer.allocate(4).putInt((int) value).array();
            case 2 -> ByteBuffer.allocate(2).putShort((short) value).array();
            case 3 -> Long.toString(value).getBytes(StandardCharsets.US_ASCII);
            default -> new ByteWriter(10).varint(value).toBytes();
        };
    }

    private static byte[] overwrite(byte[] bytes, int at, byte[] with) {
        return replace(bytes, at, Math.min(bytes.length, at + with.length), with);
    }

    private byte[] splice(byte[] first, byte[] second) {
        int cut = first.length == 0 ? 0 : random.nextInt(first.length);
        int from = second.length == 0 ? 0 : random.nextInt(second.length);
        return replace(first, cut, first.length, Arrays.copyOfRange(second, from, second.length));
    }

    private static byte[] replace(byte[] bytes, int from, int to, byte[] with) {
        byte[] all = new byte[from + with.length + bytes.length - to];
        System.arraycopy(bytes, 0, all, 0, from);
        System.arraycopy(with, 0, all, from, with.length);
        System.arraycopy(bytes, to, all, from + with.length, bytes.length - to);
        return all;
    }
}
