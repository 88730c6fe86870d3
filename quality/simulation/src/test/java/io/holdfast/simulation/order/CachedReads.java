package io.holdfast.simulation.order;

import io.holdfast.testkit.order.Answer;
import io.holdfast.testkit.order.Call;
import io.holdfast.testkit.order.Client;
import io.holdfast.testkit.order.Condition;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A planted fault: what a read found is told again for 5 ms. Any thread.
final class CachedReads implements Client {
    private static final long KEPT_NS = 5_000_000;

    private final Client inner;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    private record Entry(Answer answer, long readNs) {}

    CachedReads(Client inner) {
        this.inner = inner;
    }

    @Override
    public Answer send(Call call, byte[] body) throws Exception {
        if (!(call instanceof Call.Get(String key, Condition.None _))) {
            return inner.send(call, body);
        }
        Entry entry = entries.get(key);
        if (entry != null && System.nanoTime() - entry.readNs < KEPT_NS) {
            return entry.answer;
        }
        long now = System.nanoTime();
        Answer answer = inner.send(call, body);
        entries.put(key, new Entry(answer, now));
        return answer;
    }
}
