package io.holdfast.drive.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.IndexType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.ReadTier;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Snapshot;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/// One RocksDB without a write-ahead log: the drive's own log is that. All families are flushed
/// together, so what is on disk is always the state after some whole batch.
///
/// Calls are native and block their thread: only the drive's own platform threads make them, but
/// for {@link #getInMemory}. The owner closes the index after all of them have ended.
public final class IndexDb implements AutoCloseable {
    private static final int BLOCK_BYTES = 16 << 10;
    private static final int BLOOM_BITS = 10;
    private static final int METADATA_BLOCK_BYTES = 4 << 10;

    /// Eight parts of the cache. By default there are as many as leave half a MiB to each, and a
    /// filter of one table that is longer than that is read anew for each row.
    private static final int CACHE_SHARD_BITS = 3;

    /// A memtable takes memory by so much: there are ten, and most hold little.
    private static final long ARENA_BYTES = 128 << 10;

    /// Share of the cache that rows do not drive filters and indexes out of.
    private static final double METADATA_SHARE = 0.5;

    private final RocksDB db;
    private final List<ColumnFamilyHandle> families;
    private final List<AutoCloseable> natives;
    private final WriteOptions writeOptions;
    private final ReadOptions scanOptions;
    private final ReadOptions memoryOptions;

    private IndexDb(
            RocksDB db,
            List<ColumnFamilyHandle> families,
            List<AutoCloseable> natives,
            WriteOptions writeOptions,
            ReadOptions scanOptions,
            ReadOptions memoryOptions) {
        this.db = db;
        this.families = families;
        this.natives = natives;
        this.writeOptions = writeOptions;
        this.scanOptions = scanOptions;
        this.memoryOptions = memoryOptions;
    }

    /// Opens or creates the index. What a power cut tore at the end of its manifest is cut off: it
    /// then holds what an earlier flush left.
    ///
    /// @param names of the families; family i is the i-th, from 1
    /// @param small names of the families that get the small memtable
    /// @param files told of what happens to the index's files; null for nobody
    public static IndexDb open(
            Path folder,
            List<String> names,
            List<String> small,
            IndexOptions o,
            @Nullable IndexFiles files)
            throws IOException {
        ManifestTail.cut(folder);
        RocksDB.loadLibrary();
        List<AutoCloseable> natives = new ArrayList<>();
        Cache cache =
                add(
                        natives,
                        new LRUCache(o.memoryBytes(), CACHE_SHARD_BITS, false, METADATA_SHARE));
        WriteBufferManager memtables =
                add(natives, new WriteBufferManager(o.memoryBytes() / 2, cache));
        BloomFilter bloom = add(natives, new BloomFilter(BLOOM_BITS));
        List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
        descriptors.add(descriptor(RocksDB.DEFAULT_COLUMN_FAMILY, natives, cache, bloom, 1 << 20));
        for (String name : names) {
            long memtable = small.contains(name) ? o.memtableBytes() / 4 : o.memtableBytes();
            byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
            descriptors.add(descriptor(bytes, natives, cache, bloom, memtable));
        }
        DBOptions options = add(natives, new DBOptions());
        options.setCreateIfMissing(true);
        options.setCreateMissingColumnFamilies(true);
        options.setAtomicFlush(true);
        options.setMaxBackgroundJobs(2);
        options.setWriteBufferManager(memtables);
        options.setMaxOpenFiles(512);
        options.setStatsDumpPeriodSec(0);
        options.setAllowConcurrentMemtableWrite(false);
        options.setEnableWriteThreadAdaptiveYield(false);
        options.setAvoidUnnecessaryBlockingIO(true);
        options.setBytesPerSync(1 << 20);
        options.setInfoLogLevel(InfoLogLevel.WARN_LEVEL);
        options.setKeepLogFileNum(4);
        if (files != null) {
            options.setListeners(List.of(add(natives, new FileEvents(files))));
        }
        WriteOptions writeOptions = add(natives, new WriteOptions());
        writeOptions.setDisableWAL(true);
        ReadOptions scanOptions = add(natives, new ReadOptions());
        ReadOptions memoryOptions = add(natives, new ReadOptions());
        memoryOptions.setReadTier(ReadTier.BLOCK_CACHE_TIER);
        List<ColumnFamilyHandle> families = new ArrayList<>();
        try {
            RocksDB db = RocksDB.open(options, folder.toString(), descriptors, families);
            return new IndexDb(db, families, natives, writeOptions, scanOptions, memoryOptions);
        } catch (RocksDBException e) {
            closeAll(natives);
            throw failed("open", e);
        }
    }

    private static ColumnFamilyDescriptor descriptor(
            byte[] name,
            List<AutoCloseable> natives,
            Cache cache,
            BloomFilter bloom,
            long memtableBytes) {
        ColumnFamilyOptions options = add(natives, new ColumnFamilyOptions());
        options.setTableFormatConfig(
                new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setFilterPolicy(bloom)
                        .setIndexType(IndexType.kTwoLevelIndexSearch)
                        .setPartitionFilters(true)
                        .setMetadataBlockSize(METADATA_BLOCK_BYTES)
                        .setCacheIndexAndFilterBlocks(true)
                        .setCacheIndexAndFilterBlocksWithHighPriority(true)
                        .setPinTopLevelIndexAndFilter(true)
                        .setPinL0FilterAndIndexBlocksInCache(true)
                        .setBlockSize(BLOCK_BYTES)
                        .setFormatVersion(5));
        options.setWriteBufferSize(memtableBytes);
        options.setArenaBlockSize(ARENA_BYTES);
        options.setMaxWriteBufferNumber(3);
        options.setCompressionType(CompressionType.NO_COMPRESSION);
        return new ColumnFamilyDescriptor(name, options);
    }

    /// The value of a key, or null.
    public byte @Nullable [] get(int family, byte[] key) throws IOException {
        try {
            return db.get(families.get(family), key);
        } catch (RocksDBException e) {
            throw failed("get", e);
        }
    }

    /// The value of a key, or null, when that can be told from memory alone. Any thread: it waits
    /// for no I/O.
    ///
    /// @return null when the medium would have to be read
    public @Nullable InMemory getInMemory(int family, byte[] key) throws IOException {
        try {
            return new InMemory(db.get(families.get(family), memoryOptions, key));
        } catch (RocksDBException e) {
            if (e.getStatus() != null && e.getStatus().getCode() == Status.Code.Incomplete) {
                return null;
            }
            throw failed("get", e);
        }
    }

    /// What memory knows of a key.
    ///
    /// @param value null when there is no such row
    @SuppressWarnings("ArrayRecordComponent") // handed through
    public record InMemory(byte @Nullable [] value) {}

    /// Writes all of the batch or nothing, into memory only: the log makes it durable.
    public void write(IndexBatch batch) throws IOException {
        try (WriteBatch nativeBatch = new WriteBatch(batch.toBytes())) {
            db.write(writeOptions, nativeBatch);
        } catch (RocksDBException e) {
            throw failed("write", e);
        }
    }

    /// A view of one moment; the caller closes it.
    public View view() {
        return new View();
    }

    /// Makes everything written so far durable. Slow.
    public void flush() throws IOException {
        try (FlushOptions options = new FlushOptions()) {
            options.setWaitForFlush(true);
            options.setAllowWriteStall(true);
            db.flush(options, families);
        } catch (RocksDBException e) {
            throw failed("flush", e);
        }
    }

    /// Reads all files and checks their checksums. As slow as reading the whole index is.
    ///
    /// @throws IndexDamage when one does not hold
    public void verify() throws IOException {
        try {
            db.verifyChecksum();
        } catch (RocksDBException e) {
            throw failed("verification", e);
        }
    }

    private static IOException failed(String call, RocksDBException e) {
        String message = "index " + call + ": " + e.getMessage();
        boolean isDamage =
                e.getStatus() != null && e.getStatus().getCode() == Status.Code.Corruption;
        return isDamage ? new IndexDamage(message, e) : new IOException(message, e);
    }

    private static <T extends AutoCloseable> T add(List<AutoCloseable> natives, T owned) {
        natives.add(owned);
        return owned;
    }

    private static void closeAll(List<AutoCloseable> natives) {
        for (AutoCloseable owned : natives.reversed()) {
            try {
                owned.close();
            } catch (Exception e) {
                throw new IllegalStateException("native object failed to close", e);
            }
        }
    }

    @Override
    public void close() {
        families.forEach(ColumnFamilyHandle::close);
        db.close();
        closeAll(natives);
    }

    /// The index as it was at one moment. One thread.
    public final class View implements AutoCloseable {
        private final Snapshot snapshot = db.getSnapshot();
        private final ReadOptions options = new ReadOptions(scanOptions);

        private View() {
            options.setSnapshot(snapshot);
        }

        /// The value of a key at that moment, or null.
        public byte @Nullable [] get(int family, byte[] key) throws IOException {
            try {
                return db.get(families.get(family), options, key);
            } catch (RocksDBException e) {
                throw failed("get", e);
            }
        }

        /// A cursor over a family; the caller closes it before the view.
        public Cursor cursor(int family) {
            return new Cursor(db.newIterator(families.get(family), options));
        }

        @Override
        public void close() {
            options.close();
            db.releaseSnapshot(snapshot);
            snapshot.close();
        }
    }

    /// Walks over rows in key order. One thread.
    public static final class Cursor implements AutoCloseable {
        private final RocksIterator iterator;

        private Cursor(RocksIterator iterator) {
            this.iterator = iterator;
        }

        /// Goes to the first key at or after the given one.
        public void seek(byte[] key) {
            iterator.seek(key);
        }

        public void next() {
            iterator.next();
        }

        /// False at the end.
        ///
        /// @throws IOException when the walk ended because of a fault
        public boolean isValid() throws IOException {
            if (iterator.isValid()) {
                return true;
            }
            try {
                iterator.status();
                return false;
            } catch (RocksDBException e) {
                throw failed("scan", e);
            }
        }

        public byte[] key() {
            return iterator.key();
        }

        public byte[] value() {
            return iterator.value();
        }

        @Override
        public void close() {
            iterator.close();
        }
    }
}
