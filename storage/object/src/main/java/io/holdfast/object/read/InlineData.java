package io.holdfast.object.read;

import io.holdfast.base.Pending;
import io.holdfast.drive.Drive;
import io.holdfast.drive.RowRead;
import io.holdfast.erasure.ErasureCode;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.row.Coding;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts an object together from shards that lie in the drives' logs: at most one stripe.
final class InlineData {
    private final RepairSink repairs;
    private final boolean isTurnHeld;

    /// @param isTurnHeld the row cannot change meanwhile: a drive with another one is wrong, and
    ///   others are asked
    InlineData(RepairSink repairs, boolean isTurnHeld) {
        this.repairs = repairs;
        this.isTurnHeld = isTurnHeld;
    }

    /// The stored bytes.
    ///
    /// @param replies of the row, with shards; more places are asked when they are not enough
    /// @return empty when the row is no longer the one that was found: find it again (rule 20)
    Optional<byte[]> read(RowData data, RowReplies replies)
            throws StoreException, InterruptedException {
        Coding coding = data.coding();
        byte[] @Nullable [] shards = new byte[coding.total()] @Nullable [];
        int present = 0;
        boolean isDamaged = false;
        boolean[] asked = new boolean[coding.total()];
        for (int place = 0; place < replies.byPlace().length; place++) {
            RowRead.Found reply = replies.byPlace()[place];
            if (reply != null && reply.state() != RowRead.ShardState.NOT_READ) {
                asked[place] = true;
                if (reply.shard() != null) {
                    shards[coding.shardAt(place)] = reply.shard();
                    present++;
                } else {
                    isDamaged = true;
                }
            }
        }
        for (int i = 0; i < coding.total() && present < coding.data(); i++) {
            int place = coding.placeOf(i);
            if (asked[place]) {
                continue;
            }
            switch (ask(data, place)) {
                case RowRead.Found found
                        when !Arrays.equals(found.row().record(), replies.record()) -> {
                    if (!isTurnHeld) {
                        return Optional.empty();
                    }
                    isDamaged = true;
                }
                case RowRead.Found(var _, var _, byte[] shard) when shard != null -> {
                    shards[i] = shard;
                    present++;
                }
                case RowRead.Found _ -> isDamaged = true;
                case RowRead.Absent _ -> {
                    if (!isTurnHeld) {
                        return Optional.empty();
                    }
                    isDamaged = true;
                }
                case RowRead.Failed _ -> {}
            }
        }
        if (isDamaged) {
            repairs.damaged(data.key(), "a shard is missing or rotten");
        }
        if (present < coding.data()) {
            throw new StoreException(
                    StoreError.READ_QUORUM_LOST, "too few shards of this object can be read");
        }
        return Optional.of(assemble(coding, (int) data.storedBytes(), shards));
    }

    private static RowRead ask(RowData data, int place) throws InterruptedException {
        Optional<Drive> drive = data.leader().readable(place);
        if (drive.isEmpty()) {
            return new RowRead.Failed(DriveFaults.NOT_READABLE);
        }
        Pending<RowRead> reply = drive.get().read(data.family(), data.rowKey(), true);
        return reply.await();
    }

    private static byte[] assemble(Coding coding, int size, byte[] @Nullable [] shards) {
        int shardBytes = coding.shardBytes(size);
        rebuildMissing(coding, shardBytes, shards);
        byte[] object = new byte[size];
        for (int i = 0; i < coding.data(); i++) {
            int from = i * shardBytes;
            byte[] shard = shards[i];
            if (from < size && shard != null) {
                System.arraycopy(shard, 0, object, from, Math.min(shardBytes, size - from));
            }
        }
        return object;
    }

    private static void rebuildMissing(Coding coding, int shardBytes, byte[] @Nullable [] shards) {
        int present = 0;
        int wanted = 0;
        for (int i = 0; i < coding.total(); i++) {
            if (shards[i] != null) {
                present |= 1 << i;
            } else if (i < coding.data()) {
                wanted |= 1 << i;
            }
        }
        if (wanted == 0) {
            return;
        }
        MemorySegment[] segments = new MemorySegment[coding.total()];
        for (int i = 0; i < coding.total(); i++) {
            byte[] shard = shards[i];
            if (shard == null) {
                shard = new byte[shardBytes];
                if ((wanted >>> i & 1) != 0) {
                    shards[i] = shard;
                }
            }
            segments[i] = MemorySegment.ofArray(shard);
        }
        ErasureCode code = ErasureCodes.of(coding);
        code.rebuild(segments, present, wanted, shardBytes);
    }
}
