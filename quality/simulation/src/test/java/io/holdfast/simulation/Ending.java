package io.holdfast.simulation;

import io.holdfast.object.DeploymentAudit;
import java.util.List;

/// What has to hold when all faults have ended: every key can be read and written, all drives come
/// back, every shard is there, counters are right, nothing is left over; and all that again after
/// one more power cut.
final class Ending {
    private static final long SETTLE_NS = 10_000_000_000L;
    private static final long QUIET_NS = 2_000_000_000L;
    private static final int QUIET_TRIES = 60;

    private final World world;
    private final Faults faults;
    private final Review review;

    Ending(World world, Faults faults, Client client) {
        this.world = world;
        this.faults = faults;
        this.review = new Review(world, client);
    }

    void check() throws Exception {
        world.keepRunning();
        faults.awaitWhole();
        // What a start with too few drives left in doubt is settled by one with all of them.
        world.cut();
        world.keepRunning();
        faults.awaitWhole();
        inServer("scrub", review::scrub);
        inServer("read all", review::readAll);
        inServer("write all", review::writeAll);
        settle();
        audit("at the end");
        inServer("count", review::count);
        world.cut();
        world.keepRunning();
        faults.awaitWhole();
        inServer("read all again", review::readAll);
        settle();
        audit("after one more cut");
    }

    /// Lets the engine clear away what it wants to. A removal that has reached some drives only is
    /// no difference between them, so the drives are looked at when they take nothing any more.
    private void settle() throws InterruptedException {
        world.sleep(SETTLE_NS);
        for (int i = 0; world.quietNs() < QUIET_NS; i++) {
            if (i == QUIET_TRIES) {
                throw new AssertionError("the drives take changes that nobody asked for");
            }
            world.sleep(QUIET_NS / 2);
        }
    }

    private interface Check {
        void run(ServerProcess process) throws Exception;
    }

    private void inServer(String what, Check check) throws InterruptedException {
        ServerProcess process = world.awaitProcess();
        if (!process.call(what, () -> check.run(process))) {
            throw new AssertionError("the server died during " + what);
        }
    }

    private void audit(String when) {
        List<String> problems = new DeploymentAudit(world.deployment).problems(world.bucketIds());
        if (!problems.isEmpty()) {
            throw new AssertionError(when + ": " + problems);
        }
    }
}
