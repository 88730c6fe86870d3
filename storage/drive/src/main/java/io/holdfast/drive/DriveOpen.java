package io.holdfast.drive;

/// The outcome of opening a drive.
public sealed interface DriveOpen {
    /// Everything that was durable is there.
    record Opened(LocalDrive drive) implements DriveOpen {}

    /// Acknowledged changes are missing or broken: this incarnation ends and the drive is rebuilt
    /// as a new one (rule 4).
    record Damaged(String detail) implements DriveOpen {}

    /// The drive could not be opened for a reason that may pass: in use, not writable, a newer
    /// format, an I/O error.
    record Refused(String detail) implements DriveOpen {}
}
