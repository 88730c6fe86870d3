package io.holdfast.server.bootstrap;

import io.holdfast.iam.Identities;
import io.holdfast.iam.IdentityException;
import io.holdfast.object.BucketInfo;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.Versioning;
import java.util.List;
import java.util.Optional;

/// Puts in place what a file declares. What is there already is left alone, so that a second start
/// writes nothing; nothing is removed. A start that ends half way is gone on with by the next one.
public final class BootstrapWork {
    private static final String POLICY = "policy";

    private final Identities identities;
    private final ObjectStore store;

    public BootstrapWork(Identities identities, ObjectStore store) {
        this.identities = identities;
        this.store = store;
    }

    /// @throws BootstrapException the first thing that does not fit what is there
    public void run(Bootstrap bootstrap) throws BootstrapException, InterruptedException {
        for (Bootstrap.Identity declared : bootstrap.identities()) {
            try {
                identities.put(declared.records());
            } catch (IdentityException e) {
                throw refused(bootstrap, declared.line(), "" + e.getMessage());
            }
        }
        for (Bootstrap.Bucket declared : bootstrap.buckets()) {
            try {
                put(bootstrap, declared);
            } catch (StoreException e) {
                throw refused(
                        bootstrap,
                        declared.line(),
                        "bucket \"%s\": %s".formatted(declared.name(), e.getMessage()));
            }
        }
    }

    private static BootstrapException refused(Bootstrap bootstrap, int line, String problem) {
        return new BootstrapException(
                List.of("%s, line %d: %s".formatted(bootstrap.file(), line, problem)));
    }

    private void put(Bootstrap bootstrap, Bootstrap.Bucket declared)
            throws BootstrapException, StoreException, InterruptedException {
        BucketInfo present = present(declared);
        if (!present.owner().equals(declared.owner())) {
            throw refused(
                    bootstrap,
                    declared.line(),
                    "bucket \"%s\" belongs to another account".formatted(declared.name()));
        }
        if (declared.region().isPresent() && !declared.region().get().equals(present.region())) {
            throw refused(
                    bootstrap,
                    declared.line(),
                    "bucket \"%s\" was made in region \"%s\", which stays"
                            .formatted(declared.name(), present.region()));
        }
        putVersioning(declared, present);
        putDocuments(declared, present);
    }

    private BucketInfo present(Bootstrap.Bucket declared)
            throws StoreException, InterruptedException {
        try {
            return store.bucket(declared.name());
        } catch (StoreException e) {
            if (e.error() != StoreError.NO_SUCH_BUCKET) {
                throw e;
            }
            return store.createBucket(
                    declared.name(),
                    declared.owner(),
                    declared.hasLock(),
                    declared.region().orElse(""));
        }
    }

    private void putVersioning(Bootstrap.Bucket declared, BucketInfo present)
            throws StoreException, InterruptedException {
        Optional<Versioning> wanted =
                declared.hasLock() ? Optional.of(Versioning.ENABLED) : declared.versioning();
        if (wanted.isPresent() && wanted.get() != present.versioning()) {
            store.setVersioning(declared.name(), wanted.get());
        }
        boolean isLockNew = declared.hasLock() && !present.isObjectLockEnabled();
        boolean isRetentionNew =
                declared.retention().isPresent()
                        && !declared.retention().equals(present.defaultRetention());
        if (isLockNew || isRetentionNew) {
            store.setObjectLock(declared.name(), declared.retention());
        }
    }

    private void putDocuments(Bootstrap.Bucket declared, BucketInfo present)
            throws StoreException, InterruptedException {
        if (declared.policy().isPresent()) {
            putDocument(present, POLICY, declared.policy());
        }
        if (declared.quota().isPresent()) {
            long bytes = declared.quota().getAsLong();
            putDocument(
                    present,
                    BucketInfo.QUOTA,
                    bytes == 0 ? Optional.empty() : Optional.of(Long.toString(bytes)));
        }
        if (declared.tags().isPresent() && !declared.tags().get().equals(present.tags())) {
            store.setBucketTags(declared.name(), declared.tags().get());
        }
    }

    private void putDocument(BucketInfo present, String document, Optional<String> wanted)
            throws StoreException, InterruptedException {
        if (!wanted.equals(Optional.ofNullable(present.documents().get(document)))) {
            store.setBucketDocument(present.name(), document, wanted);
        }
    }
}
