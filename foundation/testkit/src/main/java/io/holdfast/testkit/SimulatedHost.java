package io.holdfast.testkit;

import io.holdfast.base.Host;
import java.util.concurrent.locks.LockSupport;

/// A process on a {@link SimulatedMachine}. When it is killed, its threads and timers are
/// forgotten: none of them does anything any more, wherever it stood.
public final class SimulatedHost implements Host {
    private final SimulatedMachine machine;
    private boolean isAlive = true;

    SimulatedHost(SimulatedMachine machine) {
        this.machine = machine;
    }

    public SimulatedMachine machine() {
        return machine;
    }

    public boolean isAlive() {
        return isAlive;
    }

    /// The process ends at once. Called by a thread of another process.
    public void kill() {
        isAlive = false;
    }

    @Override
    public Thread platformThread(String name, Runnable task) {
        return virtualThread(name, task);
    }

    @Override
    public Thread virtualThread(String name, Runnable task) {
        return machine.thread(this, name, () -> Host.within(this, () -> guarded(task)));
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) {
            machine.fail(thrown);
        }
    }

    /// Runs the task after the delay, on a thread of its own.
    public void after(long delayNs, Runnable task) {
        machine.after(this, delayNs, () -> virtualThread("later", task).start());
    }

    @Override
    public void park(Object blocker, long atMostNs) {
        if (atMostNs <= 0) {
            return;
        }
        Thread self = Thread.currentThread();
        SimulatedMachine.Event timer =
                machine.after(this, atMostNs, () -> LockSupport.unpark(self));
        LockSupport.park(blocker);
        timer.cancel();
    }

    @Override
    public long nowNs() {
        return machine.monotonicNs();
    }

    @Override
    public void nextBytes(byte[] bytes) {
        machine.nextBytes(bytes);
    }
}
