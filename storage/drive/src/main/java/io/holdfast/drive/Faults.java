package io.holdfast.drive;

import io.holdfast.drive.index.IndexDamage;
import java.io.IOException;
import java.util.Locale;

/// Turns what the system threw into what callers count.
final class Faults {
    private Faults() {}

    /// The fault of a call that failed; the detail names the drive and the system's message.
    static DriveFault of(String drive, Throwable failure) {
        DriveFault.Kind kind =
                switch (failure) {
                    case Exception e when isDamage(e) -> DriveFault.Kind.CORRUPT;
                    case IOException e when isFull(e) -> DriveFault.Kind.FULL;
                    case IOException _, RowStore.StoreFailure _ -> DriveFault.Kind.IO_ERROR;
                    default -> DriveFault.Kind.CORRUPT;
                };
        return new DriveFault(kind, drive + ": " + failure);
    }

    /// Whether the index on the medium is not what was written: opening it again is no help.
    static boolean isDamage(Exception failure) {
        return failure instanceof IndexDamage || failure.getCause() instanceof IndexDamage;
    }

    static DriveFault closed(String drive) {
        return new DriveFault(DriveFault.Kind.UNAVAILABLE, drive + " is closed");
    }

    /// Java has no type for ENOSPC and EDQUOT; the message is the system's.
    private static boolean isFull(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("no space left") || message.contains("quota exceeded");
    }
}
