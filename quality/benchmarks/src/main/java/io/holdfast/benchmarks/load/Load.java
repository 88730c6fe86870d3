package io.holdfast.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/// Puts load on a server: every connection on a virtual thread of its own.
public final class Load {
    private static final Duration LONGEST = Duration.ofHours(4);
    private static final int AGAIN_MOST = 40;
    private static final long AGAIN_PAUSE_NS = 250_000_000;
    private static final long QUIET_LOOK_MS = 500;
    private static final int QUIET_LOOKS = 10;

    /// Less CPU time in a look than this is quiet: 4 % of a core.
    private static final double QUIET_CPU_SECONDS = 0.02;

    private final Target target;

    public Load(Target target) {
        this.target = target;
    }

    /// Creates the target's bucket; it may be there.
    public void createBucket() throws IOException {
        int status = status(Ask.put("/" + target.bucket()));
        if (status != 200 && status != 409) {
            throw new IOException("creating the bucket was answered with " + status);
        }
    }

    /// Sends one request without a body and gives the answer's status.
    public int status(Ask ask) throws IOException {
        Presigner presigner = new Presigner(target, Instant.now());
        try (Connection connection = Connection.to(target)) {
            return connection.exchange(
                    ask.method().equals("HEAD"),
                    ByteBuffer.wrap(ask.head(presigner, 0)),
                    ByteBuffer.allocate(0));
        }
    }

    /// Sends one request and gives the answer's body.
    ///
    /// @throws IOException also when the status is not 2xx
    public String text(Ask ask, byte[] body) throws IOException {
        Presigner presigner = new Presigner(target, Instant.now());
        try (Connection connection = Connection.to(target)) {
            return connection.text(
                    ByteBuffer.wrap(ask.head(presigner, body.length)), ByteBuffer.wrap(body));
        }
    }

    /// Puts every object of the plan once, unmeasured.
    ///
    /// @throws IOException also when one is refused to the end
    public void prepare(Plan plan) throws IOException, InterruptedException {
        once(plan.with(Operation.PUT).work(target), plan.connections(), plan.keys());
    }

    /// Measures. A DELETE goes over the objects once; everything else goes round until the time is
    /// up.
    public Result run(Plan plan) throws IOException, InterruptedException {
        return plan.operation() == Operation.DELETE
                ? run(plan.work(target), plan.connections(), LONGEST, plan.keys())
                : run(plan.work(target), plan.connections(), plan.duration());
    }

    /// Does work for a while.
    ///
    /// @param duration after which nothing is begun
    public Result run(Work work, int connections, Duration duration)
            throws IOException, InterruptedException {
        return run(work, connections, duration, Integer.MAX_VALUE);
    }

    /// Does work of numbers 0 to `count`. What is refused is sent again, for ten seconds at most.
    ///
    /// @return with the number of refusals as its failures
    /// @throws IOException also when any of it is refused to the end
    public Result once(Work work, int connections, int count)
            throws IOException, InterruptedException {
        AtomicLong refusals = new AtomicLong();
        Result result = run(() -> again(work.begin(), refusals), connections, LONGEST, count);
        return result.withFailures(refusals.get());
    }

    private static Work.Step again(Work.Step step, AtomicLong refusals) {
        return (connection, index) -> {
            long bytes = step.take(connection, index);
            for (int attempt = 0; bytes < 0; attempt++) {
                refusals.incrementAndGet();
                if (attempt == AGAIN_MOST) {
                    throw new IOException("refused to the end with " + -bytes);
                }
                LockSupport.parkNanos(AGAIN_PAUSE_NS);
                bytes = step.take(connection, index);
            }
            return bytes;
        };
    }

    /// Waits until the server does nothing any more, or five seconds.
    ///
    /// @return CPU time that it used in the meantime
    public double settle() throws IOException, InterruptedException {
        double start = ProcessFigures.of(target.pid()).cpuSeconds();
        double before = start;
        for (int look = 0; look < QUIET_LOOKS; look++) {
            Thread.sleep(QUIET_LOOK_MS);
            double now = ProcessFigures.of(target.pid()).cpuSeconds();
            if (now - before < QUIET_CPU_SECONDS) {
                return now - start;
            }
            before = now;
        }
        return before - start;
    }

    /// Measures, and counts what the server does afterwards as part of the work.
    public Result runAndSettle(Plan plan) throws IOException, InterruptedException {
        Result result = run(plan);
        return result.withLateCpu(settle());
    }

    private Result run(Work work, int connections, Duration duration, int count)
            throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicLong failures = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        List<Latencies> latencies = new ArrayList<>();
        List<Future<?>> running = new ArrayList<>();
        ProcessFigures before = ProcessFigures.of(target.pid());
        double driverBefore = ProcessFigures.ownCpuSeconds();
        long start = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < connections; i++) {
                Latencies own = new Latencies();
                latencies.add(own);
                running.add(
                        threads.submit(
                                () -> {
                                    long moved =
                                            steps(
                                                    work.begin(),
                                                    () -> number(next, count, start, duration),
                                                    start,
                                                    own,
                                                    failures);
                                    return bytes.addAndGet(moved);
                                }));
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        ProcessFigures after = ProcessFigures.of(target.pid());
        double driverAfter = ProcessFigures.ownCpuSeconds();
        rethrow(running);
        return new Result(
                seconds,
                bytes.get(),
                Latencies.durations(latencies),
                Latencies.ends(latencies),
                failures.get(),
                after.cpuSeconds() - before.cpuSeconds(),
                0,
                driverAfter - driverBefore,
                after.residentMb());
    }

    /// The next number of work, or -1 when there is no more or the time is up.
    private static int number(AtomicInteger next, int count, long start, Duration duration) {
        int number = next.getAndIncrement();
        boolean isLate = System.nanoTime() - start >= duration.toNanos();
        return number < 0 || number >= count || isLate ? -1 : number;
    }

    /// @return bytes moved
    private long steps(
            Work.Step step,
            IntSupplier numbers,
            long start,
            Latencies latencies,
            AtomicLong failures)
            throws IOException {
        long moved = 0;
        try (Connection connection = Connection.to(target)) {
            for (int number = numbers.getAsInt(); number >= 0; number = numbers.getAsInt()) {
                long from = System.nanoTime();
                long bytes = step.take(connection, number);
                long end = System.nanoTime();
                if (bytes < 0) {
                    failures.incrementAndGet();
                } else {
                    moved += bytes;
                    latencies.add(end - from, end - start);
                }
            }
        }
        return moved;
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
