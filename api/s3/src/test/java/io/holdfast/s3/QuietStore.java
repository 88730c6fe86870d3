package io.holdfast.s3;

import io.holdfast.drive.BucketUsage;
import io.holdfast.object.HealReport;
import io.holdfast.object.ObjectName;
import io.holdfast.object.ObjectStore;
import java.util.Optional;
import java.util.OptionalInt;

/// What a store in memory never has to say.
abstract class QuietStore implements ObjectStore {
    @Override
    public BucketUsage usage(String bucket) {
        throw new UnsupportedOperationException("not asked by this layer");
    }

    @Override
    public HealReport heal(ObjectName name, boolean verifyShards) {
        throw new UnsupportedOperationException("not asked by this layer");
    }

    @Override
    public Optional<String> whyReadOnly() {
        return Optional.empty();
    }

    @Override
    public long trustedMs() {
        return System.currentTimeMillis();
    }

    @Override
    public OptionalInt rebuildingDrives() {
        return OptionalInt.empty();
    }
}
