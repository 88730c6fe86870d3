package io.holdfast.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.base.Host;
import io.holdfast.base.Pending;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

final class SimulatedMachineTest {
    private static final long STEPS_MAX = 100_000;

    private record Outcome(List<Integer> order, long nowNs, long digest) {}

    /// Ten threads that fight for a lock and sleep for random times.
    private static Outcome race(long seed) {
        SimulatedMachine machine = new SimulatedMachine(seed);
        SimulatedHost host = machine.startProcess();
        List<Integer> order = new ArrayList<>();
        ReentrantLock lock = new ReentrantLock();
        Runnable main =
                () -> {
                    List<Thread> threads = new ArrayList<>();
                    for (int i = 0; i < 10; i++) {
                        int number = i;
                        threads.add(
                                Host.current()
                                        .virtualThread("t", () -> contend(lock, order, number)));
                    }
                    threads.forEach(Thread::start);
                    threads.forEach(SimulatedMachineTest::join);
                };
        machine.run(host.virtualThread("main", main), STEPS_MAX);
        return new Outcome(order, machine.monotonicNs(), machine.traceDigest());
    }

    private static void contend(ReentrantLock lock, List<Integer> order, int number) {
        for (int turn = 0; turn < 5; turn++) {
            byte[] chance = new byte[1];
            Host.current().nextBytes(chance);
            lock.lock();
            try {
                order.add(number);
                Host.current().park(lock, 1_000L * (chance[0] & 0xff));
            } finally {
                lock.unlock();
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void sameSeedGivesTheSameRun() {
        Outcome first = race(1);
        assertThat(race(1)).isEqualTo(first);
        assertThat(first.order).hasSize(50);
        assertThat(race(2).order).isNotEqualTo(first.order);
    }

    @Test
    void hoursPassAtOnce() {
        SimulatedMachine machine = new SimulatedMachine(3);
        SimulatedHost host = machine.startProcess();
        Runnable main =
                () -> {
                    try {
                        Host.current().sleep(3_600_000_000_000L);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                };
        machine.run(host.virtualThread("main", main), STEPS_MAX);
        assertThat(machine.monotonicNs()).isEqualTo(3_600_000_000_000L);
    }

    @Test
    void killedProcessDoesNothingMore() {
        SimulatedMachine machine = new SimulatedMachine(4);
        SimulatedHost world = machine.startProcess();
        SimulatedHost victim = machine.startProcess();
        int[] turns = {0};
        Runnable work =
                () -> {
                    while (true) {
                        turns[0]++;
                        Host.current().park(turns, 1_000_000);
                    }
                };
        Runnable main =
                () -> {
                    victim.virtualThread("work", work).start();
                    victim.after(15_000_000, () -> turns[0] = -1);
                    world.park(turns, 10_500_000);
                    victim.kill();
                    int seen = turns[0];
                    world.park(turns, 100_000_000);
                    assertThat(turns[0]).isEqualTo(seen).isEqualTo(11);
                };
        machine.run(world.virtualThread("main", main), STEPS_MAX);
    }

    @Test
    void deadlockIsAFailure() {
        SimulatedMachine machine = new SimulatedMachine(5);
        SimulatedHost host = machine.startProcess();
        Thread main = host.virtualThread("main", LockSupport::park);
        assertThatThrownBy(() -> machine.run(main, STEPS_MAX)).hasMessageContaining("nothing can");
    }

    @Test
    void limitedWaitEndsInSimulatedTime() {
        SimulatedMachine machine = new SimulatedMachine(6);
        SimulatedHost host = machine.startProcess();
        Runnable main =
                () -> {
                    try {
                        assertThat(new Pending<Integer>().await(5_000)).isEmpty();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                };
        machine.run(host.virtualThread("main", main), STEPS_MAX);
        assertThat(machine.monotonicNs()).isEqualTo(5_000);
    }

    @Test
    void whatAThreadThrowsFailsTheRun() {
        SimulatedMachine machine = new SimulatedMachine(7);
        SimulatedHost host = machine.startProcess();
        Thread main =
                host.virtualThread(
                        "main",
                        () -> {
                            throw new IllegalStateException("so it is");
                        });
        assertThatThrownBy(() -> machine.run(main, STEPS_MAX)).hasMessageContaining("so it is");
    }
}
