package io.holdfast.simulation;

import io.holdfast.object.BucketInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreException;
import io.holdfast.object.VersionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// All that the clients of a deployment know, whatever it runs on.
public abstract class Knowledge {
    public final Contents contents = new Contents();
    public final List<Bucket> buckets = new ArrayList<>();
    public final Stats stats = new Stats();
    private final Map<Integer, VersionId> ids = new HashMap<>();
    private final Map<VersionId, Integer> tokens = new HashMap<>();
    private int requests;

    protected Knowledge(Setup setup) {
        for (int bucket = 0; bucket < setup.buckets(); bucket++) {
            buckets.add(
                    new Bucket(
                            "bucket-" + bucket,
                            setup.keys(),
                            contents,
                            setup.hasObjectLock() && bucket == 0));
        }
    }

    /// Waits for a server that is open.
    protected abstract Server awaitServer() throws InterruptedException;

    /// Wall time when all began.
    protected abstract long startMs();

    protected abstract void sleep(long ns) throws InterruptedException;

    /// Something that was heard.
    protected abstract void trace(String heard);

    /// How many drives have been replaced.
    protected abstract int replacements();

    /// A version was acknowledged, and no other change of its key is open.
    ///
    /// @param isWhole false when a drive that may have had it was replaced meanwhile
    protected abstract void acknowledged(Bucket bucket, int key, int token, boolean isWhole);

    /// Of the buckets that exist.
    public Set<Long> bucketIds() {
        return buckets.stream()
                .filter(bucket -> bucket.exists)
                .map(bucket -> bucket.id)
                .collect(Collectors.toSet());
    }

    /// A number for a request; it names what the request stores.
    int newToken() {
        return ++requests;
    }

    /// What a new server says of the buckets, while no client can ask it.
    protected void adopt(ObjectStore store) {
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

    /// The server is gone with all requests that were under way.
    protected void serverGone() {
        for (Bucket bucket : buckets) {
            bucket.requests = 0;
            bucket.uploadRequests = 0;
            bucket.isLocked = false;
            if (bucket.isDeleting) {
                bucket.doubtUploads();
                bucket.isDeleting = false;
            }
        }
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
