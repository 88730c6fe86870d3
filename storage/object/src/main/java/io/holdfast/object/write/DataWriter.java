package io.holdfast.object.write;

import io.holdfast.base.ports.ContentCipher;
import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.digest.Md5Engine;
import io.holdfast.drive.OpsWriter;
import io.holdfast.object.ObjectBody;
import io.holdfast.object.ObjectChecksum;
import io.holdfast.object.StorageClasses;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.read.BulkThreads;
import io.holdfast.object.read.ErasureCodes;
import io.holdfast.object.read.Placement;
import io.holdfast.object.read.StripeBuffers;
import io.holdfast.object.row.Coding;
import io.holdfast.object.row.JournalEntry;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Turns a body into digests and shards. A body of at most one stripe whose shards are small stays
/// in memory and travels inside its change; a larger one flows into staged files. Any thread.
public final class DataWriter {
    /// Shards longer than this are files of their own (architecture §4).
    public static final int INLINE_SHARD_MAX = 512 << 10;

    private static final long SIZE_MAX = 5L << 40;

    private final StorageClasses classes;
    private final Md5Engines md5s;
    private final StripeBuffers buffers;
    private final BulkThreads bulk;
    private final HeapBudget heap;
    private final ShardIds ids;

    public DataWriter(
            StorageClasses classes,
            Md5Engines md5s,
            StripeBuffers buffers,
            BulkThreads bulk,
            HeapBudget heap,
            ShardIds ids) {
        this.classes = classes;
        this.md5s = md5s;
        this.buffers = buffers;
        this.bulk = bulk;
        this.heap = heap;
        this.ids = ids;
    }

    /// Reads the whole body.
    ///
    /// @param key of the object, which decides the rotation
    /// @param sealer empty stores the bytes as they are
    /// @throws StoreException what {@link io.holdfast.object.ObjectStore#put} names
    public StoredData write(
            SetLeader leader,
            RowKey key,
            String storageClass,
            ObjectBody body,
            Optional<ChecksumAlgorithm> checksum,
            Optional<Sealer> sealer)
            throws StoreException, IOException, InterruptedException {
        if (body.length() > SIZE_MAX) {
            throw new StoreException(StoreError.TOO_LARGE, "more than 5 TiB in one upload");
        }
        refuseWhenFull(leader);
        BodyReader reader = new BodyReader(body);
        long size = reader.isAtEnd() ? 0 : reader.sizeMax();
        int drives = leader.geometry().drives();
        int parity = classes.parity(storageClass, leader.geometry());
        int rotation = Placement.rotation(key, drives);
        Coding inFiles = new Coding(drives - parity, parity, rotation, true);
        BodyDigests digests = new BodyDigests(checksum);
        long stored = sealer.isPresent() ? ContentCipher.sealedBytes(size) : size;
        if (stored > Coding.STRIPE_BYTES || inFiles.shardBytes(stored) > INLINE_SHARD_MAX) {
            return new FileWriter(leader, inFiles, md5s, buffers, bulk, ids.next())
                    .write(body, reader, digests, sealer);
        }
        bulk.small().came();
        Coding inline = new Coding(drives - parity, parity, rotation, false);
        refuseWithoutCopies(leader, inline);
        long unsealed = sealer.isPresent() ? size : 0;
        try (HeapBudget.Taken _ = heap.take(unsealed + stored * drives / inline.data())) {
            byte[] object = heap.clients().exchange(reader::received, () -> whole(reader));
            return storeInline(inline, body, object, digests, sealer);
        }
    }

    private static byte[] whole(BodyReader reader) throws StoreException, IOException {
        byte[] room = new byte[reader.isAtEnd() ? 0 : (int) reader.sizeMax()];
        int size = reader.fill(ByteBuffer.wrap(room));
        reader.expectEnd();
        return size == room.length ? room : Arrays.copyOf(room, size);
    }

    private static StoredData storeInline(
            Coding coding,
            ObjectBody body,
            byte[] object,
            BodyDigests digests,
            Optional<Sealer> sealer)
            throws StoreException, IOException {
        int size = object.length;
        byte[] md5 = Md5Engine.md5(object, 0, size);
        digests.update(ByteBuffer.wrap(object));
        Optional<ObjectChecksum> checksum = digests.verify(body, md5);
        if (sealer.isEmpty()) {
            return inline(size, coding, object, md5, checksum);
        }
        Sealer sealing = sealer.get();
        return inline(size, coding, sealing.seal(object), sealing.etag(md5), checksum);
    }

    /// Cuts what is stored into shards.
    private static StoredData inline(
            int size,
            Coding coding,
            byte[] stored,
            byte[] etag,
            Optional<ObjectChecksum> checksum) {
        int shardBytes = coding.shardBytes(stored.length);
        if (stored.length == 0) {
            return new StoredData(
                    0,
                    0,
                    coding,
                    etag,
                    checksum,
                    new OpsWriter.Shard.None(),
                    null,
                    JournalEntry.ALL,
                    List.of());
        }
        byte[][][] byPlace = new byte[coding.total()][1][];
        MemorySegment[] segments = new MemorySegment[coding.total()];
        for (int shard = 0; shard < coding.total(); shard++) {
            int from = Math.min(stored.length, shard * shardBytes);
            byte[] bytes =
                    shard < coding.data()
                            ? Arrays.copyOfRange(stored, from, from + shardBytes)
                            : new byte[shardBytes];
            segments[shard] = MemorySegment.ofArray(bytes);
            byPlace[coding.placeOf(shard)][0] = bytes;
        }
        ErasureCodes.of(coding).encode(segments, shardBytes);
        return new StoredData(
                size,
                stored.length,
                coding,
                etag,
                checksum,
                new OpsWriter.Shard.Inline(0),
                byPlace,
                JournalEntry.ALL,
                List.of());
    }

    /// Too few drives take changes for this parity: refused before the change is numbered, for then
    /// it would have to be taken back.
    private static void refuseWithoutCopies(SetLeader leader, Coding coding) throws StoreException {
        int attached = 0;
        for (int place = 0; place < coding.total(); place++) {
            attached += leader.isAttached(place) ? 1 : 0;
        }
        requireCopies(leader, coding, attached);
    }

    /// Rule 12: max(W, W′), for an object may have other parity than its set.
    static int copiesNeeded(SetLeader leader, Coding coding) {
        return Math.max(leader.geometry().writeQuorum(), coding.writeQuorum());
    }

    static void requireCopies(SetLeader leader, Coding coding, int copies) throws StoreException {
        int needed = copiesNeeded(leader, coding);
        if (copies < needed) {
            throw new StoreException(
                    StoreError.WRITE_QUORUM_LOST,
                    copies + " drives take data; " + needed + " are needed");
        }
    }

    /// Changes that add data are refused before anything is written, while there is still room to
    /// delete.
    private static void refuseWhenFull(SetLeader leader) throws StoreException {
        for (int place = 0; place < leader.geometry().drives(); place++) {
            if (leader.isInService(place)
                    && leader.drive(place).map(drive -> drive.space().isLow()).orElse(false)) {
                throw new StoreException(StoreError.STORAGE_FULL, "a drive of the set is full");
            }
        }
    }
}
