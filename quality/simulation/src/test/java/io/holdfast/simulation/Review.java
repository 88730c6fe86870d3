package io.holdfast.simulation;

import io.holdfast.drive.BucketUsage;
import io.holdfast.object.HealReport;
import java.util.List;
import java.util.Set;

/// What a server has to show while nothing is wrong and nobody else asks.
public final class Review {
    private final Knowledge world;
    private final Client client;
    private final Looks looks;

    public Review(Knowledge world, Client client) {
        this.world = world;
        this.client = client;
        this.looks = new Looks(world);
    }

    /// Every shard is there, or can be rebuilt and then is there.
    public void scrub(Server process) throws Exception {
        HealReport first = healAll(process);
        if (first.unrecoverable() > 0) {
            throw new AssertionError("beyond repair: " + first);
        }
        HealReport second = healAll(process);
        if (second.rowsRepaired() + second.shardsRepaired() + second.unrecoverable() > 0) {
            throw new AssertionError("not whole after repair: " + second);
        }
    }

    private HealReport healAll(Server process) throws Exception {
        HealReport total = HealReport.NONE;
        for (Bucket bucket : world.buckets) {
            for (int key = 0; key < bucket.keys.size() && bucket.exists; key++) {
                total = total.plus(process.store().heal(bucket.name(key), true));
            }
        }
        return total;
    }

    /// Everything can be read, and nothing is undecided.
    public void readAll(Server process) throws Exception {
        for (Bucket bucket : world.buckets) {
            boolean isRead = looks.versions(process, bucket) && looks.list(process, bucket, 1);
            require(isRead, bucket);
            for (int key = 0; key < bucket.keys.size(); key++) {
                isRead &= looks.newest(process, bucket, key, true);
                KeyHistory history = bucket.keys.get(key);
                Set<KeyState> states = history.states();
                if (states.stream().map(Review::shape).distinct().count() != 1) {
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

    /// Every key can be written.
    public void writeAll(Server process) throws Exception {
        for (Bucket bucket : world.buckets) {
            for (int key = 0; key < bucket.keys.size() && bucket.exists; key++) {
                if (!client.write(process, bucket, key)) {
                    throw new AssertionError("not writable: " + bucket.name(key));
                }
            }
        }
    }

    /// The engine's counters are those of the model (I14).
    public void count(Server process) throws Exception {
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
}
