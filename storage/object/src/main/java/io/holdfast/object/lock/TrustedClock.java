package io.holdfast.object.lock;

import io.holdfast.base.Bytes;
import io.holdfast.base.Clock;
import io.holdfast.base.Host;
import io.holdfast.cluster.Registry;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Time that nobody can set forward, for retention. Any thread.
///
/// It advances with the machine's running time, which no setting of the clock moves, and beyond
/// that nears the wall clock by at most 7 days a year. While the server is off it stands still; a
/// crash loses at most [#KEEP_NS]. So it errs towards keeping longer. The first start of a
/// deployment takes it from the wall clock. [SnapLock: ComplianceClock]
public final class TrustedClock implements AutoCloseable {
    static final String KEY = "trusted-time";

    /// It is made durable each ten minutes.
    static final long KEEP_NS = 600_000_000_000L;

    private static final long ROUNDS_A_DAY = Duration.ofDays(1).toNanos() / KEEP_NS;
    private static final Duration GAP_TOLD = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(TrustedClock.class);
    private static final long MS = 1_000_000;
    private static final long NEARING_DAYS = 7;
    private static final long YEAR_DAYS = 365;

    private final Registry registry;
    private final Clock clock;
    private final Thread keeper;
    private long trustedNs;
    private long seenNs;
    private long keptMs;

    public TrustedClock(Registry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.seenNs = clock.runningNs();
        Optional<Long> kept = kept();
        this.trustedNs = kept.orElseGet(clock::wallMs) * MS;
        this.keptMs = kept.orElse(0L);
        this.keeper = Host.current().virtualThread("trusted-clock", this::run);
    }

    /// Makes it durable from now on.
    public void start() {
        keeper.start();
    }

    /// Milliseconds since 1970-01-01T00:00Z; never runs backwards.
    public synchronized long nowMs() {
        long now = clock.runningNs();
        long elapsedNs = now - seenNs;
        seenNs = now;
        long gapNs = clock.wallMs() * MS - (trustedNs + elapsedNs);
        long mostNs =
                elapsedNs / YEAR_DAYS * NEARING_DAYS
                        + elapsedNs % YEAR_DAYS * NEARING_DAYS / YEAR_DAYS;
        trustedNs += elapsedNs + Math.clamp(gapNs, -mostNs, mostNs);
        return trustedNs / MS;
    }

    /// The later of this time and the wall clock: for what is to be kept from now on, so that a
    /// wall clock set back does not make it shorter.
    public long latestMs() {
        return Math.max(nowMs(), clock.wallMs());
    }

    private Optional<Long> kept() {
        return registry.get(KEY)
                .map(Registry.Entry::value)
                .filter(value -> value.length == Long.BYTES)
                .map(value -> Bytes.getLong(value, 0));
    }

    private void run() {
        try {
            for (long round = 0; ; round++) {
                keep();
                if (round % ROUNDS_A_DAY == 0) {
                    tellGap();
                }
                Host.current().sleep(KEEP_NS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellGap() {
        Duration behind = Duration.ofMillis(clock.wallMs() - nowMs());
        if (behind.abs().compareTo(GAP_TOLD) > 0) {
            LOG.warn(
                    "the time that retention is judged by is {} {} the server's clock, which it nears"
                            + " by 7 days a year: set that clock right, or wait",
                    behind.abs().truncatedTo(ChronoUnit.MINUTES),
                    behind.isNegative() ? "ahead of" : "behind");
        }
    }

    private void keep() throws InterruptedException {
        long now = nowMs();
        if (now <= keptMs) {
            return;
        }
        byte[] value = new byte[Long.BYTES];
        Bytes.putLong(value, 0, now);
        try {
            if (registry.write(List.of(Registry.Write.put(KEY, Registry.ANY, value)))
                    instanceof Registry.WriteOutcome.Written) {
                keptMs = now;
            }
        } catch (RuntimeException e) {
            LOG.error("trusted time could not be made durable", e);
        }
    }

    @Override
    public void close() {
        keeper.interrupt();
    }
}
