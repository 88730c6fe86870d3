package io.holdfast.object.heal;

import io.holdfast.drive.Drive;
import io.holdfast.drive.IoResult;
import io.holdfast.drive.Location;
import io.holdfast.drive.OpsWriter;
import io.holdfast.drive.Row;
import io.holdfast.drive.RowRead;
import io.holdfast.drive.ShardId;
import io.holdfast.drive.ShardOpen;
import io.holdfast.drive.ShardReader;
import io.holdfast.drive.ShardWriter;
import io.holdfast.erasure.ErasureCode;
import io.holdfast.object.StoreException;
import io.holdfast.object.read.ErasureCodes;
import io.holdfast.object.read.RowContent;
import io.holdfast.object.read.RowData;
import io.holdfast.object.row.Coding;
import io.holdfast.object.write.ShardIds;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks one drive's shard of a row, and makes it anew from K others. Any thread.
final class ShardRepair {
    private final RowContent content;
    private final ShardIds ids;

    ShardRepair(RowContent content, ShardIds ids) {
        this.content = content;
        this.ids = ids;
    }

    /// A shard made anew.
    ///
    /// @param shard what the row's put owns
    /// @param inline its bytes, when it goes into the log
    record Made(OpsWriter.Shard shard, byte @Nullable [] inline) {}

    /// True when the drive's shard can be read and its checksums hold.
    boolean isIntact(Drive drive, RowData data, Row row) throws InterruptedException {
        return switch (row.location()) {
            case Location.None _, Location.Missing _ -> false;
            case Location.InLog _ ->
                    drive.read(data.family(), data.rowKey(), true).await()
                                    instanceof RowRead.Found found
                            && found.state() == RowRead.ShardState.INTACT;
            case Location.InFile file -> isFileIntact(drive, file, data);
        };
    }

    private static boolean isFileIntact(Drive drive, Location.InFile file, RowData data)
            throws InterruptedException {
        if (!(drive.openShard(file).await() instanceof ShardOpen.Opened(ShardReader reader))) {
            return false;
        }
        try (reader;
                Arena arena = Arena.ofShared()) {
            MemorySegment chunk = arena.allocate(data.coding().chunkBytes(), 4096);
            for (long stripe = 0; stripe < Coding.stripes(data.storedBytes()); stripe++) {
                int length =
                        data.coding().shardBytes(Coding.stripeLength(data.storedBytes(), stripe));
                IoResult result = reader.read(stripe, chunk.asSlice(0, length)).await();
                if (!(result instanceof IoResult.Done)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// Makes the shard that belongs to the drive at the place.
    ///
    /// @return empty when fewer than K shards are intact, or the drive does not take it
    Optional<Made> make(Drive drive, int place, RowData data, byte[] record)
            throws InterruptedException {
        try {
            return data.coding().isInFiles()
                    ? makeFile(drive, place, data, record)
                    : makeInline(place, data, record);
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    private Optional<Made> makeInline(int place, RowData data, byte[] record)
            throws StoreException, InterruptedException {
        Optional<byte[]> object = content.inline(data, record);
        if (object.isEmpty()) {
            return Optional.empty();
        }
        Coding coding = data.coding();
        int shardBytes = coding.shardBytes(data.storedBytes());
        int wanted = coding.shardAt(place);
        byte[] padded = Arrays.copyOf(object.get(), shardBytes * coding.data());
        if (wanted < coding.data()) {
            return Optional.of(
                    new Made(
                            new OpsWriter.Shard.Inline(0),
                            Arrays.copyOfRange(
                                    padded, wanted * shardBytes, (wanted + 1) * shardBytes)));
        }
        byte[] parity = new byte[shardBytes];
        encodeOne(
                coding,
                MemorySegment.ofArray(padded),
                wanted,
                MemorySegment.ofArray(parity),
                shardBytes);
        return Optional.of(new Made(new OpsWriter.Shard.Inline(0), parity));
    }

    private Optional<Made> makeFile(Drive drive, int place, RowData data, byte[] record)
            throws StoreException, InterruptedException {
        Coding coding = data.coding();
        ShardId id = ids.next();
        ShardWriter writer =
                drive.stage(id, coding.chunkBytes(), coding.shardFileBytes(data.storedBytes()));
        boolean isSealed = false;
        boolean[] isWritten = {true};
        try {
            boolean isRead =
                    content.stripes(
                            data,
                            record,
                            (memory, length) ->
                                    isWritten[0] &=
                                            writeChunk(writer, place, coding, memory, length));
            isSealed = isRead && isWritten[0] && writer.seal().await() instanceof IoResult.Done;
        } finally {
            if (!isSealed) {
                writer.abandon();
            }
        }
        return isSealed
                ? Optional.of(new Made(new OpsWriter.Shard.File(id), null))
                : Optional.empty();
    }

    private static boolean writeChunk(
            ShardWriter writer, int place, Coding coding, MemorySegment memory, int length)
            throws InterruptedException {
        int shardBytes = coding.shardBytes(length);
        int wanted = coding.shardAt(place);
        MemorySegment chunk = memory.asSlice((long) wanted * shardBytes, shardBytes);
        long padding = (long) shardBytes * coding.data() - length;
        memory.asSlice(length, padding).fill((byte) 0);
        if (wanted >= coding.data()) {
            encodeOne(coding, memory, wanted, chunk, shardBytes);
        }
        return writer.write(chunk).await() instanceof IoResult.Done;
    }

    private static void encodeOne(
            Coding coding, MemorySegment data, int wanted, MemorySegment into, int shardBytes) {
        ErasureCode code = ErasureCodes.of(coding);
        MemorySegment[] shards = new MemorySegment[coding.total()];
        for (int shard = 0; shard < shards.length; shard++) {
            shards[shard] =
                    shard < coding.data()
                            ? data.asSlice((long) shard * shardBytes, shardBytes)
                            : into;
        }
        code.rebuild(shards, (1 << coding.data()) - 1, 1 << wanted, shardBytes);
    }
}
