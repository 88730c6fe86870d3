package io.holdfast.drive;

import io.holdfast.base.Pending;
import io.holdfast.drive.file.ChecksumTable;
import io.holdfast.drive.index.IndexDb;
import io.holdfast.drive.log.Segments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads rows and the shards that lie in the log, on the drive's read threads.
final class LocalReads {
    private static final Logger log = LoggerFactory.getLogger(LocalReads.class);

    private final IndexStore index;
    private final Segments segments;
    private final CallPool pool;
    private final MemoryReads memory;

    LocalReads(IndexStore index, Segments segments, CallPool pool, MemoryReads memory) {
        this.index = index;
        this.segments = segments;
        this.pool = pool;
        this.memory = memory;
    }

    Pending<RowRead> read(Family family, byte[] key, boolean withShard) {
        RowRead known = withShard ? null : memory.read(family, key);
        if (known != null) {
            return Pending.of(known);
        }
        return pool.submit(_ -> readNow(() -> row(family, key), withShard), RowRead.Failed::new);
    }

    Pending<RowRead> readReplaced(Family family, byte[] key, boolean withShard) {
        return pool.submit(
                _ -> readNow(() -> replaced(family, key), withShard), RowRead.Failed::new);
    }

    private RowRead readNow(Supplier<@Nullable Row> find, boolean withShard) {
        Row row = find.get();
        while (row != null) {
            if (!withShard || !(row.location() instanceof Location.InLog at)) {
                return withoutShard(row);
            }
            byte[] shard = shard(at);
            if (shard != null) {
                return new RowRead.Found(row, RowRead.ShardState.INTACT, shard);
            }
            // The cleaner may have moved the shard, or a change replaced the row, while the segment
            // was read: only the same row with the same place is rotten.
            Row again = find.get();
            if (again != null && again.location().equals(at)) {
                return new RowRead.Found(row, RowRead.ShardState.ROTTEN, null);
            }
            row = again;
        }
        return RowRead.absent();
    }

    /// What is known of the row's shard without reading it.
    static RowRead withoutShard(Row row) {
        RowRead.ShardState state =
                switch (row.location()) {
                    case Location.None _, Location.InLog _ -> RowRead.ShardState.NOT_READ;
                    case Location.Missing _ -> RowRead.ShardState.MISSING;
                    case Location.InFile _ -> RowRead.ShardState.IN_FILE;
                };
        return new RowRead.Found(row, state, null);
    }

    private @Nullable Row row(Family family, byte[] key) {
        byte[] value = index.get(family, key);
        return value == null ? null : DriveRows.decode(family, key, value);
    }

    private @Nullable Row replaced(Family family, byte[] key) {
        byte[] value = index.get(family, key);
        return value == null ? null : DriveRows.decodeReplaced(family, key, value);
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
                progress ->
                        scanNow(
                                List.of(family),
                                from,
                                to,
                                visitor::began,
                                (_, key, row) -> visitor.visit(key, row),
                                progress),
                ScanEnd.Failed::new);
    }

    Pending<ScanEnd> scanVersions(byte[] from, byte[] to, VersionVisitor visitor) {
        return pool.submit(
                progress ->
                        scanNow(
                                List.of(Family.HEAD, Family.VERSION),
                                from,
                                to,
                                visitor::began,
                                (family, key, row) ->
                                        visitor.visit(family == Family.HEAD, key, row),
                                progress),
                ScanEnd.Failed::new);
    }

    @FunctionalInterface
    private interface FamilyVisitor {
        RowVisitor.Next visit(Family family, byte[] key, Row row);
    }

    /// Walks over the families at once, in the order of their keys, in one view.
    private ScanEnd scanNow(
            List<Family> families,
            byte[] from,
            byte[] to,
            Runnable began,
            FamilyVisitor visitor,
            CallPool.Progress progress)
            throws IOException {
        try (IndexDb.View view = index.db().view()) {
            began.run();
            List<FamilyCursor> cursors = new ArrayList<>();
            try {
                for (Family family : families) {
                    cursors.add(new FamilyCursor(family, view.cursor(family.code()), from, to));
                }
                walk(cursors, visitor, progress);
            } finally {
                cursors.forEach(FamilyCursor::close);
            }
            byte[] applied = view.get(Family.META.code(), MetaRows.APPLIED);
            return new ScanEnd.Complete(
                    applied == null
                            ? StreamPosition.ZERO
                            : MetaRows.Applied.decode(applied).tail());
        }
    }

    private static void walk(
            List<FamilyCursor> cursors, FamilyVisitor visitor, CallPool.Progress progress)
            throws IOException {
        while (true) {
            FamilyCursor first = null;
            for (FamilyCursor cursor : cursors) {
                if (cursor.isBefore(first)) {
                    first = cursor;
                }
            }
            if (first == null) {
                return;
            }
            switch (visitor.visit(first.family, first.key(), first.row())) {
                case RowVisitor.Next.Continue _ -> first.next();
                case RowVisitor.Next.SeekTo(byte[] target) -> {
                    for (FamilyCursor cursor : cursors) {
                        cursor.seek(target);
                    }
                }
                case RowVisitor.Next.Stop _ -> {
                    return;
                }
            }
            progress.made();
        }
    }

    /// A cursor that knows its present key, which is null at the end of its range.
    private static final class FamilyCursor {
        private final Family family;
        private final IndexDb.Cursor cursor;
        private final byte[] to;
        private byte @Nullable [] key;

        FamilyCursor(Family family, IndexDb.Cursor cursor, byte[] from, byte[] to)
                throws IOException {
            this.family = family;
            this.cursor = cursor;
            this.to = to;
            seek(from);
        }

        boolean isBefore(@Nullable FamilyCursor other) {
            return key != null && (other == null || Arrays.compareUnsigned(key, other.key()) < 0);
        }

        byte[] key() {
            return Objects.requireNonNull(key);
        }

        Row row() {
            return DriveRows.decode(family, key(), cursor.value());
        }

        void next() throws IOException {
            cursor.next();
            readKey();
        }

        void seek(byte[] target) throws IOException {
            if (key == null || Arrays.compareUnsigned(key, target) < 0) {
                cursor.seek(target);
                readKey();
            }
        }

        private void readKey() throws IOException {
            byte[] found = cursor.isValid() ? cursor.key() : null;
            boolean isInside =
                    found != null && (to.length == 0 || Arrays.compareUnsigned(found, to) < 0);
            key = isInside ? found : null;
        }

        void close() {
            cursor.close();
        }
    }
}
