package io.holdfast.object.read;

import io.holdfast.object.Conditions;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.row.VersionRecord;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Judges the conditions of requests.
public final class ConditionJudge {
    private static final String ANY = "*";

    private ConditionJudge() {}

    /// A read, in the order of [RFC 9110 §13.2.2]: an ETag condition overrides its date twin.
    ///
    /// @throws StoreException PRECONDITION_FAILED, NOT_MODIFIED
    public static void read(Conditions conditions, VersionRecord found) throws StoreException {
        if (conditions.isNone()) {
            return;
        }
        String etag = found.etagText();
        long modified = found.modifiedMs() / 1000;
        if (conditions.ifMatch().isPresent()) {
            require(matches(conditions.ifMatch().get(), etag));
        } else if (conditions.ifUnmodifiedSinceMs().isPresent()) {
            require(modified <= conditions.ifUnmodifiedSinceMs().getAsLong() / 1000);
        }
        boolean isCurrent = false;
        if (conditions.ifNoneMatch().isPresent()) {
            isCurrent = matches(conditions.ifNoneMatch().get(), etag);
        } else if (conditions.ifModifiedSinceMs().isPresent()) {
            isCurrent = modified <= conditions.ifModifiedSinceMs().getAsLong() / 1000;
        }
        if (isCurrent) {
            throw new StoreException(StoreError.NOT_MODIFIED, "not modified");
        }
    }

    /// The source of a copy: every failed condition is PRECONDITION_FAILED [S3 API: CopyObject].
    public static void copySource(Conditions conditions, VersionRecord found)
            throws StoreException {
        try {
            read(conditions, found);
        } catch (StoreException e) {
            throw new StoreException(StoreError.PRECONDITION_FAILED, failed());
        }
    }

    /// A write, judged on the decided newest version inside the key's turn, so that it is a
    /// compare-and-swap. A delete marker counts as absent.
    ///
    /// @throws StoreException PRECONDITION_FAILED; NO_SUCH_KEY for ifMatch on an absent key
    public static void write(Conditions conditions, @Nullable VersionRecord head)
            throws StoreException {
        if (conditions.isNone()) {
            return;
        }
        Optional<VersionRecord> data = Optional.ofNullable(head).filter(VersionRecord::isData);
        if (conditions.ifMatch().isPresent()) {
            VersionRecord present =
                    data.orElseThrow(
                            () -> new StoreException(StoreError.NO_SUCH_KEY, "no such key"));
            require(matches(conditions.ifMatch().get(), present.etagText()));
        }
        if (conditions.ifNoneMatch().isPresent() && data.isPresent()) {
            require(!matches(conditions.ifNoneMatch().get(), data.get().etagText()));
        }
    }

    private static boolean matches(String condition, String etag) {
        return condition.equals(ANY) || condition.equals(etag);
    }

    private static void require(boolean holds) throws StoreException {
        if (!holds) {
            throw new StoreException(StoreError.PRECONDITION_FAILED, failed());
        }
    }

    private static String failed() {
        return "a condition of the request does not hold";
    }
}
