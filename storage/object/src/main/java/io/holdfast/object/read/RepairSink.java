package io.holdfast.object.read;

import io.holdfast.object.commit.RowKey;

/// Told of keys that some drive does not hold as it should, so that they are repaired in the
/// background.
@FunctionalInterface
public interface RepairSink {
    void damaged(RowKey key, String why);
}
