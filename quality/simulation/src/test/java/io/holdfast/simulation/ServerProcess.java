package io.holdfast.simulation;

import io.holdfast.base.Pending;
import io.holdfast.object.ObjectStore;
import io.holdfast.testkit.SimulatedHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One life of the server. What clients ask of it runs on its threads and dies with it.
final class ServerProcess implements Server {
    private static final long HANG_NS = 300_000_000_000L;

    private final SimulatedHost host;
    private final int number;
    private final List<Pending<Boolean>> calls = new ArrayList<>();
    private final OpenRequests requests = new OpenRequests();
    private @Nullable ObjectStore store;
    private boolean hasServed;

    ServerProcess(SimulatedHost host, int number) {
        this.host = host;
        this.number = number;
    }

    /// Runs the work in this process and waits for its end.
    ///
    /// @return false when the process died before that
    @Override
    public boolean call(String what, Work work) throws InterruptedException {
        if (!host.isAlive()) {
            return false;
        }
        Pending<Boolean> done = new Pending<>();
        calls.add(done);
        host.virtualThread(
                        what,
                        () -> {
                            try {
                                work.run();
                                done.complete(true);
                            } catch (Exception e) {
                                host.machine().fail(e);
                            }
                        })
                .start();
        Optional<Boolean> isDone = done.await(HANG_NS);
        calls.remove(done);
        return isDone.orElseThrow(() -> new AssertionError("no end in sight: " + what));
    }

    @Override
    public boolean isAlive() {
        return host.isAlive();
    }

    @Override
    public int number() {
        return number;
    }

    void opened(ObjectStore newStore) {
        store = newStore;
    }

    boolean isOpen() {
        return store != null;
    }

    @Override
    public ObjectStore store() {
        if (store == null) {
            throw new IllegalStateException("not open");
        }
        return store;
    }

    /// The newest process that is known to have taken over all sets.
    @Override
    public int served() {
        if (!hasServed && store().whyReadOnly().isEmpty()) {
            hasServed = true;
        }
        return hasServed ? number : 0;
    }

    @Override
    public OpenRequests requests() {
        return requests;
    }

    /// The process is gone: whatever it was asked stays without an answer.
    void die() {
        host.kill();
        requests.lose();
        List.copyOf(calls).forEach(call -> call.complete(false));
    }
}
