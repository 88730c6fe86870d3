package io.holdfast.object;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The parts that make the object.
///
/// @param parts as the client listed them, in its order
/// @param expectedSize compared with the sum, if given
/// @param checksum of the whole as declared by the client, base64, possibly with `-N`
/// @param checksumType as declared by the client
public record CompleteRequest(
        ObjectName name,
        String uploadId,
        List<Part> parts,
        Conditions conditions,
        OptionalLong expectedSize,
        Optional<String> checksum,
        Optional<ChecksumType> checksumType) {
    /// One part that the client listed.
    ///
    /// @param etag without quotes
    /// @param checksum base64, if the client sent one
    public record Part(int partNumber, String etag, Optional<String> checksum) {}

    public CompleteRequest {
        parts = List.copyOf(parts);
    }
}
