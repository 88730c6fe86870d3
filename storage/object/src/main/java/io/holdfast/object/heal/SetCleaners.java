package io.holdfast.object.heal;

import io.holdfast.object.commit.Leaders;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.row.UploadId;
import io.holdfast.object.write.Leftovers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Hands what changes leave behind to the cleaner of the key's set.
final class SetCleaners implements Leftovers {
    private final Leaders leaders;
    private final Map<SetLeader, Cleaner> cleaners;

    SetCleaners(Leaders leaders, Map<SetLeader, Cleaner> cleaners) {
        this.leaders = leaders;
        this.cleaners = Map.copyOf(cleaners);
    }

    private @Nullable Cleaner of(RowKey key) {
        return cleaners.get(leaders.of(key));
    }

    @Override
    public void tombstone(RowKey key, long creation, long sequence) {
        Cleaner cleaner = of(key);
        if (cleaner != null) {
            cleaner.tombstone(key, creation);
        }
    }

    @Override
    public void parts(RowKey key, UploadId upload) {
        Cleaner cleaner = of(key);
        if (cleaner != null) {
            cleaner.parts(key, upload);
        }
    }

    @Override
    public void endedUpload(RowKey key, UploadId upload) {
        Cleaner cleaner = of(key);
        if (cleaner != null) {
            cleaner.endedUpload(key, upload);
        }
    }

    @Override
    public void expiredUpload(RowKey key, UploadId upload) {
        Cleaner cleaner = of(key);
        if (cleaner != null) {
            cleaner.expiredUpload(key, upload);
        }
    }

    @Override
    public void orphanedUpload(RowKey key, UploadId upload) {
        Cleaner cleaner = of(key);
        if (cleaner != null) {
            cleaner.orphanedUpload(key, upload);
        }
    }
}
