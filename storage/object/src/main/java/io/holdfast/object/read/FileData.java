package io.holdfast.object.read;

import io.holdfast.base.Pending;
import io.holdfast.drive.Drive;
import io.holdfast.drive.IoResult;
import io.holdfast.drive.Location;
import io.holdfast.drive.RowRead;
import io.holdfast.drive.ShardOpen;
import io.holdfast.drive.ShardReader;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.row.Coding;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads stripes of one row whose shards lie in files. The files are opened once and stay readable
/// until this is closed, whatever happens to the row (rule 15). One thread at a time.
final class FileData implements AutoCloseable {
    /// A shard that takes longer is read from parity instead; the drive's own deadline is far
    /// longer.
    private static final long HEDGE_NS = 2_000_000_000L;

    private final RowData data;
    private final Coding coding;
    private final RepairSink repairs;
    private final RowReplies replies;
    private final @Nullable ShardReader[] readers;
    private final boolean[] isBad;
    private final boolean isTurnHeld;

    /// @param replies of the row that was found: files of any other row are not opened
    /// @param isTurnHeld the row cannot change meanwhile: a drive with another one is wrong, and
    ///   others are asked
    FileData(RowData data, RowReplies replies, RepairSink repairs, boolean isTurnHeld) {
        this.data = data;
        this.coding = data.coding();
        this.repairs = repairs;
        this.replies = replies;
        this.readers = new @Nullable ShardReader[coding.total()];
        this.isBad = new boolean[coding.total()];
        this.isTurnHeld = isTurnHeld;
    }

    /// Opens K shards.
    ///
    /// @return false when the row is no longer the one that was found (rule 20)
    boolean open() throws StoreException, InterruptedException {
        int open = 0;
        for (int shard = 0; shard < coding.total() && open < coding.data(); shard++) {
            switch (openShard(shard)) {
                case OPEN -> open++;
                case BAD -> {}
                case OTHER_ROW -> {
                    return false;
                }
            }
        }
        if (open < coding.data()) {
            throw tooFew();
        }
        return true;
    }

    private enum Opening {
        OPEN,
        BAD,
        OTHER_ROW
    }

    private Opening openShard(int shard) throws InterruptedException {
        Optional<Drive> drive = data.leader().readable(coding.placeOf(shard));
        if (drive.isEmpty()) {
            isBad[shard] = true;
            return Opening.BAD;
        }
        // A reply may be old: the file it names can have been replaced by a repaired one since.
        RowRead.Found reply = replies.byPlace()[coding.placeOf(shard)];
        if (reply != null && isOpened(drive.get(), shard, reply.row().location())) {
            return Opening.OPEN;
        }
        switch (drive.get().read(data.family(), data.rowKey(), false).await()) {
            case RowRead.Found found -> {
                if (!Arrays.equals(found.row().record(), replies.record())) {
                    return otherRow(shard);
                }
                if (isOpened(drive.get(), shard, found.row().location())) {
                    return Opening.OPEN;
                }
            }
            case RowRead.Absent _ -> {
                return otherRow(shard);
            }
            case RowRead.Failed _ -> {
                isBad[shard] = true;
                return Opening.BAD;
            }
        }
        isBad[shard] = true;
        repairs.damaged(data.key(), "a shard file cannot be opened");
        return Opening.BAD;
    }

    private Opening otherRow(int shard) {
        isBad[shard] = true;
        return isTurnHeld ? Opening.BAD : Opening.OTHER_ROW;
    }

    private boolean isOpened(Drive drive, int shard, Location location)
            throws InterruptedException {
        if (location instanceof Location.InFile file
                && drive.openShard(file).await() instanceof ShardOpen.Opened(var reader)) {
            readers[shard] = reader;
            return true;
        }
        return false;
    }

    /// Starts reading the data shards of a stripe.
    StripeRead begin(long stripe, StripeBuffers.Buffer buffer) {
        int length = Coding.stripeLength(data.storedBytes(), stripe);
        StripeRead read = new StripeRead(stripe, length, coding.shardBytes(length), buffer);
        int asked = 0;
        for (int shard = 0; shard < coding.total() && asked < coding.data(); shard++) {
            asked += read.ask(shard) ? 1 : 0;
        }
        return read;
    }

    /// A stripe on its way into a buffer, its shards one behind the other.
    final class StripeRead implements AutoCloseable {
        private final long stripe;
        private final int length;
        private final int shardBytes;
        private final StripeBuffers.Buffer buffer;
        private final @Nullable Pending<IoResult>[] pending;
        private int present;
        private boolean isStalled;

        @SuppressWarnings({"unchecked", "rawtypes"})
        private StripeRead(long stripe, int length, int shardBytes, StripeBuffers.Buffer buffer) {
            this.stripe = stripe;
            this.length = length;
            this.shardBytes = shardBytes;
            this.buffer = buffer;
            this.pending = new @Nullable Pending[coding.total()];
        }

        int length() {
            return length;
        }

        StripeBuffers.Buffer buffer() {
            return buffer;
        }

        private MemorySegment slice(int shard) {
            return buffer.memory().asSlice((long) shard * shardBytes, shardBytes);
        }

        private boolean ask(int shard) {
            ShardReader reader = readers[shard];
            if (reader == null || isBad[shard]) {
                return false;
            }
            pending[shard] = reader.read(stripe, slice(shard));
            return true;
        }

        /// Waits for the stripe; its bytes are then the first {@link #length} of the buffer.
        void await() throws StoreException, InterruptedException {
            for (int shard = 0; shard < coding.total(); shard++) {
                settle(shard);
            }
            leaveToDrives();
            for (int shard = 0;
                    shard < coding.total() && Integer.bitCount(present) < coding.data();
                    shard++) {
                if (pending[shard] == null && !isBad[shard]) {
                    if (readers[shard] == null) {
                        openShard(shard);
                    }
                    if (ask(shard)) {
                        settle(shard);
                    }
                }
            }
            leaveToDrives();
            if (Integer.bitCount(present) < coding.data()) {
                throw tooFew();
            }
            rebuild();
        }

        /// Leaves the memory to drives that may still write into it, and goes on in another.
        private void leaveToDrives() {
            if (isStalled) {
                buffer.moveToFreshMemory();
                isStalled = false;
                for (int shard = 0; shard < pending.length; shard++) {
                    if (!isUnused(pending[shard])) {
                        pending[shard] = null;
                    }
                }
            }
        }

        /// Gives the buffer back, also while drives still write into it.
        @Override
        public void close() {
            buffer.closeWhen(this::isUnused);
        }

        private boolean isUnused() {
            return Arrays.stream(pending).allMatch(this::isUnused);
        }

        /// A call that failed may have been given up while it still runs.
        private boolean isUnused(@Nullable Pending<IoResult> read) {
            return read == null
                    || read.now().filter(r -> !(r instanceof IoResult.Failed)).isPresent();
        }

        private void settle(int shard) throws InterruptedException {
            Pending<IoResult> reply = pending[shard];
            if (reply == null) {
                return;
            }
            IoResult result = reply.await(HEDGE_NS).orElse(null);
            if (result instanceof IoResult.Done) {
                present |= 1 << shard;
                return;
            }
            isBad[shard] = true;
            if (result == null || result instanceof IoResult.Failed) {
                // A call that was given up may still run.
                isStalled = true;
            } else {
                repairs.damaged(data.key(), "a shard is missing or rotten");
            }
        }

        private void rebuild() {
            int wanted = ~present & (1 << coding.data()) - 1;
            if (wanted == 0) {
                return;
            }
            MemorySegment[] shards = new MemorySegment[coding.total()];
            for (int shard = 0; shard < shards.length; shard++) {
                boolean isNeeded = ((present | wanted) >>> shard & 1) != 0;
                shards[shard] = isNeeded ? slice(shard) : slice(0);
            }
            ErasureCodes.of(coding).rebuild(shards, present, wanted, shardBytes);
        }
    }

    private static StoreException tooFew() {
        return new StoreException(
                StoreError.READ_QUORUM_LOST, "too few shards of this object can be read");
    }

    @Override
    public void close() {
        for (int shard = 0; shard < readers.length; shard++) {
            ShardReader reader = readers[shard];
            if (reader != null) {
                reader.close();
                readers[shard] = null;
            }
        }
    }
}
