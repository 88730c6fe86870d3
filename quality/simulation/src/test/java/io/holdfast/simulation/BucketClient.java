package io.holdfast.simulation;

import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.Versioning;

/// Makes the requests on whole buckets. For the model each of them is a change of every key.
public final class BucketClient {
    private final Knowledge world;

    public BucketClient(Knowledge world) {
        this.world = world;
    }

    void setVersioning(Server process, Bucket bucket) throws Exception {
        if (bucket.requests > 1 || !bucket.exists || bucket.hasObjectLock) {
            return;
        }
        Versioning next =
                bucket.versioning == Versioning.ENABLED ? Versioning.SUSPENDED : Versioning.ENABLED;
        bucket.isLocked = true;
        try {
            process.store().setVersioning(bucket.name, next);
            bucket.versioning = next;
        } catch (StoreException e) {
            world.stats.refused++;
        }
        bucket.isLocked = false;
    }

    /// Deletes the bucket, or makes it again.
    void change(Server process, Bucket bucket) throws Exception {
        if (!bucket.exists) {
            if (bucket.requests == 1) {
                bucket.isLocked = true;
                create(process, bucket);
                bucket.isLocked = false;
            }
        } else if (bucket.uploadRequests == 0 && !bucket.isDeleting) {
            delete(process, bucket);
        }
    }

    /// Creates the bucket and tells the model of each of its keys.
    public void create(Server process, Bucket bucket) throws Exception {
        changeAll(
                process,
                bucket,
                new Change.CreateBucket(),
                () -> {
                    bucket.id =
                            process.store()
                                    .createBucket(bucket.name, bucket.hasObjectLock, "")
                                    .id();
                    bucket.exists = true;
                    bucket.versioning = bucket.hasObjectLock ? Versioning.ENABLED : Versioning.OFF;
                    return Change.OK;
                });
    }

    private void delete(Server process, Bucket bucket) throws Exception {
        bucket.isDeleting = true;
        bucket.doubtUploads();
        changeAll(
                process,
                bucket,
                new Change.DeleteBucket(),
                () -> {
                    process.store().deleteBucket(bucket.name, false);
                    bucket.exists = false;
                    return Change.OK;
                });
        bucket.doubtUploads();
        bucket.isDeleting = false;
    }

    private void changeAll(Server process, Bucket bucket, Change change, Client.Request request)
            throws Exception {
        int[] ids = new int[bucket.keys.size()];
        int served = process.served();
        for (int key = 0; key < ids.length; key++) {
            ids[key] = world.newToken();
            bucket.keys.get(key).call(ids[key], change, process.number());
            process.requests().began(ids[key], bucket.keys.get(key));
        }
        String answer;
        try {
            answer = request.send();
        } catch (StoreException e) {
            answer = e.error().name();
        }
        world.trace(answer);
        boolean saysNothing =
                answer.equals(StoreError.BUCKET_NOT_EMPTY.name())
                        || Client.WITHOUT_EFFECT.stream().map(Enum::name).anyMatch(answer::equals);
        for (int key = 0; key < ids.length; key++) {
            KeyHistory history = bucket.keys.get(key);
            if (answer.equals(StoreError.OUTCOME_UNKNOWN.name())) {
                history.lost(ids[key]);
            } else if (saysNothing) {
                history.refused(ids[key]);
            } else {
                history.answered(ids[key], answer, served);
            }
            process.requests().ended(ids[key]);
        }
    }
}
