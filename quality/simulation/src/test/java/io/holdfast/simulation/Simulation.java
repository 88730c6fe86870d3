package io.holdfast.simulation;

import io.holdfast.base.Pending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One run: a deployment is made, clients and faults go through their steps at the same time, then
/// everything has to be whole again.
final class Simulation {
    private static final long STEPS_MAX = 3_000_000;

    private final Script script;
    private final Setup setup;
    private final World world;
    private final Faults faults;
    private final Client client;
    private World.MediumCare planted = _ -> {};

    Simulation(Script script) {
        this.script = script;
        this.setup = script.setup();
        this.world = new World(script.seed(), setup);
        this.faults = new Faults(world, setup);
        this.client = new Client(world, setup);
    }

    World world() {
        return world;
    }

    /// Something is done to every medium before anything else.
    void plant(World.MediumCare care) {
        planted = care;
    }

    Faults faults() {
        return faults;
    }

    /// Runs to the end.
    ///
    /// @return a digest of everything that happened
    /// @throws AssertionError when a promise was broken
    long run() {
        world.machine.run(world.host.virtualThread("main", () -> guarded(this::live)), STEPS_MAX);
        return world.machine.traceDigest();
    }

    private void guarded(Server.Work work) {
        try {
            work.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void live() throws Exception {
        DriveWatcher watcher = new DriveWatcher(world);
        world.careFor(
                medium -> {
                    watcher.follow(medium);
                    planted.take(medium);
                });
        world.start();
        ServerProcess first = world.awaitProcess();
        first.call(
                "create",
                () -> {
                    for (Bucket bucket : world.buckets) {
                        new BucketClient(world).create(first, bucket);
                    }
                });
        List<Pending<Boolean>> lanes = new ArrayList<>();
        Map<Integer, List<Step.Request>> requests = new TreeMap<>();
        List<Step.Fault> faultSteps = new ArrayList<>();
        for (Step step : script.steps()) {
            switch (step) {
                case Step.Request request ->
                        requests.computeIfAbsent(request.client(), _ -> new ArrayList<>())
                                .add(request);
                case Step.Fault fault -> faultSteps.add(fault);
            }
        }
        for (List<Step.Request> lane : requests.values()) {
            lanes.add(
                    start(
                            () -> {
                                for (Step.Request step : lane) {
                                    client.perform(step);
                                }
                            }));
        }
        Pending<Boolean> watch = start(faults::watch);
        Pending<Boolean> faultLane =
                start(
                        () -> {
                            for (Step.Fault step : faultSteps) {
                                faults.perform(step);
                            }
                            world.keepRunning();
                        });
        for (Pending<Boolean> lane : lanes) {
            lane.await();
        }
        faultLane.await();
        faults.end();
        watch.await();
        new Ending(world, faults, client).check();
    }

    private Pending<Boolean> start(Server.Work work) {
        Pending<Boolean> done = new Pending<>();
        world.host
                .virtualThread(
                        "lane",
                        () -> {
                            guarded(work);
                            done.complete(true);
                        })
                .start();
        return done;
    }
}
