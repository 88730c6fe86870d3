package io.holdfast.object.read;

import io.holdfast.drive.DriveFault;

/// Faults that the store finds itself.
final class DriveFaults {
    static final DriveFault NOT_READABLE =
            new DriveFault(DriveFault.Kind.UNAVAILABLE, "not in service");

    private DriveFaults() {}
}
