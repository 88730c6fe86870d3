package io.holdfast.object;

import java.util.Optional;

/// What keeps a version from being removed or written over [S3: Object Lock].
///
/// @param retention until a time
/// @param isLegalHold until somebody ends it
public record ObjectLock(Optional<Retention> retention, boolean isLegalHold) {
    public static final ObjectLock NONE = new ObjectLock(Optional.empty(), false);

    public ObjectLock withRetention(Optional<Retention> newRetention) {
        return new ObjectLock(newRetention, isLegalHold);
    }

    public ObjectLock withLegalHold(boolean isHeld) {
        return new ObjectLock(retention, isHeld);
    }

    public boolean isNone() {
        return retention.isEmpty() && !isLegalHold;
    }
}
