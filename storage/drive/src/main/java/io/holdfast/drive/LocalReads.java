package io.holdfast.drive;

import io.holdfast.base.Pending;
import io.holdfast.drive.file.ChecksumTable;
import io.holdfast.drive.index.IndexDb;
import io.holdfast.drive.log.Segments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads rows and the shards that lie in the log, on the drive's read threads.
final class LocalReads {
    private static final Logger log = LoggerFactory.getLogger(LocalReads.class);

    private final IndexStore index;
    private final Segments segments;
    private final CallPool pool;

    LocalReads(IndexStore index, Segments segments, CallPool pool) {
        this.index = index;
        this.segments = segments;
        this.pool = pool;
    }

    Pending<RowRead> read(Family family, byte[] key, boolean withShard) {
        return pool.submit(_ -> readNow(family, key, withShard), RowRead.Failed::new);
    }

    private RowRead readNow(Family family, byte[] key, boolean withShard) {
        Row row = row(family, key);
        while (row != null) {
            switch (row.location()) {
                case Location.None _ -> {
                    return new RowRead.Found(row, RowRead.ShardState.NOT_READ, null);
                }
                case Location.Missing _ -> {
                    return new RowRead.Found(row, RowRead.ShardState.MISSING, null);
                }
                case Location.InFile _ -> {
                    return new RowRead.Found(row, RowRead.ShardState.IN_FILE, null);
                }
                case Location.InLog at -> {
                    if (!withShard) {
                        return new RowRead.Found(row, RowRead.ShardState.NOT_READ, null);
                    }
                    byte[] shard = shard(at);
                    if (shard != null) {
                        return new RowRead.Found(row, RowRead.ShardState.INTACT, shard);
                    }
                    // The cleaner may have moved the shard, or a change replaced the row, while
                    // the segment was read: only the same row with the same place is rotten.
                    Row again = row(family, key);
                    if (again != null && again.location().equals(at)) {
                        return new RowRead.Found(row, RowRead.ShardState.ROTTEN, null);
                    }
                    row = again;
                }
            }
        }
        return RowRead.absent();
    }

    private @Nullable Row row(Family family, byte[] key) {
        byte[] value = index.get(family, key);
        return value == null ? null : DriveRows.decode(family, key, value);
    }

    /// The shard's bytes, or null when they cannot be read or their checksum does not hold.
    byte @Nullable [] shard(Location.InLog at) {
        byte[] bytes = new byte[at.length()];
        ByteBuffer into = ByteBuffer.wrap(bytes);
        try {
            int got = segments.read(at.segment(), into, at.offset());
            boolean isIntact = got == at.length() && ChecksumTable.crcOf(into.flip()) == at.crc();
            return isIntact ? bytes : null;
        } catch (IOException e) {
            log.warn("a shard in the log cannot be read: {}: {}", at, e.toString());
            return null;
        }
    }

    Pending<ScanEnd> scan(Family family, byte[] from, byte[] to, RowVisitor visitor) {
        return pool.submit(
                progress -> scanNow(family, from, to, visitor, progress), ScanEnd.Failed::new);
    }

    private ScanEnd scanNow(
            Family family, byte[] from, byte[] to, RowVisitor visitor, CallPool.Progress progress)
            throws IOException {
        try (IndexDb.View view = index.db().view();
                IndexDb.Cursor cursor = view.cursor(family.code())) {
            cursor.seek(from);
            boolean isDone = false;
            while (!isDone && cursor.isValid()) {
                byte[] key = cursor.key();
                if (to.length > 0 && Arrays.compareUnsigned(key, to) >= 0) {
                    break;
                }
                Row row = DriveRows.decode(family, key, cursor.value());
                switch (visitor.visit(key, row)) {
                    case RowVisitor.Next.Continue _ -> cursor.next();
                    case RowVisitor.Next.SeekTo(byte[] target) -> cursor.seek(target);
                    case RowVisitor.Next.Stop _ -> isDone = true;
                }
                progress.made();
            }
            byte[] applied = view.get(Family.META.code(), MetaRows.APPLIED);
            return new ScanEnd.Complete(
                    applied == null
                            ? StreamPosition.ZERO
                            : MetaRows.Applied.decode(applied).tail());
        }
    }
}
