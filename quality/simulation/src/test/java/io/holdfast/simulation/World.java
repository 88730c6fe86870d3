package io.holdfast.simulation;

import io.holdfast.base.Host;
import io.holdfast.drive.Later;
import io.holdfast.drive.SimulatedMedium;
import io.holdfast.object.DeploymentAudit;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.TestDeployment;
import io.holdfast.testkit.SimulatedHost;
import io.holdfast.testkit.SimulatedMachine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The deployment of one run, the process that serves it, and all that its clients know. Its own
/// threads outlive every process.
final class World extends Knowledge {
    private static final long LOOK_NS = 5_000_000;

    final SimulatedMachine machine;
    final SimulatedHost host;
    final TestDeployment deployment;
    private @Nullable ServerProcess process;
    private int processes;
    private long changedNs;
    private final long startMs;
    private final Setup setup;
    private MediumCare care = _ -> {};

    World(long seed, Setup setup) {
        super(setup);
        machine = new SimulatedMachine(seed);
        startMs = machine.wallMs();
        host = machine.startProcess();
        Later later = (delayNs, task) -> ((SimulatedHost) Host.current()).after(delayNs, task);
        deployment =
                new TestDeployment(setup.sets(), setup.drives(), setup.parity(), later, machine);
        this.setup = setup;
        for (int set = 0; set < setup.sets(); set++) {
            for (int place = 0; place < setup.drives(); place++) {
                prepare(deployment.medium(set, place));
            }
        }
    }

    /// Something that is done to every medium, also to those that replace others.
    @FunctionalInterface
    interface MediumCare {
        void take(SimulatedMedium medium);
    }

    void careFor(MediumCare newCare) {
        care = newCare;
        for (int set = 0; set < setup.sets(); set++) {
            for (int place = 0; place < setup.drives(); place++) {
                care.take(deployment.medium(set, place));
            }
        }
    }

    /// A medium is put in.
    void prepare(SimulatedMedium medium) {
        medium.setLatency(20_000, setup.latencyMaxNs());
        care.take(medium);
    }

    /// A drive has taken changes.
    void changed() {
        changedNs = machine.monotonicNs();
    }

    /// For so long no drive has taken a change.
    long quietNs() {
        return machine.monotonicNs() - changedNs;
    }

    @Override
    protected long startMs() {
        return startMs;
    }

    @Override
    protected void sleep(long ns) throws InterruptedException {
        if (ns > 0) {
            host.sleep(ns);
        }
    }

    Optional<ServerProcess> process() {
        return Optional.ofNullable(process).filter(ServerProcess::isAlive);
    }

    /// Waits for a process that is open.
    ServerProcess awaitProcess() throws InterruptedException {
        while (true) {
            Optional<ServerProcess> now = process().filter(ServerProcess::isOpen);
            if (now.isPresent()) {
                return now.get();
            }
            sleep(LOOK_NS);
        }
    }

    /// Starts a process unless one is there.
    ///
    /// @return false when it was killed before it was open
    boolean start() throws InterruptedException {
        if (process().isPresent()) {
            return true;
        }
        ServerProcess started = new ServerProcess(machine.startProcess(), ++processes);
        process = started;
        stats.starts++;
        return started.call(
                "start",
                () -> {
                    ObjectStore store =
                            deployment.registry().isWritable()
                                    ? deployment.start()
                                    : deployment.startWithoutEpoch();
                    adopt(store);
                    started.opened(store);
                });
    }

    /// Whoever was cut has to be started again, for the clients wait for that.
    void keepRunning() throws InterruptedException {
        while (!start()) {
            sleep(1_000_000);
        }
    }

    /// The power goes.
    void cut() {
        ServerProcess dying = process;
        if (dying == null || !dying.isAlive()) {
            return;
        }
        stats.cuts++;
        machine.trace().add("cut");
        dying.die();
        deployment.kill();
        serverGone();
        process = null;
    }

    /// An orderly stop; what is under way is not waited for.
    void stop() throws InterruptedException {
        Optional<ServerProcess> now = process().filter(ServerProcess::isOpen);
        if (now.isPresent()) {
            now.get().call("stop", deployment::stop);
            cut();
        }
    }

    /// Does something later, whatever becomes of the server.
    void later(long delayNs, Server.Work work) {
        host.virtualThread(
                        "later",
                        () -> {
                            try {
                                host.sleep(delayNs);
                                work.run();
                            } catch (Exception e) {
                                machine.fail(e);
                            }
                        })
                .start();
    }

    @Override
    protected Server awaitServer() throws InterruptedException {
        return awaitProcess();
    }

    @Override
    protected void trace(String heard) {
        machine.trace().add(heard);
    }

    @Override
    protected int replacements() {
        return deployment.replacements();
    }

    /// Its copies are there (I3).
    @Override
    protected void acknowledged(Bucket bucket, int key, int token, boolean isWhole) {
        DeploymentAudit.Copies copies =
                new DeploymentAudit(deployment)
                        .copiesOf(bucket.id, Bucket.keyName(key), Integer.toString(token));
        if (copies.inServiceWithout() > 0 || (isWhole && copies.copies() < copies.needed())) {
            throw new AssertionError("request " + token + " was acknowledged with " + copies);
        }
    }
}
