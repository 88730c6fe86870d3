package io.holdfast.drive;

import io.holdfast.base.Bytes;
import io.holdfast.drive.index.IndexBatch;
import io.holdfast.drive.index.IndexDb;
import io.holdfast.drive.index.IndexFiles;
import io.holdfast.drive.index.IndexOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The index by families. Native: called by the drive's own threads only.
final class IndexStore implements RowStore, AutoCloseable {
    private final IndexDb db;

    private IndexStore(IndexDb db) {
        this.db = db;
    }

    static IndexStore open(Path folder, LocalDriveOptions options, @Nullable IndexFiles files)
            throws IOException {
        // Families are numbered in the order in which they are named here, so it never changes.
        List<String> names =
                Arrays.stream(Family.values())
                        .sorted((a, b) -> Integer.compare(a.code(), b.code()))
                        .map(IndexStore::name)
                        .toList();
        List<String> small =
                List.of(
                        name(Family.ALIAS),
                        name(Family.STAGING),
                        name(Family.COUNT),
                        name(Family.META));
        IndexOptions memory = new IndexOptions(options.indexBytes(), options.memtableBytes());
        return new IndexStore(IndexDb.open(folder, names, small, memory, files));
    }

    private static String name(Family family) {
        return family.name().toLowerCase(Locale.ROOT);
    }

    IndexDb db() {
        return db;
    }

    @Override
    public byte @Nullable [] get(Family family, byte[] key) {
        try {
            return db.get(family.code(), key);
        } catch (IOException e) {
            throw new StoreFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /// As {@link #get}, from memory alone; any thread.
    ///
    /// @return null when the medium would have to be read
    IndexDb.@Nullable InMemory getInMemory(Family family, byte[] key) {
        try {
            return db.getInMemory(family.code(), key);
        } catch (IOException e) {
            throw new StoreFailure(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void scan(Family family, byte[] from, byte[] to, Visitor visitor) {
        try (IndexDb.View view = db.view();
                IndexDb.Cursor cursor = view.cursor(family.code())) {
            cursor.seek(from);
            while (cursor.isValid()) {
                byte[] key = cursor.key();
                if ((to.length > 0 && Arrays.compareUnsigned(key, to) >= 0)
                        || !visitor.visit(key, cursor.value())) {
                    return;
                }
                cursor.next();
            }
        } catch (IOException e) {
            throw new StoreFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /// Writes the batch's rows, all or none.
    void write(RowBatch rows) throws IOException {
        IndexBatch batch = new IndexBatch();
        rows.drainTo(
                new RowBatch.Sink() {
                    @Override
                    public void put(Family family, byte[] key, byte[] value) {
                        batch.put(family.code(), key, value);
                    }

                    @Override
                    public void remove(Family family, byte[] key) {
                        batch.remove(family.code(), key);
                    }
                });
        db.write(batch);
    }

    MetaRows.@Nullable Applied applied() {
        byte[] value = get(Family.META, MetaRows.APPLIED);
        return value == null ? null : MetaRows.Applied.decode(value);
    }

    /// True when no family has a row.
    boolean isEmpty() {
        boolean[] isEmpty = {true};
        for (Family family : Family.values()) {
            scan(family, Bytes.EMPTY, Bytes.EMPTY, (_, _) -> isEmpty[0] = false);
        }
        return isEmpty[0];
    }

    /// As {@link IndexDb#verify}.
    void verify() throws IOException {
        db.verify();
    }

    void flush() throws IOException {
        db.flush();
    }

    @Override
    public void close() {
        db.close();
    }
}
