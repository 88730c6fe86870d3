package io.holdfast.simulation;

import io.holdfast.drive.BucketUsage;
import io.holdfast.object.DeploymentAudit;
import io.holdfast.object.HealReport;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What has to hold when all faults have ended: every key can be read and written, all drives come
/// back, every shard is there, counters are right, nothing is left over; and all that again after
/// one more power cut.
final class Ending {
    private static final long SETTLE_NS = 10_000_000_000L;
    private static final long QUIET_NS = 2_000_000_000L;
    private static final int QUIET_TRIES = 60;

    private final World world;
    private final Faults faults;
    private final Client client;
    private final Looks looks;

    Ending(World world, Faults faults, Client client) {
        this.world = world;
        this.faults = faults;
        this.client = client;
        this.looks = new Looks(world);
    }

    void check() throws Exception {
        world.keepRunning();
        faults.awaitWhole();
        // What a start with too few drives left in doubt is settled by one with all of them.
        world.cut();
        world.keepRunning();
        faults.awaitWhole();
        inServer("scrub", this::scrub);
        inServer("read all", this::readAll);
        inServer("write all", this::writeAll);
        settle();
        audit("at the end");
        inServer("count", this::count);
        world.cut();
        world.keepRunning();
        faults.awaitWhole();
        inServer("read all again", this::readAll);
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

    private void scrub(ServerProcess process) throws Exception {
        HealReport first = healAll(process);
        if (first.unrecoverable() > 0) {
            throw new AssertionError("beyond repair: " + first);
        }
        HealReport second = healAll(process);
        if (second.rowsRepaired() + second.shardsRepaired() + second.unrecoverable() > 0) {
            throw new AssertionError("not whole after repair: " + second);
        }
    }

    private HealReport healAll(ServerProcess process) throws Exception {
        HealReport total = new HealReport(0, 0, 0, 0);
        for (Bucket bucket : world.buckets) {
            for (int key = 0; key < bucket.keys.size() && bucket.exists; key++) {
                total = total.plus(process.store().heal(bucket.name(key), true));
            }
        }
        return total;
    }

    private void readAll(ServerProcess process) throws Exception {
        for (Bucket bucket : world.buckets) {
            boolean isRead = looks.versions(process, bucket) && looks.list(process, bucket, 1);
            require(isRead, bucket);
            for (int key = 0; key < bucket.keys.size(); key++) {
                isRead &= looks.newest(process, bucket, key, true);
                KeyHistory history = bucket.keys.get(key);
                Set<KeyState> states = history.states();
                if (states.stream().map(Ending::shape).distinct().count() != 1) {
                    throw new AssertionError("not decided after all: " + history);
                }
                for (KeyState.Version version : states.iterator().next().versions()) {
                    if (version.isNull() || world.idOf(version.token()).isPresent()) {
                        int target = version.isNull() ? Change.DeleteVersion.NULL : version.token();
                        isRead &= looks.version(process, bucket, key, target);
                    }
                }
            }
            looks.uploads(process, bucket);
            require(isRead, bucket);
        }
    }

    /// Of two delete markers whose answers were lost, one shows as well as the other.
    private static List<KeyState.Version> shape(KeyState state) {
        return state.versions().stream()
                .map(
                        version ->
                                version.isMarker()
                                        ? new KeyState.Version(0, true, version.isNull(), "")
                                        : version)
                .toList();
    }

    private void require(boolean isRead, Bucket bucket) {
        if (!isRead) {
            throw new AssertionError("not readable: " + bucket.name + ", " + looks.last());
        }
    }

    private void writeAll(ServerProcess process) throws Exception {
        for (Bucket bucket : world.buckets) {
            for (int key = 0; key < bucket.keys.size() && bucket.exists; key++) {
                if (!client.write(process, bucket, key)) {
                    throw new AssertionError("not writable: " + bucket.name(key));
                }
            }
        }
    }

    /// The engine's counters are those of the model (I14).
    private void count(ServerProcess process) throws Exception {
        for (Bucket bucket : world.buckets) {
            if (!bucket.exists) {
                continue;
            }
            BucketUsage expected = BucketUsage.NONE;
            for (KeyHistory history : bucket.keys) {
                KeyState state = history.states().iterator().next();
                for (KeyState.Version version : state.versions()) {
                    expected = expected.plus(usage(version));
                }
                if (state.object().isPresent()) {
                    expected = expected.plus(new BucketUsage(1, 0, 0, 0));
                }
            }
            BucketUsage counted = process.store().usage(bucket.name);
            if (!counted.equals(expected)) {
                throw new AssertionError(bucket.name + " counts " + counted + " of " + expected);
            }
        }
    }

    private BucketUsage usage(KeyState.Version version) {
        if (version.isMarker()) {
            return new BucketUsage(0, 0, 1, 0);
        }
        Contents.Content content = world.contents.get(version.token());
        return new BucketUsage(0, 1, 0, content == null ? 0 : content.bytes().length);
    }

    private Set<Long> bucketIds() {
        Set<Long> ids = new HashSet<>();
        world.buckets.stream()
                .filter(bucket -> bucket.exists)
                .forEach(bucket -> ids.add(bucket.id));
        return ids;
    }

    private void audit(String when) {
        List<String> problems = new DeploymentAudit(world.deployment).problems(bucketIds());
        if (!problems.isEmpty()) {
            throw new AssertionError(when + ": " + problems);
        }
    }
}
