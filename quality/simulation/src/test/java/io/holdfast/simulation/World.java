package io.holdfast.simulation;

import io.holdfast.base.Host;
import io.holdfast.drive.Later;
import io.holdfast.drive.SimulatedMedium;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.object.TestDeployment;
import io.holdfast.object.VersionId;
import io.holdfast.testkit.SimulatedHost;
import io.holdfast.testkit.SimulatedMachine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The deployment of one run, the process that serves it, and all that its clients know. Its own
/// threads outlive every process.
final class World {
    private static final long LOOK_NS = 5_000_000;

    final SimulatedMachine machine;
    final SimulatedHost host;
    final TestDeployment deployment;
    final Contents contents = new Contents();
    final List<Bucket> buckets = new ArrayList<>();
    final Stats stats = new Stats();
    private final Map<Integer, VersionId> ids = new HashMap<>();
    private final Map<VersionId, Integer> tokens = new HashMap<>();
    private @Nullable ServerProcess process;
    private int processes;
    private int requests;
    private long changedNs;
    private final Setup setup;
    private MediumCare care = _ -> {};

    World(long seed, Setup setup) {
        machine = new SimulatedMachine(seed);
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
        for (int bucket = 0; bucket < setup.buckets(); bucket++) {
            buckets.add(new Bucket("bucket-" + bucket, setup.keys(), contents));
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

    /// A number for a request; it names what the request stores.
    int newToken() {
        return ++requests;
    }

    void sleep(long ns) throws InterruptedException {
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

    /// What a new process says of the buckets, while no client can ask it.
    private void adopt(ObjectStore store) {
        for (Bucket bucket : buckets) {
            bucket.isLocked = false;
            Optional<BucketInfo> info = find(store, bucket.name);
            bucket.exists = info.isPresent();
            info.ifPresent(
                    found -> {
                        bucket.versioning = found.versioning();
                        bucket.id = found.id();
                    });
            for (KeyHistory key : bucket.keys) {
                int look = newToken();
                key.look(look, 0);
                key.saw(
                        look,
                        state -> state.isBucketThere() == info.isPresent(),
                        "that its bucket is there: " + info.isPresent(),
                        0);
            }
        }
    }

    private static Optional<BucketInfo> find(ObjectStore store, String name) {
        try {
            return Optional.of(store.bucket(name));
        } catch (StoreException e) {
            return Optional.empty();
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
        for (Bucket bucket : buckets) {
            bucket.requests = 0;
            bucket.uploadRequests = 0;
            bucket.isLocked = false;
            if (bucket.isDeleting) {
                bucket.doubtUploads();
                bucket.isDeleting = false;
            }
        }
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
    void later(long delayNs, ServerProcess.Work work) {
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

    /// A version's id was shown.
    void learn(int token, VersionId id) {
        if (id instanceof VersionId.Null) {
            return;
        }
        VersionId known = ids.putIfAbsent(token, id);
        Integer owner = tokens.putIfAbsent(id, token);
        if ((known != null && !known.equals(id)) || (owner != null && owner != token)) {
            throw new AssertionError(
                    "version " + id + " is that of request " + owner + " and of " + token);
        }
    }

    Optional<VersionId> idOf(int token) {
        return Optional.ofNullable(ids.get(token));
    }

    Optional<Integer> tokenOf(VersionId id) {
        return Optional.ofNullable(tokens.get(id));
    }
}
