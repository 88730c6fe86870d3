package io.holdfast.benchmarks;

import io.holdfast.erasure.ErasureCode;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Coding one stripe of 1 MiB, off the heap as the write path has it. Operations per second are MiB
/// of object data per second. Without the Vector API (`-jvmArgs` without `--add-modules`) the
/// scalar kernel is what is measured.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ErasureBenchmark {
    private static final int STRIPE_BYTES = 1 << 20;

    @Param({"2+2", "4+2", "8+4", "12+4"})
    String geometry = "";

    private ErasureCode code = ErasureCode.of(1, 0);
    private MemorySegment[] shards = {};
    private long length;
    private int lost;

    @Setup
    public void allocate() {
        int plus = geometry.indexOf('+');
        int data = Integer.parseInt(geometry, 0, plus, 10);
        int parity = Integer.parseInt(geometry, plus + 1, geometry.length(), 10);
        code = ErasureCode.of(data, parity);
        length = code.shardBytes(STRIPE_BYTES);
        shards = new MemorySegment[code.totalShards()];
        for (int i = 0; i < shards.length; i++) {
            shards[i] = Arena.ofAuto().allocate(length, 4096);
            for (long at = 0; at < length; at++) {
                shards[i].set(ValueLayout.JAVA_BYTE, at, (byte) (at * 31 + i + (at >> 7)));
            }
        }
        lost = (1 << parity) - 1; // as many data shards as the code bears
        if (parity > data) {
            lost = (1 << data) - 1;
        }
    }

    @Benchmark
    public void encode() {
        code.encode(shards, length);
    }

    /// The worst loss: M data shards, made again from the rest and all parity.
    @Benchmark
    public void rebuildMost() {
        code.rebuild(shards, ((1 << code.totalShards()) - 1) & ~lost, lost, length);
    }

    /// The usual loss: one data shard, made again from the others and the first parity shard.
    @Benchmark
    public void rebuildOne() {
        code.rebuild(shards, ((1 << code.totalShards()) - 1) & ~1, 1, length);
    }

    @Benchmark
    public boolean verify() {
        return code.verify(shards, length);
    }
}
