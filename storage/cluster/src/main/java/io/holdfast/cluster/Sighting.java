package io.holdfast.cluster;

import io.holdfast.drive.DriveIdentity;

/// What stands at a path that should be a drive.
sealed interface Sighting {
    /// Nothing: the path does not exist.
    record Missing() implements Sighting {}

    /// A writable folder without content that matters.
    record Empty() implements Sighting {}

    record Formatted(DriveIdentity identity) implements Sighting {}

    /// Not to be used.
    ///
    /// @param detail a sentence for the operator that names the path and says what to do
    record Unusable(Why why, String detail) implements Sighting {}

    /// Why a path is not used.
    enum Why {
        /// Someone else's files.
        FOREIGN(true),
        /// Written by a later version.
        NEWER_FORMAT(true),
        NOT_A_DIRECTORY(true),
        /// Another process has it open.
        IN_USE(true),
        /// Its identity does not match its checksum.
        DAMAGED_IDENTITY(false),
        /// Not readable or not writable.
        UNWRITABLE(false),
        /// No answer in time.
        STALLED(false);

        private final boolean isMistake;

        Why(boolean isMistake) {
            this.isMistake = isMistake;
        }

        /// True for what an operator gave wrongly, which stops the start; false for what a disk may
        /// come to, which an existing deployment survives.
        boolean isMistake() {
            return isMistake;
        }
    }
}
