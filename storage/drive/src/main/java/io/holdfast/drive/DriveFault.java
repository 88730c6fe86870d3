package io.holdfast.drive;

/// Why a drive did not do what it was asked. A fault is an outcome that quorum code counts; it is
/// never thrown across the port.
///
/// @param kind what kind of trouble, for decisions
/// @param detail for the operator; names the path and the operating system's message
public record DriveFault(Kind kind, String detail) {
    /// Kinds that callers treat differently.
    public enum Kind {
        /// The medium returned an error or an fsync failed; the drive is out until it is reopened.
        IO_ERROR,
        /// No answer within the deadline; the drive is quarantined and probed.
        STALLED,
        /// Below the space or inode reserve: changes that add data are refused, deletions still
        /// work.
        FULL,
        /// A checksum of the drive's own structures does not hold.
        CORRUPT,
        /// The request names an older epoch or another incarnation (rules 4 and 6).
        STALE,
        /// The drive is closed, missing or quarantined.
        UNAVAILABLE
    }
}
