package io.holdfast.simulation;

import io.holdfast.object.ObjectStore;

/// One life of the server, as its clients see it. What they know is touched by one thread at a
/// time: another one runs only while this one waits for a request.
public interface Server {
    /// What clients do with a server.
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /// Does the work, which ends when the server dies.
    ///
    /// @return false when the server died before that
    boolean call(String what, Work work) throws InterruptedException;

    boolean isAlive();

    /// Counts the starts.
    int number();

    /// The newest server that is known to have taken over all sets; 0 for none.
    int served();

    ObjectStore store();

    /// What it was asked and has not answered.
    OpenRequests requests();
}
