package io.holdfast.simulation.order;

import io.holdfast.testkit.order.Answer;
import io.holdfast.testkit.order.Call;
import io.holdfast.testkit.order.Client;
import io.holdfast.testkit.order.Condition;
import java.util.concurrent.atomic.AtomicInteger;

/// A planted fault: one of many deletions is answered and not done. Any thread.
final class LostWrites implements Client {
    private final Client inner;
    private final AtomicInteger count = new AtomicInteger();

    LostWrites(Client inner) {
        this.inner = inner;
    }

    @Override
    public Answer send(Call call, byte[] body) throws Exception {
        boolean isLost =
                call instanceof Call.Delete(String _, Condition.None _)
                        && count.incrementAndGet() % 10 == 0;
        return isLost ? new Answer.Done() : inner.send(call, body);
    }
}
