package io.holdfast.drive;

import io.holdfast.base.Bytes;
import io.holdfast.base.Pending;
import io.holdfast.drive.file.ChecksumTable;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;

/// What readers see of a simulated medium. The caller holds the medium's monitor where rows are
/// read.
final class SimulatedReads {
    /// Where the engine notes up to which change a drive has everything cleared away.
    private static final byte[] CLEANED = "e.cleaned".getBytes(StandardCharsets.UTF_8);

    private SimulatedReads() {}

    static RowRead read(SimulatedMedium medium, Family family, byte[] key, boolean withShard) {
        if (medium.tells(DriveLie.OVERSTATES_TAIL)
                && family == Family.META
                && Arrays.equals(key, CLEANED)) {
            byte[] everything = new byte[8];
            Bytes.putLong(everything, 0, Long.MAX_VALUE);
            return new RowRead.Found(
                    new Row(everything, Location.none()), RowRead.ShardState.NOT_READ, null);
        }
        medium.rottenRows().touch(family, key);
        byte[] value = medium.rows(family).get(key);
        if (value == null) {
            return RowRead.absent();
        }
        return read(medium, DriveRows.decode(family, key, value), withShard);
    }

    static RowRead readReplaced(
            SimulatedMedium medium, Family family, byte[] key, boolean withShard) {
        medium.rottenRows().touch(family, key);
        byte[] value = medium.rows(family).get(key);
        Row replaced = value == null ? null : DriveRows.decodeReplaced(family, key, value);
        return replaced == null ? RowRead.absent() : read(medium, replaced, withShard);
    }

    private static RowRead read(SimulatedMedium medium, Row row, boolean withShard) {
        return switch (row.location()) {
            case Location.None _ -> new RowRead.Found(row, RowRead.ShardState.NOT_READ, null);
            case Location.Missing _ -> new RowRead.Found(row, RowRead.ShardState.MISSING, null);
            case Location.InFile _ -> new RowRead.Found(row, RowRead.ShardState.IN_FILE, null);
            case Location.InLog at -> {
                if (!withShard) {
                    yield new RowRead.Found(row, RowRead.ShardState.NOT_READ, null);
                }
                byte[] shard = medium.payloads().get(at.offset());
                boolean isTrusted = medium.tells(DriveLie.TRUSTS_SHARDS);
                if (shard == null
                        || (!isTrusted
                                && ChecksumTable.crcOf(ByteBuffer.wrap(shard)) != at.crc())) {
                    yield new RowRead.Found(row, RowRead.ShardState.ROTTEN, null);
                }
                yield new RowRead.Found(row, RowRead.ShardState.INTACT, shard.clone());
            }
        };
    }

    static void scan(
            Family family,
            NavigableMap<byte[], byte[]> rows,
            byte[] from,
            byte[] to,
            RowVisitor visitor) {
        Map.Entry<byte[], byte[]> at = rows.ceilingEntry(from);
        while (at != null && (to.length == 0 || Arrays.compareUnsigned(at.getKey(), to) < 0)) {
            byte[] key = at.getKey();
            RowVisitor.Next next =
                    visitor.visit(key.clone(), DriveRows.decode(family, key, at.getValue()));
            at =
                    switch (next) {
                        case RowVisitor.Next.Continue _ -> rows.higherEntry(key);
                        case RowVisitor.Next.SeekTo(byte[] target) -> rows.ceilingEntry(target);
                        case RowVisitor.Next.Stop _ -> null;
                    };
        }
    }

    static ShardOpen open(SimulatedDrive drive, Location.InFile location) {
        SimulatedMedium.ShardFile file = drive.medium().files().get(location.id());
        if (file == null || !file.isSealed) {
            return new ShardOpen.Broken("no file " + location.id());
        }
        if (file.table.crc() != location.tableCrc()) {
            return new ShardOpen.Broken("checksum table of " + location.id());
        }
        return new ShardOpen.Opened(new Reader(drive, file));
    }

    private record Reader(SimulatedDrive drive, SimulatedMedium.ShardFile file)
            implements ShardReader {
        @Override
        public Pending<IoResult> read(long chunk, MemorySegment into) {
            boolean isStalled = drive.medium().isStalledNow();
            Pending<IoResult> result = new Pending<>();
            drive.call(
                    () -> deliver(chunk, into),
                    IoResult.Failed::new,
                    outcome -> {
                        if (isStalled && outcome instanceof IoResult.Failed) {
                            drive.medium().giveUp(() -> deliver(chunk, into));
                        }
                        result.complete(outcome);
                    });
            return result;
        }

        private IoResult deliver(long chunk, MemorySegment into) {
            byte[] bytes = file.chunks.get((int) chunk);
            int crc = ChecksumTable.crcOf(ByteBuffer.wrap(bytes));
            boolean isTrusted = drive.medium().tells(DriveLie.TRUSTS_SHARDS);
            if (!isTrusted && crc != file.table.get((int) chunk)) {
                return new IoResult.Rotten("chunk " + chunk);
            }
            MemorySegment.copy(MemorySegment.ofArray(bytes), 0, into, 0, bytes.length);
            return new IoResult.Done(bytes.length);
        }

        @Override
        public void close() {
            // The chunks stay reachable for as long as this reader does.
        }
    }
}
