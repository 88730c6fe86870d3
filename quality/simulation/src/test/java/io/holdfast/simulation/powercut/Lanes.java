package io.holdfast.simulation.powercut;

import io.holdfast.simulation.Client;
import io.holdfast.simulation.Script;
import io.holdfast.simulation.Setup;
import io.holdfast.simulation.Step;
import io.holdfast.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Clients that ask one thing after the other until their server dies, each on its own thread.
final class Lanes {
    private static final long PAUSE_NS_MAX = 3_000_000;
    private static final long END_MS = 40_000;

    private final LiveWorld world;
    private final Client client;
    private final Setup setup;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private List<Thread> threads = new ArrayList<>();
    private volatile boolean isEnding;

    Lanes(LiveWorld world, Client client, Setup setup) {
        this.world = world;
        this.client = client;
        this.setup = setup;
    }

    void start(RandomGenerator random) {
        threads = new ArrayList<>();
        isEnding = false;
        for (int i = 0; i < setup.clients(); i++) {
            long seed = random.nextLong();
            threads.add(Thread.ofPlatform().name("lane-" + i).start(() -> run(seed)));
        }
    }

    private void run(long seed) {
        RandomGenerator random = Seeds.of(seed);
        try {
            world.inTurn(
                    () -> {
                        while (!isEnding && !Thread.interrupted()) {
                            Step.Request step = Script.request(random, setup);
                            client.perform(
                                    new Step.Request(
                                            step.client(),
                                            step.kind(),
                                            step.bucket(),
                                            step.key(),
                                            step.chance(),
                                            random.nextLong(PAUSE_NS_MAX)));
                        }
                    });
        } catch (LiveServer.Died | InterruptedException e) {
            return; // the server is gone, and with it the lane
        } catch (Exception | AssertionError e) {
            failure.compareAndSet(null, e);
        }
    }

    /// The server is dead: waits for the lanes' ends.
    ///
    /// @throws AssertionError of a lane, or when one does not end
    void end() throws InterruptedException {
        abandon();
        join();
    }

    /// The server lives: lets each lane end what it is at.
    ///
    /// @throws AssertionError of a lane, or when one does not end
    void finish() throws InterruptedException {
        isEnding = true;
        join();
    }

    private void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(END_MS);
            if (thread.isAlive()) {
                AssertionError stuck = new AssertionError("no end in sight: " + thread.getName());
                stuck.setStackTrace(thread.getStackTrace());
                throw stuck;
            }
        }
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new AssertionError("under load: " + thrown, thrown);
        }
    }

    /// Does not wait for them.
    void abandon() {
        threads.forEach(Thread::interrupt);
    }
}
