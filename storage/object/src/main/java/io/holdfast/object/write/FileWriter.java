package io.holdfast.object.write;

import io.holdfast.base.Pending;
import io.holdfast.digest.Md5Stream;
import io.holdfast.drive.Drive;
import io.holdfast.drive.DriveFault;
import io.holdfast.drive.IoResult;
import io.holdfast.drive.OpsWriter;
import io.holdfast.drive.ShardId;
import io.holdfast.drive.ShardWriter;
import io.holdfast.erasure.ErasureCode;
import io.holdfast.object.ObjectBody;
import io.holdfast.object.ObjectChecksum;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.read.BulkThreads;
import io.holdfast.object.read.ErasureCodes;
import io.holdfast.object.read.StripeBuffers;
import io.holdfast.object.row.Coding;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes one large body into staged shard files, stripe by stripe: while one stripe is digested
/// and written, the next is received. Sealed files are durable before the change names them (rule
/// 18). One thread at a time.
final class FileWriter {
    private static final int STRIPES_AHEAD = 3;
    private static final long STALL_NS = 30_000_000_000L;

    private final SetLeader leader;
    private final Coding coding;
    private final ErasureCode code;
    private final Md5Engines md5s;
    private final StripeBuffers buffers;
    private final BulkThreads bulk;
    private final ShardId id;
    private final @Nullable ShardWriter[] writers;
    private final Deque<InFlight> inFlight = new ArrayDeque<>();
    private long stored;
    private boolean isKept;

    private record InFlight(
            StripeBuffers.Buffer buffer,
            Pending<Boolean> digested,
            @Nullable Pending<IoResult>[] written) {

        /// Gives the buffer back, also while drives still write from it.
        void giveBack() {
            buffer.closeWhen(this::isUnused);
        }

        /// A write that was given up may still run; its file is dropped, so that it may take any
        /// bytes.
        private boolean isUnused() {
            for (Pending<IoResult> write : written) {
                if (write != null && !write.isDone()) {
                    return false;
                }
            }
            return digested.isDone();
        }
    }

    FileWriter(
            SetLeader leader,
            Coding coding,
            Md5Engines md5s,
            StripeBuffers buffers,
            BulkThreads bulk,
            ShardId id) {
        this.leader = leader;
        this.coding = coding;
        this.code = ErasureCodes.of(coding);
        this.md5s = md5s;
        this.buffers = buffers;
        this.bulk = bulk;
        this.id = id;
        this.writers = new @Nullable ShardWriter[coding.total()];
    }

    /// Stores a body of at least one byte as it is, or sealed.
    StoredData write(
            ObjectBody body, BodyReader reader, BodyDigests digests, Optional<Sealer> sealer)
            throws StoreException, IOException, InterruptedException {
        try (Md5Stream md5 = md5s.open(bulk.small().areComing())) {
            StripeFiller filler =
                    sealer.isPresent()
                            ? new SealingFiller(reader, digests, md5, sealer.get().cipher())
                            : new PlainFiller(reader, digests, md5);
            writeStripes(reader, filler);
            byte[] digest = md5.digest();
            return sealFiles(
                    reader.size(),
                    sealer.isPresent() ? sealer.get().etag(digest) : digest,
                    digests.verify(body, digest));
        } finally {
            if (!isKept) {
                giveUp();
            }
        }
    }

    private void writeStripes(BodyReader reader, StripeFiller filler)
            throws StoreException, IOException, InterruptedException {
        stage(filler.storedBytesMax());
        bulk.run(() -> writeStripe(reader, filler));
        while (!inFlight.isEmpty()) {
            settle(inFlight.removeFirst());
        }
        // May wait for the client, so not while memory is held.
        reader.expectEnd();
    }

    /// @return false at the end, where there is none
    private boolean writeStripe(BodyReader reader, StripeFiller filler)
            throws StoreException, IOException, InterruptedException {
        if (isAtEnd(reader)) {
            return false;
        }
        if (inFlight.size() == STRIPES_AHEAD) {
            settle(inFlight.removeFirst());
        }
        stored += send(reader, filler);
        return true;
    }

    /// Where the length is not known this waits for the client too.
    private boolean isAtEnd(BodyReader reader)
            throws StoreException, IOException, InterruptedException {
        return buffers.clients().exchange(reader::received, reader::isAtEnd);
    }

    private StoredData sealFiles(long size, byte[] etag, Optional<ObjectChecksum> checksum)
            throws StoreException, InterruptedException {
        int holders = seal();
        requireHolders(holders);
        isKept = true;
        return new StoredData(
                size,
                stored,
                coding,
                etag,
                checksum,
                new OpsWriter.Shard.File(id),
                null,
                holders,
                abandoners());
    }

    private void stage(long size) throws StoreException {
        int holders = 0;
        for (int place = 0; place < coding.total(); place++) {
            Optional<Drive> drive = leader.drive(place);
            if (drive.isPresent() && leader.isAttached(place)) {
                writers[place] =
                        drive.get().stage(id, coding.chunkBytes(), coding.shardFileBytes(size));
                holders |= 1 << place;
            }
        }
        requireHolders(holders);
    }

    /// @return bytes stored
    private int send(BodyReader reader, StripeFiller filler)
            throws StoreException, IOException, InterruptedException {
        StripeBuffers.Buffer buffer = takeBuffer();
        boolean isSent = false;
        try {
            MemorySegment memory = buffer.memory();
            StripeFiller.Filled filled =
                    buffers.clients()
                            .exchange(
                                    reader::received,
                                    () -> filler.fill(memory.asSlice(0, Coding.STRIPE_BYTES)));
            int length = filled.length();
            int shardBytes = coding.shardBytes(length);
            memory.asSlice(length, (long) shardBytes * coding.data() - length).fill((byte) 0);
            MemorySegment[] shards = new MemorySegment[coding.total()];
            for (int shard = 0; shard < shards.length; shard++) {
                shards[shard] = memory.asSlice((long) shard * shardBytes, shardBytes);
            }
            code.encode(shards, shardBytes);
            inFlight.addLast(new InFlight(buffer, filled.digested(), writeAll(shards)));
            isSent = true;
            return length;
        } finally {
            if (!isSent) {
                buffer.close();
            }
        }
    }

    /// Waits for memory only while holding none: else many uploads could each hold some and wait
    /// for more.
    private StripeBuffers.Buffer takeBuffer() throws StoreException, InterruptedException {
        while (!inFlight.isEmpty()) {
            Optional<StripeBuffers.Buffer> free = buffers.tryTake();
            if (free.isPresent()) {
                return free.get();
            }
            settle(inFlight.removeFirst());
        }
        return buffers.take();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private @Nullable Pending<IoResult>[] writeAll(MemorySegment[] shards) {
        @Nullable Pending<IoResult>[] written = new @Nullable Pending[coding.total()];
        for (int place = 0; place < coding.total(); place++) {
            ShardWriter writer = writers[place];
            if (writer != null) {
                written[place] = writer.write(shards[coding.shardAt(place)]);
            }
        }
        return written;
    }

    /// Waits for a stripe; a place that failed is no holder any more.
    private void settle(InFlight stripe) throws StoreException, InterruptedException {
        try {
            var _ = stripe.digested().await(STALL_NS);
            for (int place = 0; place < coding.total(); place++) {
                Pending<IoResult> write = stripe.written()[place];
                if (write == null) {
                    continue;
                }
                Optional<IoResult> result = write.await(STALL_NS);
                if (result.isEmpty() || !(result.get() instanceof IoResult.Done)) {
                    drop(place, result);
                }
            }
        } finally {
            stripe.giveBack();
        }
        requireHolders(holders());
    }

    private void drop(int place, Optional<IoResult> result) throws StoreException {
        ShardWriter writer = writers[place];
        if (writer != null) {
            writers[place] = null;
            writer.abandon();
        }
        if (result.isPresent()
                && result.get() instanceof IoResult.Failed(var fault)
                && fault.kind() == DriveFault.Kind.FULL
                && Integer.bitCount(holders()) < DataWriter.copiesNeeded(leader, coding)) {
            throw new StoreException(StoreError.STORAGE_FULL, "too many drives are full");
        }
    }

    private int seal() throws StoreException, InterruptedException {
        @SuppressWarnings({"unchecked", "rawtypes"})
        @Nullable Pending<IoResult>[] sealed = new @Nullable Pending[coding.total()];
        for (int place = 0; place < coding.total(); place++) {
            ShardWriter writer = writers[place];
            if (writer != null) {
                sealed[place] = writer.seal();
            }
        }
        for (int place = 0; place < coding.total(); place++) {
            Pending<IoResult> seal = sealed[place];
            if (seal != null) {
                Optional<IoResult> result = seal.await(STALL_NS);
                if (result.isEmpty() || !(result.get() instanceof IoResult.Done)) {
                    drop(place, result);
                }
            }
        }
        return holders();
    }

    private int holders() {
        int holders = 0;
        for (int place = 0; place < writers.length; place++) {
            if (writers[place] != null) {
                holders |= 1 << place;
            }
        }
        return holders;
    }

    private void requireHolders(int holders) throws StoreException {
        DataWriter.requireCopies(leader, coding, Integer.bitCount(holders));
    }

    private List<Runnable> abandoners() {
        List<Runnable> abandoners = new ArrayList<>();
        for (ShardWriter writer : writers) {
            if (writer != null) {
                abandoners.add(writer::abandon);
            }
        }
        return abandoners;
    }

    private void giveUp() {
        for (InFlight stripe : inFlight) {
            stripe.giveBack();
        }
        inFlight.clear();
        abandoners().forEach(Runnable::run);
    }
}
