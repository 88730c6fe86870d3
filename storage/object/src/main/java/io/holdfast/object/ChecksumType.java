package io.holdfast.object;

/// How the checksum of a multipart object relates to those of its parts.
public enum ChecksumType {
    /// Of the whole object's bytes.
    FULL_OBJECT,
    /// Of the parts' checksums, written with `-N`.
    COMPOSITE
}
