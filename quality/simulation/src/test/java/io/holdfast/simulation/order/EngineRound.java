package io.holdfast.simulation.order;

import io.holdfast.object.ObjectOptions;
import io.holdfast.object.TestDeployment;
import io.holdfast.testkit.order.Client;
import io.holdfast.testkit.order.Crowd;
import io.holdfast.testkit.order.Mix;
import io.holdfast.testkit.order.Operation;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// One history of an engine on simulated drives, on threads of the machine.
///
/// @param sets of four drives each
/// @param listPercent of calls that are a page of a listing
/// @param hasPowerCut whether power goes somewhere in the middle and the engine is started again
/// @param fault what each client is wrapped into
record EngineRound(int sets, int listPercent, boolean hasPowerCut, UnaryOperator<Client> fault) {
    private static final String BUCKET = "order";
    private static final int DRIVES = 4;
    private static final long LATENCY_NS_MAX = 2_000_000;
    private static final int CLIENTS = 8;

    /// Calls that a power cut leaves without an answer give up after half a second.
    private static final ObjectOptions OPTIONS =
            new ObjectOptions(
                    16,
                    16 << 20,
                    500,
                    500,
                    TestDeployment.OPTIONS.staleUploadMs(),
                    TestDeployment.OPTIONS.staleSweepMs());

    private static final List<String> KEYS = List.of("a", "b/1", "b/2", "c");

    EngineRound(int sets, int listPercent, boolean hasPowerCut) {
        this(sets, listPercent, hasPowerCut, client -> client);
    }

    /// Lets the clients make so many calls.
    List<Operation> run(RandomGenerator random, int calls) throws Exception {
        try (TestDeployment deployment = new TestDeployment(sets, DRIVES, 2).withOptions(OPTIONS)) {
            boolean isSlow = random.nextBoolean();
            if (isSlow) {
                slowDown(deployment);
            }
            RunningStore store = new RunningStore();
            store.started(deployment.start()).createBucket(BUCKET, false, "");
            Client client = fault.apply(new EngineClient(store, BUCKET));
            int callsBeforeCut = random.nextInt(calls);
            CountDownLatch cut = new CountDownLatch(callsBeforeCut);
            AtomicInteger made = new AtomicInteger();
            Crowd crowd =
                    new Crowd(
                            Collections.nCopies(CLIENTS, client),
                            new Mix(
                                    "",
                                    KEYS,
                                    listPercent,
                                    8,
                                    20_000,
                                    3 << 20,
                                    isSlow ? 0 : 2,
                                    true),
                            random.nextLong(),
                            () -> {
                                cut.countDown();
                                return made.getAndIncrement() >= calls;
                            });
            if (hasPowerCut) {
                cut.await();
                store.stopping();
                deployment.cutPower();
                store.started(deployment.start());
            }
            return crowd.history();
        }
    }

    /// Slow drives leave more time between the steps of a request. Only for small bodies: slow
    /// simulated drives on real threads do not keep the order of what is written to a file.
    private void slowDown(TestDeployment deployment) {
        for (int set = 0; set < sets; set++) {
            for (int place = 0; place < DRIVES; place++) {
                deployment.medium(set, place).setLatency(0, LATENCY_NS_MAX);
            }
        }
    }
}
