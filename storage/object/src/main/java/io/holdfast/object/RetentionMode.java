package io.holdfast.object;

/// How firmly a version is kept [S3: Object Lock retention modes].
public enum RetentionMode {
    /// Those with a special permission may shorten it or remove the version.
    GOVERNANCE,
    /// Nobody may, root included; it can only be lengthened.
    COMPLIANCE
}
