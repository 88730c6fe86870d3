package io.holdfast.drive;

import io.holdfast.base.Clock;
import java.util.PriorityQueue;

/// Virtual time: events run in the order of their due times, on the thread that steps, so a run
/// depends on its seed alone. Any thread may add events, one thread steps.
public final class SteppedTime implements Later, Clock {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long nowNs;
    private long added;

    private record Event(long dueNs, long number, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(dueNs, other.dueNs);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    @Override
    public synchronized void run(long delayNs, Runnable task) {
        events.add(new Event(nowNs + delayNs, added++, task));
    }

    /// Runs the next event.
    ///
    /// @return false when there was none
    public boolean step() {
        Event event;
        synchronized (this) {
            event = events.poll();
            if (event == null) {
                return false;
            }
            nowNs = event.dueNs;
        }
        event.task.run();
        return true;
    }

    /// Runs events until none is left.
    public void runAll() {
        boolean more = true;
        while (more) {
            more = step();
        }
    }

    @Override
    public synchronized long wallMs() {
        return 1_800_000_000_000L + nowNs / 1_000_000;
    }

    @Override
    public synchronized long monotonicNs() {
        return nowNs;
    }
}
