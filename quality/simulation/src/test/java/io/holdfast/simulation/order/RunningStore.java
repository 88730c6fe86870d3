package io.holdfast.simulation.order;

import io.holdfast.object.ObjectStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// The engine that runs now. Any thread.
final class RunningStore {
    private volatile CompletableFuture<ObjectStore> store = new CompletableFuture<>();

    /// From now on calls wait for the next start.
    void stopping() {
        store = new CompletableFuture<>();
    }

    ObjectStore started(ObjectStore engine) {
        store.complete(engine);
        return engine;
    }

    ObjectStore await() throws InterruptedException {
        try {
            return store.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
