package io.holdfast.digest;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One pass of the engine over the updates in its lanes: as many blocks of each as the shortest
/// has, within a bound that lets newcomers join soon. Owned by the engine's thread.
final class LanePass {
    // 32 KiB a lane: some 120 µs until empty lanes are filled again.
    private static final int PASS_BLOCKS_MAX = 512;

    // 1 KiB a lane is copied at a time, so that the lanes' input stays in the first-level cache.
    private static final int CHUNK_BLOCKS = 16;
    private static final int CHUNK_WORDS = CHUNK_BLOCKS * ScalarMd5.BLOCK_WORDS;
    private static final int STATE_WORDS = 4;

    private final int lanes;
    private final int[] state;
    private final int[] words;

    LanePass(int lanes) {
        this.lanes = lanes;
        this.state = new int[STATE_WORDS * lanes];
        this.words = new int[lanes * CHUNK_WORDS];
    }

    /// Moves every update on; those that come to their end, or fail, are over.
    ///
    /// @param jobs one per lane, or null
    /// @param vector what computes all lanes at once; without it they are computed in turn
    void run(@Nullable Md5Job[] jobs, Optional<Md5Lanes> vector) {
        long blocks = 0;
        for (@Nullable Md5Job job : jobs) {
            if (job != null && job.start() > 0) {
                blocks = Math.min(blocks == 0 ? PASS_BLOCKS_MAX : blocks, job.blocks());
            }
        }
        if (vector.isPresent()) {
            together(jobs, vector.get(), (int) blocks);
        } else {
            inTurn(jobs);
        }
        for (@Nullable Md5Job job : jobs) {
            if (job != null) {
                job.endIfThrough();
            }
        }
    }

    private void inTurn(@Nullable Md5Job[] jobs) {
        for (@Nullable Md5Job job : jobs) {
            long left = job == null ? 0 : Math.min(PASS_BLOCKS_MAX, job.blocks());
            while (job != null && left > 0) {
                int blocks = (int) Math.min(CHUNK_BLOCKS, left);
                job.load(words, 0, blocks);
                ScalarMd5.compress(job.stream.state.words, words, 0, blocks);
                left -= blocks;
            }
        }
    }

    private void together(@Nullable Md5Job[] jobs, Md5Lanes vector, int count) {
        // Whoever has no block takes no part: its lane computes on what lies there, for nobody.
        @Nullable Md5Job[] active = jobs.clone();
        int used = 0;
        for (int lane = 0; lane < lanes; lane++) {
            Md5Job job = active[lane];
            if (job != null && job.blocks() == 0) {
                active[lane] = null;
            }
            used |= active[lane] == null ? 0 : 1 << lane;
        }
        moveStates(active, true);
        for (int left = count; left > 0; left -= CHUNK_BLOCKS) {
            int blocks = Math.min(CHUNK_BLOCKS, left);
            for (int lane = 0; lane < lanes; lane++) {
                Md5Job job = active[lane];
                if (job != null) {
                    job.load(words, lane * CHUNK_WORDS, blocks);
                }
            }
            vector.compress(state, words, CHUNK_WORDS, blocks, used);
        }
        moveStates(active, false);
    }

    private void moveStates(@Nullable Md5Job[] jobs, boolean isIntoLanes) {
        for (int lane = 0; lane < lanes; lane++) {
            Md5Job job = jobs[lane];
            for (int i = 0; job != null && i < STATE_WORDS; i++) {
                if (isIntoLanes) {
                    state[i * lanes + lane] = job.stream.state.words[i];
                } else {
                    job.stream.state.words[i] = state[i * lanes + lane];
                }
            }
        }
    }
}
