package io.holdfast.digest;

import io.holdfast.base.Pending;
import java.lang.foreign.MemorySegment;

/// One update on its way through the engine; moved on by the engine's thread only.
final class Md5Job {
    final EngineMd5Stream stream;
    final long arrivedNs;
    final Pending<Boolean> done = new Pending<>();
    private final MemorySegment bytes;
    private long at;
    private boolean isStarted;
    private boolean isOver;
    private boolean hasFailed;

    Md5Job(EngineMd5Stream stream, MemorySegment bytes, long arrivedNs) {
        this.stream = stream;
        this.bytes = bytes;
        this.arrivedNs = arrivedNs;
    }

    /// Completes the block that the previous update left, if that is still to be done.
    ///
    /// @return whole blocks that are left
    long start() {
        if (!isStarted) {
            isStarted = true;
            guarded(() -> at = stream.state.takeHead(bytes));
        }
        return blocks();
    }

    /// Whole blocks that are left; none after a failure.
    long blocks() {
        return hasFailed ? 0 : (bytes.byteSize() - at) / Md5State.BLOCK_BYTES;
    }

    /// Copies the next blocks for a computation that adds them to the stream's words.
    void load(int[] words, int to, int blocks) {
        guarded(
                () -> {
                    Md5State.load(bytes, at, words, to, blocks);
                    long taken = (long) blocks * Md5State.BLOCK_BYTES;
                    stream.state.addLength(taken);
                    at += taken;
                });
    }

    /// Keeps what does not fill a block once all whole blocks are through.
    void endIfThrough() {
        if (blocks() == 0) {
            guarded(() -> stream.state.takeTail(bytes, at));
            isOver = true;
        }
    }

    boolean isOver() {
        return isOver;
    }

    /// Hands the outcome to the stream's owner, and the stream's state with it.
    void end(boolean isDigested) {
        boolean isGood = isDigested && !hasFailed;
        if (!isGood) {
            stream.fail();
        }
        stream.outstanding.decrementAndGet();
        done.complete(isGood);
    }

    /// An owner who frees the bytes too early loses this digest, never the engine.
    private void guarded(Runnable access) {
        if (!hasFailed) {
            try {
                access.run();
            } catch (IllegalStateException | IndexOutOfBoundsException _) {
                hasFailed = true;
            }
        }
    }
}
