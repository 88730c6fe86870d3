package io.holdfast.drive;

/// Promises of {@link Drive} that a simulated drive can be told to break, so that a test of
/// histories can show that it would notice.
public enum DriveLie {
    /// Rule 12: says that a change is durable as soon as it has taken it.
    ACKNOWLEDGES_BEFORE_SYNC,
    /// Goes on after a failed sync as if it had worked.
    RETRIES_FAILED_SYNC,
    /// Rule 6: HELLO leaves out what is not decided.
    HIDES_UNDECIDED,
    /// Rules 8 and 9: takes START without undoing what it does not keep.
    KEEPS_VOID_ROWS,
    /// Rule 9: takes START without finishing what it keeps: undoes all of earlier epochs.
    VOIDS_KEPT_ROWS,
    /// Rule 5: takes every change that it holds for decided.
    MARKS_TOO_EARLY,
    /// Rule 15: what a change replaces is gone when the change comes.
    TRIMS_TOO_EARLY,
    /// Rule 18: writes shard files without a staging record.
    FORGETS_STAGING_RECORDS,
    /// Rule 18: a sealed file is not synced.
    SEALS_WITHOUT_SYNC,
    /// Rule 27: an undone change stays in the counters.
    FORGETS_TO_UNCOUNT,
    /// Rule 27: counts what it takes twice.
    COUNTS_TWICE,
    /// Rule 23: says that it has all changes before its newest, and that nothing is left to clear.
    OVERSTATES_TAIL,
    /// Rule 20: gives out shards without looking at their checksums.
    TRUSTS_SHARDS,
    /// Rule 22: does not take journal entries that it missed.
    SKIPS_COPIED_ENTRIES,
    /// Rule 22: takes no repairs, but says that it does.
    SKIPS_REPAIRS,
    /// Rule 21: purged rows stay.
    KEEPS_PURGED_ROWS,
    /// Takes a row that it cannot read for one that is not there.
    TRUSTS_ROTTEN_ROWS
}
