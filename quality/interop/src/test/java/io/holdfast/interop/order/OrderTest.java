package io.holdfast.interop.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.Deployment;
import io.holdfast.interop.Endpoint;
import io.holdfast.testkit.Seeds;
import io.holdfast.testkit.order.Crowd;
import io.holdfast.testkit.order.Mix;
import io.holdfast.testkit.order.Operation;
import io.holdfast.testkit.order.OrderChecker;
import io.holdfast.testkit.order.Verdict;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What concurrent clients are told over HTTP can be put in one order, also when the server is
/// killed and started again meanwhile. With an address of another server it is that one which is
/// called, and nobody kills it.
@Timeout(value = 12, unit = TimeUnit.HOURS) // the long form runs for as long as it is told
final class OrderTest {
    private static final int MINUTES = Integer.getInteger("holdfast.interop.order.minutes", 0);
    private static final boolean HAS_CONDITIONAL_DELETES =
            !Boolean.getBoolean("holdfast.interop.order.plaindeletes");
    private static final Duration SHORT = Duration.ofSeconds(20);
    private static final String BUCKET = "order";
    private static final List<String> KEYS = List.of("a", "b/1", "b/2", "c");
    private static final int ROUNDS_PER_KILL = 3;
    private static final int CALLS = 2_000;

    @Test
    void whatClientsAreToldIsInOneOrder() throws Exception {
        Optional<Endpoint> other = other();
        if (other.isPresent()) {
            new Run(other.get(), Optional.empty()).run();
            return;
        }
        try (Deployment deployment = Deployment.create("order").start()) {
            new Run(deployment.endpoint(), Optional.of(deployment)).run();
        }
    }

    /// The server that `-Dholdfast.interop.order.endpoint`, `.access` and `.secret` name.
    private static Optional<Endpoint> other() {
        String uri = System.getProperty("holdfast.interop.order.endpoint", "");
        return uri.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Endpoint(
                                URI.create(uri),
                                System.getProperty("holdfast.interop.order.access", ""),
                                System.getProperty("holdfast.interop.order.secret", "")));
    }

    /// One run: rounds with keys of their own, each a history.
    private static final class Run {
        private final Endpoint endpoint;
        private final Optional<Deployment> deployment;
        private final long seed = Long.getLong("seed", System.nanoTime());
        private final RandomGenerator random = Seeds.of(seed);
        // Another server may still hold what earlier runs left.
        private final String prefix = Long.toString(System.currentTimeMillis(), 36) + "-";
        private final OrderChecker checker = new OrderChecker();
        private long operations;
        private long unanswered;
        private long clientsNs;
        private long checkerNs;
        private long mostWork;
        private int kills;
        private int undecided;

        Run(Endpoint endpoint, Optional<Deployment> deployment) {
            this.endpoint = endpoint;
            this.deployment = deployment;
        }

        void run() throws Exception {
            long startNs = System.nanoTime();
            Duration length = MINUTES == 0 ? SHORT : Duration.ofMinutes(MINUTES);
            int round = 0;
            try (HttpClient http = client()) {
                WireClient client = new WireClient(http, endpoint, BUCKET);
                client.createBucket();
                while (System.nanoTime() - startNs < length.toNanos()) {
                    round++;
                    List<Operation> history = history(client, round);
                    long checkNs = System.nanoTime();
                    String origin =
                            "round %d, %.1f s after the start, replay the choices with -Dseed=%d%s"
                                    .formatted(
                                            round,
                                            (checkNs - startNs) / 1e9,
                                            seed,
                                            deployment
                                                    .map(d -> "\nlog in " + d.folder())
                                                    .orElse(""));
                    note(checker.check(history), history, origin);
                    checkerNs += System.nanoTime() - checkNs;
                }
            }
            IO.println(
                    ("%d histories in order, %d undecided: %d operations (%d/s), %d without an answer, %d kills,"
                                    + " %d ms of checking, most work %d configurations")
                            .formatted(
                                    round - undecided,
                                    undecided,
                                    operations,
                                    operations * 1_000_000_000 / clientsNs,
                                    unanswered,
                                    kills,
                                    checkerNs / 1_000_000,
                                    mostWork));
            assertThat(undecided).as("undecided histories").isZero();
        }

        /// One history that cannot be decided does not end the run, but fails it.
        private void note(Verdict verdict, List<Operation> history, String origin) {
            mostWork = Math.max(mostWork, verdict.configurations());
            switch (verdict) {
                case Verdict.Ordered _ -> {}
                case Verdict.Undecided _ -> {
                    undecided++;
                    IO.println(OrderChecker.report(verdict, history, origin));
                }
                case Verdict.Broken _ ->
                        throw new AssertionError(OrderChecker.report(verdict, history, origin));
            }
        }

        private static HttpClient client() {
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
        }

        private List<Operation> history(WireClient client, int round) throws Exception {
            // A restart takes so long that all clients wait for it: what then happens at the same
            // time has to stay few enough to be put in order.
            boolean isKilled = deployment.isPresent() && round % ROUNDS_PER_KILL == 0;
            int clients = isKilled ? 6 : 8 + random.nextInt(9);
            boolean hasListings = random.nextInt(4) > 0;
            Mix mix =
                    new Mix(
                            prefix + round + "/",
                            KEYS,
                            hasListings ? 30 : 0,
                            8,
                            64 << 10,
                            3 << 20,
                            random.nextInt(4) == 0 ? 8 : 1,
                            HAS_CONDITIONAL_DELETES);
            int killAt = isKilled ? random.nextInt(CALLS) : Integer.MAX_VALUE;
            long startNs = System.nanoTime();
            Turns turns = new Turns(CALLS, killAt);
            Crowd crowd =
                    new Crowd(
                            Collections.nCopies(clients, client),
                            mix,
                            random.nextLong(),
                            turns::isOver);
            if (isKilled) {
                turns.awaitKill();
                deployment.get().killAndRestart();
                kills++;
            }
            List<Operation> history = crowd.history();
            clientsNs += System.nanoTime() - startNs;
            operations += history.size();
            unanswered += history.stream().filter(operation -> !operation.isAnswered()).count();
            return history;
        }
    }
}
