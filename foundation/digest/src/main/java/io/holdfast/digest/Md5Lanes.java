package io.holdfast.digest;

import java.util.Optional;

/// Compresses blocks of as many messages at once as a vector has lanes. Stateless and thread-safe.
interface Md5Lanes {
    /// Words of a block.
    int BLOCK_WORDS = ScalarMd5.BLOCK_WORDS;

    /// Messages at once.
    int count();

    /// Adds blocks to the states of all lanes.
    ///
    /// @param state A of every lane, then B, C and D
    /// @param words little-endian words, those of lane l from {@code l * laneWords}
    /// @param blocks how many blocks of each lane
    /// @param used bit l = lane l has words; what comes out of the others says nothing
    void compress(int[] state, int[] words, int laneWords, int blocks, int used);

    /// The lanes of this machine; none where the Vector API is not enabled.
    static Optional<Md5Lanes> ofMachine() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                ? Optional.of(new VectorMd5Lanes())
                : Optional.empty();
    }
}
