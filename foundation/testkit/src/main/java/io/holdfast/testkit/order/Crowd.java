package io.holdfast.testkit.order;

import io.holdfast.base.Host;
import io.holdfast.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Clients that call a store at the same time, each one call after the other, and the history that
/// comes of it. Their threads and the clock are the host's.
public final class Crowd {
    private final Recorder recorder = new Recorder(Host.current()::nowNs);
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicBoolean isStopping = new AtomicBoolean();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /// Starts the clients.
    ///
    /// @param seed of all that they choose
    /// @param isEnough asked before each call, with any thread
    public Crowd(List<? extends Client> clients, Mix mix, long seed, BooleanSupplier isEnough) {
        for (int number = 0; number < clients.size(); number++) {
            int client = number;
            Caller caller = new Caller(mix, Seeds.of(seed + number));
            threads.add(
                    Host.current()
                            .virtualThread(
                                    "client-" + number,
                                    () -> run(client, clients.get(client), caller, isEnough)));
        }
        threads.forEach(Thread::start);
    }

    private void run(int number, Client client, Caller caller, BooleanSupplier isEnough) {
        try {
            while (!isStopping.get() && !isEnough.getAsBoolean()) {
                Caller.Request request = caller.next();
                Recorder.Open open = recorder.invoke(number, request.call());
                Answer answer = client.send(request.call(), request.body());
                if (!(answer instanceof Answer.None)) {
                    open.returned(answer);
                    caller.learn(request.call(), answer);
                }
            }
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
            isStopping.set(true);
        }
    }

    /// Calls made so far.
    public int calls() {
        return recorder.size();
    }

    /// Waits for the clients' end.
    ///
    /// @throws AssertionError when a client got an answer that no store may give
    public List<Operation> history() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new AssertionError("a client failed: " + thrown.getMessage(), thrown);
        }
        return recorder.history();
    }
}
