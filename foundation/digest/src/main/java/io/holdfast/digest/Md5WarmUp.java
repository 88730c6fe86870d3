package io.holdfast.digest;

import java.util.Optional;

/// Runs the lanes on zeros until they are compiled. Before that a vector operation is an object on
/// the heap, and the lanes are a hundred times slower than computing in turn; so both are timed,
/// and the lanes are used once they win. Thread-safe.
final class Md5WarmUp {
    private static final int BLOCKS = 16;
    private static final int WORDS = BLOCKS * ScalarMd5.BLOCK_WORDS;

    // Compilation takes some 1,000 to 5,000 rounds, and many more on a machine whose compiler has
    // to
    // share its cores; where lanes have not won by then they never will.
    private static final int ROUNDS_MAX = 60_000;

    // Some are lost to whatever else runs.
    private static final int WINDOW = 200;
    private static final int WINS_NEEDED = 190;

    private final Optional<Md5Lanes> lanes;
    private final int count;
    private final int[] state;
    private final int[] words;
    private int rounds;
    private int wins;
    private volatile boolean isOver;
    private volatile boolean isFaster;

    /// @param isFaster known without measuring, when there are lanes
    Md5WarmUp(Optional<Md5Lanes> lanes, boolean isFaster) {
        this.lanes = lanes;
        this.count = lanes.map(Md5Lanes::count).orElse(0);
        this.state = new int[4 * Math.max(1, count)];
        this.words = new int[count * WORDS];
        this.isFaster = isFaster && lanes.isPresent();
        this.isOver = isFaster || lanes.isEmpty();
    }

    boolean isOver() {
        return isOver;
    }

    boolean isFaster() {
        return isFaster;
    }

    /// One round of both ways; microseconds when compiled, milliseconds before.
    synchronized void step() {
        if (isOver) {
            return;
        }
        long start = System.nanoTime();
        lanes.orElseThrow().compress(state, words, WORDS, BLOCKS, -1);
        long vectorNs = System.nanoTime() - start;
        for (int lane = 0; lane < count; lane++) {
            ScalarMd5.compress(state, words, lane * WORDS, BLOCKS);
        }
        long scalarNs = System.nanoTime() - start - vectorNs;
        rounds++;
        wins += vectorNs < scalarNs ? 1 : 0;
        if (rounds % WINDOW == 0) {
            isFaster = wins >= WINS_NEEDED;
            wins = 0;
        }
        isOver = isFaster || rounds >= ROUNDS_MAX;
    }
}
