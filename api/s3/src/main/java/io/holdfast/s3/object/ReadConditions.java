package io.holdfast.s3.object;

import io.holdfast.object.Conditions;
import io.holdfast.object.ObjectInfo;
import java.util.Optional;

/// Judges conditions on a version that is open already, so that the answer 304 can carry its
/// fields.
final class ReadConditions {
    private static final long SECOND_MS = 1000;

    /// What to answer.
    enum Verdict {
        GO_ON,
        NOT_MODIFIED,
        FAILED
    }

    private ReadConditions() {}

    /// In the order of the API: If-None-Match, If-Modified-Since, If-Match, If-Unmodified-Since.
    static Verdict judge(Conditions conditions, ObjectInfo info) {
        if (conditions.isNone()) {
            return Verdict.GO_ON;
        }
        long modifiedS = info.modifiedMs() / SECOND_MS;
        if (conditions.ifNoneMatch().isPresent()) {
            if (isMatch(conditions.ifNoneMatch(), info)) {
                return Verdict.NOT_MODIFIED;
            }
        } else if (conditions.ifModifiedSinceMs().isPresent()
                && modifiedS <= conditions.ifModifiedSinceMs().getAsLong() / SECOND_MS) {
            // ignored beside If-None-Match [RFC 9110 §13.1.3]
            return Verdict.NOT_MODIFIED;
        }
        if (conditions.ifMatch().isPresent()) {
            return isMatch(conditions.ifMatch(), info) ? Verdict.GO_ON : Verdict.FAILED;
        }
        if (conditions.ifUnmodifiedSinceMs().isPresent()
                && modifiedS > conditions.ifUnmodifiedSinceMs().getAsLong() / SECOND_MS) {
            return Verdict.FAILED;
        }
        return Verdict.GO_ON;
    }

    private static boolean isMatch(Optional<String> etag, ObjectInfo info) {
        return etag.isPresent() && (etag.get().equals("*") || etag.get().equals(info.etag()));
    }
}
