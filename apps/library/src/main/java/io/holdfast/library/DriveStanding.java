package io.holdfast.library;

/// How a drive stands in its set.
public enum DriveStanding {
    /// Open; every read may rely on it.
    IN_SERVICE,
    /// It takes changes and is being brought up to date.
    REBUILDING,
    /// It is not there, or has failed, or missed changes.
    OUT
}
