package io.holdfast.benchmarks;

import io.holdfast.digest.Checksum;
import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.digest.Crc32c;
import io.holdfast.digest.SipHash;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Checksums of 1 MiB: operations per second are MiB per second. And the hash that places keys.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ChecksumBenchmark {
    /// What every benchmark reads.
    @State(Scope.Benchmark)
    public static class Input {
        final byte[] array = new byte[1 << 20];
        final byte[] key = new byte[40];
        final MemorySegment memory = Arena.ofAuto().allocate(1 << 20, 64);
        final ByteBuffer direct = memory.asByteBuffer();
    }

    /// Which checksum.
    @State(Scope.Benchmark)
    public static class Algorithm {
        @Param ChecksumAlgorithm algorithm = ChecksumAlgorithm.CRC32;
    }

    @Benchmark
    public byte[] array(Algorithm state, Input input) {
        Checksum checksum = state.algorithm.newChecksum();
        checksum.update(input.array, 0, input.array.length);
        return checksum.value();
    }

    @Benchmark
    public byte[] direct(Algorithm state, Input input) {
        Checksum checksum = state.algorithm.newChecksum();
        checksum.update(input.direct.duplicate());
        return checksum.value();
    }

    @Benchmark
    public int crc32cOfMemory(Input input) {
        return Crc32c.of(input.memory);
    }

    @Benchmark
    public long sipHashOf40Bytes(Input input) {
        return SipHash.of(1, 2, input.key, 0, input.key.length);
    }
}
