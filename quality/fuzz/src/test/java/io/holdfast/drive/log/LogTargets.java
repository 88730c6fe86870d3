package io.holdfast.drive.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.drive.disk.Aligned;
import io.holdfast.fuzz.FuzzTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/// Headers of segments and batches, and walks over whole segments.
public final class LogTargets {
    private static final UUID DRIVE = new UUID(3, 4);
    private static final int SEGMENT_BYTES = 10 * Aligned.BLOCK;
    private static final int BATCHES = 6;
    private static final int BATCH_MAGIC = 0x48464231;

    private LogTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget("segmentHeader", List.of(segmentHeader()), LogTargets::header),
                new FuzzTarget("cleanEnd", List.of(cleanEnd()), LogTargets::end),
                new FuzzTarget("batchHeader", List.of(batchHeader()), LogTargets::batch),
                new FuzzTarget("logWalk", List.of(segment()), LogTargets::walkDamaged),
                new FuzzTarget("logWalkForged", List.of(segment()), LogTargets::walkForged));
    }

    private static byte[] segmentHeader() {
        byte[] block = new byte[Aligned.BLOCK];
        new SegmentHeader(5, 6, 7, DRIVE).encode().get(block);
        return Arrays.copyOf(block, 48);
    }

    private static byte[] batchHeader() {
        ByteBuffer block = ByteBuffer.allocate(BatchHeader.BYTES);
        new BatchHeader(100, 50, 1, 2, 3, 9, 5, 6, Aligned.BLOCK, 1, 1).encode(block, DRIVE);
        return block.array();
    }

    private static byte[] cleanEnd() {
        MemoryDisk disk = new MemoryDisk();
        try {
            CleanEnd.leave(disk, folder(), DRIVE, 7);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Objects.requireNonNull(disk.files.get(CleanEnd.NAME));
    }

    /// Whatever it holds, it is gone afterwards.
    private static void end(byte[] input) throws IOException {
        MemoryDisk disk = new MemoryDisk();
        disk.files.put(CleanEnd.NAME, input);
        CleanEnd.take(disk, folder(), DRIVE);
        assertThat(disk.files).isEmpty();
    }

    /// The block is completed with zeros, its checksum made to hold.
    private static void header(byte[] input) {
        ByteBuffer block = ByteBuffer.wrap(Arrays.copyOf(input, Aligned.BLOCK));
        Optional<SegmentHeader> asIs = SegmentHeader.decode(block, 5, DRIVE);
        assertThat(SegmentHeader.stateOf(block, asIs)).isNotNull();
        block.putInt(40, crc(block.array(), 0, 40));
        SegmentHeader.decode(block, 5, DRIVE)
                .ifPresent(h -> assertThat(h.incarnation()).isEqualTo(DRIVE));
    }

    private static void batch(byte[] input) {
        ByteBuffer block = ByteBuffer.wrap(Arrays.copyOf(input, Aligned.BLOCK));
        BatchHeader.decode(block, DRIVE, 5, Aligned.BLOCK);
        seal(block.array(), 0);
        BatchHeader.decode(block, DRIVE, 5, Aligned.BLOCK)
                .ifPresent(
                        h -> {
                            assertThat(h.payloadBytes()).isNotNegative();
                            assertThat(h.itemsBytes()).isNotNegative();
                            assertThat(h.totalBytes()).isPositive();
                        });
    }

    private static byte[] items(int batch) {
        byte[] items = new byte[10 + batch * 100];
        Arrays.fill(items, (byte) batch);
        return items;
    }

    /// A segment with a few batches.
    private static byte[] segment() {
        MemoryDisk disk = new MemoryDisk();
        disk.files.put("1", new byte[SEGMENT_BYTES]);
        Path folder = folder();
        try (Segments segments = Segments.open(disk, folder, DRIVE, SEGMENT_BYTES);
                LogWriter writer =
                        new LogWriter(
                                segments,
                                new LogEnd.Tail(LogEnd.NO_SEGMENT, 0, 1, 0),
                                () -> {},
                                Aligned.BLOCK)) {
            for (int i = 1; i <= BATCHES; i++) {
                byte[] payload = new byte[i * 900];
                Arrays.fill(payload, (byte) -i);
                writer.begin(payload.length + items(i).length);
                writer.addPayload(payload);
                writer.commit(items(i), 1, i);
            }
            return disk.files.getOrDefault("1", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            Path folder = Files.createDirectories(Path.of("target", "fuzz", "log"));
            Path one = folder.resolve("1");
            if (!Files.exists(one)) {
                Files.write(one, new byte[0]);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whatever the damage: what is handed out is what was written, in order and without gaps.
    private static void walkDamaged(byte[] input) throws IOException {
        List<byte[]> visited = new ArrayList<>();
        walk(
                input,
                (header, _, items) -> {
                    assertThat(header.number()).isEqualTo(visited.size() + 1L);
                    visited.add(items);
                });
        for (int i = 0; i < visited.size(); i++) {
            assertThat(visited.get(i)).isEqualTo(items(i + 1));
        }
    }

    /// Checksums are made to hold, so that the fields behind them are believed.
    private static void walkForged(byte[] input) throws IOException {
        byte[] bytes = input.clone();
        if (bytes.length >= 44) {
            ByteBuffer.wrap(bytes).putInt(40, crc(bytes, 0, 40));
        }
        for (int at = Aligned.BLOCK; at + Aligned.BLOCK <= bytes.length; at += Aligned.BLOCK) {
            if (ByteBuffer.wrap(bytes).getInt(at) == BATCH_MAGIC) {
                seal(bytes, at);
            }
        }
        walk(bytes, (header, _, items) -> assertThat(items).hasSize(header.itemsBytes()));
    }

    private static void walk(byte[] bytes, BatchVisitor visitor) throws IOException {
        MemoryDisk disk = new MemoryDisk();
        disk.files.put("1", bytes);
        try (Segments segments = Segments.open(disk, folder(), DRIVE, SEGMENT_BYTES)) {
            LogReader reader = new LogReader(segments);
            assertThat(reader.walk(LogEnd.NO_SEGMENT, 0, 1, 0, 1, visitor)).isNotNull();
            for (Segment segment : segments.inOrder()) {
                reader.walkSegment(segment, (_, _, _) -> {});
            }
        }
    }

    private static void seal(byte[] bytes, int at) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(16).putLong(3).putLong(4).flip());
        crc.update(bytes, at, BatchHeader.BYTES - 4);
        ByteBuffer.wrap(bytes).putInt(at + BatchHeader.BYTES - 4, (int) crc.getValue());
    }

    private static int crc(byte[] bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, to - from);
        return (int) crc.getValue();
    }
}
