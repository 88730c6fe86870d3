package io.holdfast.benchmarks;

import io.holdfast.base.Clock;
import io.holdfast.base.ports.Accounts;
import io.holdfast.base.ports.Decision;
import io.holdfast.benchmarks.load.Presigner;
import io.holdfast.benchmarks.load.Target;
import io.holdfast.http.HttpHandler;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.ListPage;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectName;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.VersionId;
import io.holdfast.s3.Health;
import io.holdfast.s3.MemoryExchange;
import io.holdfast.s3.RootCredentials;
import io.holdfast.s3.S3Assembly;
import io.holdfast.s3.S3Options;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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

/// A ListObjectsV2 through the whole API, without network and drives. What the signature costs is
/// the difference between `presigned` and `none`; what a page of 1,000 keys costs as XML, that
/// between 1,000 entries and 0.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class S3Benchmark {
    private static final String BUCKET = "bucket";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Target TARGET =
            new Target(URI.create("http://127.0.0.1:9000"), "root", "root-secret", BUCKET, 0);

    @Param({"none", "presigned"})
    String signature = "";

    @Param({"0", "1000"})
    int entries;

    private String target = "";
    private HttpHandler handler = S3Assembly.assemble(S3Options.defaults(), dependencies(0));

    @Setup
    public void assemble() throws Exception {
        Map<String, String> parameters = Map.of("list-type", "2");
        target =
                signature.equals("none")
                        ? "/" + BUCKET + "?list-type=2"
                        : new Presigner(TARGET, NOW).sign("GET", "/" + BUCKET, parameters);
        handler = S3Assembly.assemble(S3Options.defaults(), dependencies(entries));
        MemoryExchange exchange = request();
        handler.handle(exchange);
        int keys = exchange.answeredBody().split("<Key>", -1).length - 1;
        if (exchange.status() != 200 || keys != entries) {
            throw new IllegalStateException(exchange.status() + " " + exchange.answeredBody());
        }
    }

    @Benchmark
    public int list() throws Exception {
        MemoryExchange exchange = request();
        handler.handle(exchange);
        return exchange.status();
    }

    private MemoryExchange request() {
        return new MemoryExchange("GET", target)
                .with("Host", "127.0.0.1:9000")
                .with("User-Agent", "benchmark");
    }

    private static S3Assembly.Dependencies dependencies(int entries) {
        return new S3Assembly.Dependencies(
                store(entries),
                new RootCredentials("root", "root-secret"),
                _ -> Decision.ALLOWED,
                Accounts.single(),
                new Well(),
                new Then());
    }

    /// A store with one bucket and one page.
    private static ObjectStore store(int entries) {
        BucketInfo bucket = BucketInfo.created(BUCKET, 1, NOW.toEpochMilli(), "", false, "");
        ListPage page =
                new ListPage(
                        IntStream.range(0, entries).mapToObj(S3Benchmark::info).toList(),
                        List.of(),
                        Optional.empty());
        return (ObjectStore)
                Proxy.newProxyInstance(
                        S3Benchmark.class.getClassLoader(),
                        new Class<?>[] {ObjectStore.class},
                        (_, method, _) -> answer(method, bucket, page));
    }

    private static Object answer(Method method, BucketInfo bucket, ListPage page) {
        return switch (method.getName()) {
            case "bucket" -> bucket;
            case "list" -> page;
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private static ObjectInfo info(int number) {
        return new ObjectInfo(
                new ObjectName(
                        BUCKET, "folder/%06d/object-%06d.bin".formatted(number / 100, number)),
                new VersionId.Null(),
                false,
                true,
                false,
                4_096,
                "d41d8cd98f00b204e9800998ecf8427e",
                NOW.toEpochMilli(),
                ObjectAttributes.NONE,
                0,
                Optional.empty(),
                Optional.empty());
    }

    private record Well() implements Health {
        @Override
        public boolean isLive() {
            return true;
        }

        @Override
        public boolean canWrite() {
            return true;
        }

        @Override
        public boolean canRead() {
            return true;
        }
    }

    /// The moment for which requests are signed.
    private record Then() implements Clock {
        @Override
        public long wallMs() {
            return NOW.toEpochMilli();
        }

        @Override
        public long monotonicNs() {
            return System.nanoTime();
        }
    }
}
