package io.holdfast.testkit.order;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/// Writes down what clients ask and are told. Any thread.
public final class Recorder {
    private final LongSupplier nowNs;
    private final List<Open> calls = new ArrayList<>();

    /// @param nowNs a clock that never runs backwards, the same for all clients
    public Recorder(LongSupplier nowNs) {
        this.nowNs = nowNs;
    }

    /// To be called right before the request goes out.
    public Open invoke(int client, Call call) {
        synchronized (calls) {
            Open open = new Open(client, call, nowNs.getAsLong());
            calls.add(open);
            return open;
        }
    }

    /// All calls so far; those that are open count as without an answer.
    public List<Operation> history() {
        synchronized (calls) {
            return calls.stream().map(Open::toOperation).toList();
        }
    }

    /// Calls so far.
    public int size() {
        synchronized (calls) {
            return calls.size();
        }
    }

    /// A call that may still get its answer. A failure that does not say whether the call was
    /// carried out is none: then nothing is to be done.
    public final class Open {
        private final int client;
        private final Call call;
        private final long invokedNs;
        private long returnedNs = Operation.NEVER;
        private Answer answer = new Answer.None();

        private Open(int client, Call call, long invokedNs) {
            this.client = client;
            this.call = call;
            this.invokedNs = invokedNs;
        }

        /// To be called right after the whole answer came in.
        public void returned(Answer given) {
            long now = nowNs.getAsLong();
            synchronized (calls) {
                returnedNs = now;
                answer = given;
            }
        }

        private Operation toOperation() {
            return new Operation(client, call, answer, invokedNs, returnedNs);
        }
    }
}
