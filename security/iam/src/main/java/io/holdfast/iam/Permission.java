package io.holdfast.iam;

/// What a grant permits [S3 user guide: ACL overview]. The names are those of the wire.
public enum Permission {
    READ,
    WRITE,
    READ_ACP,
    WRITE_ACP,
    FULL_CONTROL;

    /// Whether who has this has the other too.
    boolean covers(Permission other) {
        return this == other || this == FULL_CONTROL;
    }
}
