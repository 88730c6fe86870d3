package io.holdfast.drive;

/// How a scan ended.
public sealed interface ScanEnd {
    /// All rows in the range were visited, or the visitor stopped.
    ///
    /// @param snapshot the scan saw exactly the changes up to this position, all at one moment
    record Complete(StreamPosition snapshot) implements ScanEnd {}

    /// The drive failed on the way; what was visited may be incomplete.
    record Failed(DriveFault fault) implements ScanEnd {}
}
