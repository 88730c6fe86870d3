package io.holdfast.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Asks something of every path at once, each on a thread of its own, so that a mount that hangs
/// costs one thread and one answer, never the others'. Used by one thread.
final class PathLooks<T> {
    private final long timeoutMs;
    private final List<@Nullable FutureTask<T>> running = new ArrayList<>();

    PathLooks(int places, long timeoutMs) {
        this.timeoutMs = timeoutMs;
        for (int place = 0; place < places; place++) {
            running.add(null);
        }
    }

    /// The answers by place; empty for a place that has not answered in time. A question that is
    /// still unanswered from an earlier round is waited for instead of asked again, and its answer
    /// counts for this round.
    List<Optional<T>> ask(IntFunction<T> question) throws InterruptedException {
        for (int place = 0; place < running.size(); place++) {
            if (running.get(place) == null) {
                int number = place;
                FutureTask<T> task = new FutureTask<>(() -> question.apply(number));
                running.set(place, task);
                Thread.ofPlatform().daemon().name("look-" + place).start(task);
            }
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        List<Optional<T>> answers = new ArrayList<>();
        for (int place = 0; place < running.size(); place++) {
            answers.add(answer(place, end));
        }
        return answers;
    }

    private Optional<T> answer(int place, long end) throws InterruptedException {
        FutureTask<T> task = running.get(place);
        if (task == null) {
            return Optional.empty();
        }
        try {
            T answer = task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            running.set(place, null);
            return Optional.of(answer);
        } catch (TimeoutException _) {
            return Optional.empty();
        } catch (ExecutionException e) {
            running.set(place, null);
            throw new IllegalStateException("looking at drive " + place, e.getCause());
        }
    }
}
