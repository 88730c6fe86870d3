package io.holdfast.benchmarks;

import io.holdfast.base.Pending;
import io.holdfast.digest.Md5Engine;
import io.holdfast.digest.Md5Stream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// MD5 of uploads of 10 MiB that arrive in stripes of 1 MiB, two of each in flight. One operation
/// digests one upload of every stream, so MiB per second are ten times the score times the streams.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class Md5Benchmark {
    private static final int STRIPES = 10;

    private final byte[] body = new byte[STRIPES << 20];
    private final MemorySegment stripe = Arena.ofAuto().allocate(1 << 20, 64);

    @Param({"1", "2", "4", "8"})
    int streams;

    private Md5Engine engine = new Md5Engine();

    @Setup
    public void warmUp() {
        engine.warmUp();
    }

    @TearDown
    public void close() {
        engine.close();
    }

    @Benchmark
    public int engine() throws InterruptedException {
        List<Md5Stream> open = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
            open.add(engine.open());
        }
        List<Pending<Boolean>> before = List.of();
        for (int n = 0; n < STRIPES; n++) {
            List<Pending<Boolean>> updates = new ArrayList<>();
            for (Md5Stream stream : open) {
                updates.add(stream.update(stripe));
            }
            for (Pending<Boolean> update : before) {
                update.await();
            }
            before = updates;
        }
        int sum = 0;
        for (Md5Stream stream : open) {
            sum += stream.digest()[0];
        }
        return sum;
    }

    /// The JDK's digest, one stream after the other.
    @Benchmark
    public int jdk() {
        int sum = 0;
        for (int i = 0; i < streams; i++) {
            sum += Md5Engine.md5(body, 0, body.length)[0];
        }
        return sum;
    }
}
