package io.holdfast.simulation.order;

import io.holdfast.testkit.order.Answer;
import io.holdfast.testkit.order.Call;
import io.holdfast.testkit.order.Client;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// A planted fault: the first half of the keys is of one moment, the rest of a later one. Any
/// thread.
final class TornListings implements Client {
    private static final long BETWEEN_NS = 2_000_000;
    private static final String MIDDLE = "b/2";

    private final Client inner;

    TornListings(Client inner) {
        this.inner = inner;
    }

    @Override
    public Answer send(Call call, byte[] body) throws Exception {
        if (!(call instanceof Call.ListPage page)
                || !page.delimiter().isEmpty()
                || page.entriesMax() < 1000) {
            return inner.send(call, body);
        }
        Answer early = inner.send(call, body);
        LockSupport.parkNanos(BETWEEN_NS);
        if (!(early instanceof Answer.Listed first)
                || !(inner.send(call, body) instanceof Answer.Listed second)) {
            return new Answer.None();
        }
        Map<String, String> values = new HashMap<>();
        first.values().forEach((key, value) -> take(values, key, value, true));
        second.values().forEach((key, value) -> take(values, key, value, false));
        return new Answer.Listed(values, first.prefixes(), false);
    }

    private static void take(
            Map<String, String> values, String key, String value, boolean isFirstHalf) {
        if (key.compareTo(MIDDLE) < 0 == isFirstHalf) {
            values.put(key, value);
        }
    }
}
