package io.holdfast.object;

import io.holdfast.base.Checks;

/// The retention of new versions of a bucket that bring none of their own.
///
/// @param count of the unit, at least 1
/// @param isYears years of 365 days instead of days [S3 API: DefaultRetention]
public record DefaultRetention(RetentionMode mode, int count, boolean isYears) {
    /// A hundred years, as AWS.
    public static final int DAYS_MAX = 36_500;

    private static final int DAYS_OF_YEAR = 365;
    private static final long DAY_MS = 86_400_000;

    public DefaultRetention {
        Checks.that(count > 0 && count <= DAYS_MAX, "retention out of range");
    }

    /// The retention of a version made now.
    public Retention from(long nowMs) {
        return new Retention(mode, nowMs + (isYears ? (long) DAYS_OF_YEAR : 1) * count * DAY_MS);
    }
}
