package io.holdfast.testkit;

import io.holdfast.base.Clock;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A machine whose threads, time and chance follow from one seed. All threads of its {@link
/// SimulatedHost}s are virtual and run one at a time on the thread that calls {@link #run}; which
/// of the runnable ones goes on next is drawn, and when none can go on, time jumps to the next
/// event. So a run is the same each time, on any machine, as long as the code under it asks only
/// its host for threads, limited waits, time and chance, and neither blocks inside a monitor nor
/// depends on identity hash codes.
///
/// The JVM needs {@code --add-opens java.base/java.lang=ALL-UNNAMED}; {@code
/// -Djdk.trackAllThreads=false} lets forgotten threads be collected.
public final class SimulatedMachine implements Clock {
    private static final Constructor<?> BUILDER = builder();
    private static final long MONITOR_SECONDS = 10;
    private static final long WALL_START_MS = 1_800_000_000_000L;

    private final RandomGenerator order;
    private final RandomGenerator chance;
    private final Thread owner = Thread.currentThread();
    private final List<Ready> ready = new ArrayList<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final TraceDigest trace = new TraceDigest();
    private long nowNs;
    private long wallOffsetMs;
    private long added;
    private long steps;
    private int threads;
    private volatile @Nullable Throwable failure;

    private final BlockingQueue<Ready> unblocked = new LinkedBlockingQueue<>();

    private record Ready(SimulatedThread thread, Runnable continuation) {}

    /// A virtual thread and what is known of it.
    private static final class SimulatedThread implements Executor {
        private final SimulatedMachine machine;
        private final SimulatedHost host;
        private final int number;
        private @Nullable Thread thread;

        SimulatedThread(SimulatedMachine machine, SimulatedHost host, int number) {
            this.machine = machine;
            this.host = host;
            this.number = number;
        }

        @Override
        public void execute(Runnable continuation) {
            machine.makeReady(new Ready(this, continuation));
        }

        boolean isBlocked() {
            Thread own = thread;
            return own != null && own.getState() == Thread.State.BLOCKED;
        }
    }

    /// Something that is due at a time.
    static final class Event implements Comparable<Event> {
        private final long dueNs;
        private final long number;
        private final SimulatedHost host;
        private @Nullable Runnable task;

        Event(long dueNs, long number, SimulatedHost host, Runnable task) {
            this.dueNs = dueNs;
            this.number = number;
            this.host = host;
            this.task = task;
        }

        void cancel() {
            task = null;
        }

        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(dueNs, other.dueNs);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /// @param seed of everything that happens by chance
    public SimulatedMachine(long seed) {
        order = Seeds.of(seed ^ 0x5deece66dL);
        chance = Seeds.of(seed ^ 0x9e3779b97f4a7c15L);
    }

    /// A new process on this machine.
    public SimulatedHost startProcess() {
        return new SimulatedHost(this);
    }

    /// Lets the machine run until the process's thread has ended.
    ///
    /// @param stepsMax after so many steps the run counts as hanging
    /// @throws AssertionError when nothing can go on, when it hangs, or what a thread threw
    public void run(Thread main, long stepsMax) {
        main.start();
        while (main.isAlive()) {
            if (steps > stepsMax) {
                throw new AssertionError(
                        "still running after "
                                + stepsMax
                                + " steps and "
                                + nowNs / 1_000_000
                                + " ms");
            }
            if (!step()) {
                throw new AssertionError("nothing can go on: every thread waits for another");
            }
            throwFailure();
        }
        throwFailure();
    }

    private void throwFailure() {
        Throwable thrown = failure;
        if (thrown != null) {
            throw new AssertionError("at " + nowNs / 1_000_000 + " ms: " + thrown, thrown);
        }
    }

    /// The run has failed: {@link #run} throws this.
    public void fail(Throwable why) {
        if (failure == null) {
            failure = why;
        }
    }

    private boolean step() {
        steps++;
        while (!ready.isEmpty()) {
            Ready next = take(order.nextInt(ready.size()));
            if (next.thread.host.isAlive()) {
                trace.add(next.thread.number);
                next.continuation.run();
                while (next.thread.isBlocked()) {
                    awaitMonitor();
                }
                return true;
            }
        }
        while (!events.isEmpty()) {
            Event event = events.remove();
            Runnable task = event.task;
            if (task != null && event.host.isAlive()) {
                nowNs = Math.max(nowNs, event.dueNs);
                trace.add(nowNs);
                task.run();
                return true;
            }
        }
        return false;
    }

    /// A thread met a monitor that a thread of another machine holds, inside the JDK or while a
    /// class is loaded: nothing else may go on here before it does.
    private void awaitMonitor() {
        try {
            Ready next = unblocked.poll(MONITOR_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("a simulated thread waits for a monitor");
            }
            next.continuation.run();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private Ready take(int index) {
        Ready taken = ready.get(index);
        Ready last = ready.removeLast();
        if (index < ready.size()) {
            ready.set(index, last);
        }
        return taken;
    }

    /// What happened so far, as one number: equal for equal runs.
    public long traceDigest() {
        return trace.value();
    }

    /// Adds something to what {@link #traceDigest} covers.
    public TraceDigest trace() {
        return trace;
    }

    /// Tasks and events run so far.
    public long steps() {
        return steps;
    }

    @Override
    public long wallMs() {
        return WALL_START_MS + wallOffsetMs + nowNs / 1_000_000;
    }

    @Override
    public long monotonicNs() {
        return nowNs;
    }

    /// Sets the wall clock forward or back.
    public void jumpWallMs(long ms) {
        wallOffsetMs += ms;
    }

    Event after(SimulatedHost host, long delayNs, Runnable task) {
        long due = nowNs + delayNs < nowNs ? Long.MAX_VALUE : nowNs + delayNs;
        Event event = new Event(due, added++, host, task);
        events.add(event);
        return event;
    }

    void nextBytes(byte[] bytes) {
        chance.nextBytes(bytes);
    }

    Thread thread(SimulatedHost host, String name, Runnable task) {
        int number = threads++;
        SimulatedThread simulated = new SimulatedThread(this, host, number);
        try {
            Thread thread =
                    ((Thread.Builder) BUILDER.newInstance(simulated)).name(name).unstarted(task);
            simulated.thread = thread;
            return thread;
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("this JVM has no schedulers for virtual threads", e);
        }
    }

    private void makeReady(Ready next) {
        Thread caller = Thread.currentThread();
        if (caller.isVirtual() || caller.equals(owner)) {
            ready.add(next);
        } else {
            // The JVM's own helper wakes threads that waited for a monitor.
            unblocked.add(next);
        }
    }

    private static Constructor<?> builder() {
        try {
            Constructor<?> constructor =
                    Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                            .getDeclaredConstructor(Executor.class);
            constructor.setAccessible(true);
            return constructor;
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
