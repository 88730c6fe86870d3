package io.holdfast.object.lock;

import io.holdfast.object.BucketInfo;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectLock;
import io.holdfast.object.Retention;
import io.holdfast.object.RetentionMode;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.row.VersionRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Judges object lock inside the key's turn, on the decided version, by trusted time [S3: Object
/// Lock]. Any thread.
public final class LockJudge {
    private final TrustedClock clock;

    public LockJudge(TrustedClock clock) {
        this.clock = clock;
    }

    /// Whether a version may be removed for good, or written over.
    ///
    /// @param record null when there is none
    /// @throws StoreException PROTECTED
    public void requireRemovable(@Nullable VersionRecord record, boolean mayBypassGovernance)
            throws StoreException {
        if (record == null || !record.isData()) {
            return;
        }
        ObjectLock lock = record.attributes().lock();
        if (lock.isLegalHold()) {
            throw new StoreException(StoreError.PROTECTED, "a legal hold keeps the version");
        }
        Optional<Retention> retention = inForce(lock);
        if (retention.isPresent() && !isBypassed(retention.get(), mayBypassGovernance)) {
            throw new StoreException(
                    StoreError.PROTECTED, "retention keeps the version until its end");
        }
    }

    /// Whether a version's retention may be replaced: lengthened by everybody; shortened, ended or
    /// given another mode only in governance mode with the permission for it.
    ///
    /// @throws StoreException PROTECTED
    public void requireChangeable(
            ObjectLock present, Optional<Retention> wanted, boolean mayBypassGovernance)
            throws StoreException {
        Optional<Retention> retention = inForce(present);
        if (retention.isEmpty() || isBypassed(retention.get(), mayBypassGovernance)) {
            return;
        }
        boolean isLonger =
                wanted.isPresent()
                        && wanted.get().mode() == retention.get().mode()
                        && wanted.get().untilMs() >= retention.get().untilMs();
        if (!isLonger) {
            throw new StoreException(
                    StoreError.PROTECTED, "retention can be lengthened, not shortened or changed");
        }
    }

    private static boolean isBypassed(Retention retention, boolean mayBypassGovernance) {
        return retention.mode() == RetentionMode.GOVERNANCE && mayBypassGovernance;
    }

    private Optional<Retention> inForce(ObjectLock lock) {
        return lock.retention().filter(retention -> clock.nowMs() < retention.untilMs());
    }

    /// The attributes of a new version: its own lock, or the bucket's default retention.
    public ObjectAttributes of(BucketInfo bucket, ObjectAttributes attributes) {
        ObjectLock lock = attributes.lock();
        if (lock.retention().isPresent() || bucket.defaultRetention().isEmpty()) {
            return attributes;
        }
        Retention retention = bucket.defaultRetention().get().from(clock.latestMs());
        return attributes.withLock(lock.withRetention(Optional.of(retention)));
    }

    /// Whether a lock that a request brings can be given.
    ///
    /// @throws StoreException NO_OBJECT_LOCK; INVALID_ARGUMENT when it would have ended already
    public void requireGivable(BucketInfo bucket, ObjectLock lock) throws StoreException {
        if (lock.isNone()) {
            return;
        }
        requireLock(bucket);
        if (lock.retention().isPresent() && inForce(lock).isEmpty()) {
            throw new StoreException(
                    StoreError.INVALID_ARGUMENT, "the date until which to retain has passed");
        }
    }

    /// @throws StoreException NO_OBJECT_LOCK
    public static void requireLock(BucketInfo bucket) throws StoreException {
        if (!bucket.isObjectLockEnabled()) {
            throw new StoreException(
                    StoreError.NO_OBJECT_LOCK, "the bucket has no object lock configuration");
        }
    }
}
