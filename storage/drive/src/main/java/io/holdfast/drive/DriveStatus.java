package io.holdfast.drive;

/// How a drive is doing.
public sealed interface DriveStatus {
    record Serving() implements DriveStatus {}

    /// Takes no calls until a probe succeeds or the drive is reopened.
    record Quarantined(DriveFault why) implements DriveStatus {}

    record Closed() implements DriveStatus {}
}
