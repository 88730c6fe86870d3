package io.holdfast.object;

import io.holdfast.base.ports.Protection;
import io.holdfast.digest.ChecksumAlgorithm;
import java.util.Arrays;
import java.util.Optional;

/// A stored checksum.
///
/// @param value raw bytes, as long as the algorithm says
public record ObjectChecksum(ChecksumAlgorithm algorithm, ChecksumType type, byte[] value) {
    /// What is computed and kept when nobody asks for a checksum [S3 user guide: Checking object
    /// integrity].
    public static final ChecksumAlgorithm USUAL = ChecksumAlgorithm.CRC64NVME;

    /// The algorithm for new bytes: the one asked for, else the usual one. None where the ETag is
    /// blind: like an MD5, a checksum would tell who guesses the bytes that the guess is right.
    ///
    /// @param isBlind whether the bytes are sealed with a key that is not the store's own
    public static Optional<ChecksumAlgorithm> algorithm(
            Optional<ChecksumAlgorithm> wanted, boolean isBlind) {
        return wanted.isPresent() || isBlind ? wanted : Optional.of(USUAL);
    }

    /// The same for bytes that are protected so.
    public static Optional<ChecksumAlgorithm> algorithm(
            Optional<ChecksumAlgorithm> wanted, Optional<Protection> protection) {
        return algorithm(wanted, protection.filter(Protection::isBlind).isPresent());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ObjectChecksum that
                && algorithm == that.algorithm
                && type == that.type
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }
}
