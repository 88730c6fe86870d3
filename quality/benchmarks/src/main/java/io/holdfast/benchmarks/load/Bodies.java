package io.holdfast.benchmarks.load;

import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// What is put into objects.
final class Bodies {
    private Bodies() {}

    /// Bytes that no server can compress; the same ones for the same size.
    static ByteBuffer random(int sizeBytes) {
        byte[] bytes = new byte[sizeBytes];
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        random.nextBytes(bytes);
        return ByteBuffer.allocateDirect(sizeBytes).put(bytes).flip().asReadOnlyBuffer();
    }
}
