package io.holdfast.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Carries out a [Plan]: every connection on a virtual thread of its own.
final class Load {
    private final Target target;

    Load(Target target) {
        this.target = target;
    }

    /// Creates the bucket, whatever becomes of it: it may be there.
    void createBucket() throws IOException {
        Presigner presigner = new Presigner(target, Instant.now());
        String path = presigner.sign("PUT", "/" + target.bucket(), Map.of());
        try (Connection connection = new Connection(target.host(), target.port())) {
            int status =
                    connection.exchange(
                            new ByteBuffer[] {
                                ByteBuffer.wrap(Requests.head(target, "PUT", path, 0))
                            },
                            false);
            if (status != 200 && status != 409) {
                throw new IOException("creating the bucket was answered with " + status);
            }
        }
    }

    /// Puts every object of the plan once, unmeasured.
    void prepare(Plan plan) throws IOException, InterruptedException {
        Plan put = plan.with(Operation.PUT);
        run(put, true);
    }

    /// Measures. A DELETE goes over the objects once; everything else goes round until the time is
    /// up.
    Result run(Plan plan) throws IOException, InterruptedException {
        return run(plan, plan.operation() == Operation.DELETE);
    }

    private Result run(Plan plan, boolean once) throws IOException, InterruptedException {
        Requests requests = Requests.of(target, new Presigner(target, Instant.now()), plan);
        ByteBuffer part =
                Requests.body(plan.operation() == Operation.MULTIPART ? plan.sizeBytes() : 0);
        AtomicInteger next = new AtomicInteger();
        AtomicLong failures = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        List<Latencies> latencies = new ArrayList<>();
        List<Future<?>> running = new ArrayList<>();
        ProcessFigures before = ProcessFigures.of(target.pid());
        long start = System.nanoTime();
        long end = start + plan.duration().toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < plan.connections(); i++) {
                Latencies own = new Latencies();
                latencies.add(own);
                running.add(
                        threads.submit(
                                () -> {
                                    work(
                                            plan, once, requests, part, next, end, own, failures,
                                            bytes);
                                    return true;
                                }));
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        rethrow(running);
        ProcessFigures after = ProcessFigures.of(target.pid());
        return new Result(
                plan,
                seconds,
                bytes.get(),
                Latencies.sorted(latencies),
                failures.get(),
                after.cpuSeconds() - before.cpuSeconds(),
                after.residentMb());
    }

    private void work(
            Plan plan,
            boolean once,
            Requests requests,
            ByteBuffer part,
            AtomicInteger next,
            long end,
            Latencies latencies,
            AtomicLong failures,
            AtomicLong bytes)
            throws IOException {
        MultipartUploader uploader = new MultipartUploader(target, part);
        boolean isHead = plan.operation() == Operation.HEAD;
        long moved = 0;
        try (Connection connection = new Connection(target.host(), target.port())) {
            for (int index = next.getAndIncrement();
                    once ? index < requests.count() : System.nanoTime() < end;
                    index = next.getAndIncrement()) {
                long from = System.nanoTime();
                if (plan.operation() == Operation.MULTIPART) {
                    uploader.upload(connection, index % plan.keys());
                    moved += (long) Plan.PARTS * plan.sizeBytes();
                } else {
                    int status = connection.exchange(requests.get(index), isHead);
                    if (status / 100 != 2) {
                        failures.incrementAndGet();
                    }
                    moved +=
                            plan.operation() == Operation.PUT
                                    ? plan.sizeBytes()
                                    : connection.bodyBytes();
                }
                latencies.add(System.nanoTime() - from);
            }
        }
        bytes.addAndGet(moved);
    }

    private static void rethrow(List<Future<?>> ended) throws IOException, InterruptedException {
        for (Future<?> one : ended) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new IOException("a connection failed", e.getCause());
            }
        }
    }
}
