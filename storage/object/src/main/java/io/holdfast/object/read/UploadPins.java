package io.holdfast.object.read;

import io.holdfast.object.row.UploadId;
import java.util.concurrent.ConcurrentHashMap;

/// Which uploads' parts are being read: their rows are not removed before the readers are done
/// (rule 15).
public final class UploadPins {
    private final ConcurrentHashMap<UploadId, Integer> readers = new ConcurrentHashMap<>();

    public void pin(UploadId upload) {
        readers.merge(upload, 1, Integer::sum);
    }

    public void unpin(UploadId upload) {
        readers.computeIfPresent(upload, (_, count) -> count == 1 ? null : count - 1);
    }

    public boolean isPinned(UploadId upload) {
        return readers.containsKey(upload);
    }
}
