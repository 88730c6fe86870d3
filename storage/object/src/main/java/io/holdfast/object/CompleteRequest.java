package io.holdfast.object;

import io.holdfast.base.ports.CustomerKey;
import io.holdfast.digest.ChecksumAlgorithm;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The parts that make the object.
///
/// @param parts as the client listed them, in its order
/// @param expectedSize compared with the sum, if given
/// @param checksum of the whole as declared by the client
/// @param checksumType as declared by the client
/// @param customerKey compared with that of the upload, if given
public record CompleteRequest(
        ObjectName name,
        String uploadId,
        List<Part> parts,
        Conditions conditions,
        OptionalLong expectedSize,
        Optional<Whole> checksum,
        Optional<ChecksumType> checksumType,
        Optional<CustomerKey> customerKey) {
    /// One part that the client listed.
    ///
    /// @param etag without quotes
    /// @param checksum base64, if the client sent one
    public record Part(int partNumber, String etag, Optional<String> checksum) {}

    /// A checksum of the whole object.
    ///
    /// @param text base64, possibly with `-N`
    public record Whole(ChecksumAlgorithm algorithm, String text) {}

    public CompleteRequest {
        parts = List.copyOf(parts);
    }

    /// A completion without a customer's key.
    public CompleteRequest(
            ObjectName name,
            String uploadId,
            List<Part> parts,
            Conditions conditions,
            OptionalLong expectedSize,
            Optional<Whole> checksum,
            Optional<ChecksumType> checksumType) {
        this(
                name,
                uploadId,
                parts,
                conditions,
                expectedSize,
                checksum,
                checksumType,
                Optional.empty());
    }
}
