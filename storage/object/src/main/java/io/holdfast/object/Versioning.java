package io.holdfast.object;

/// A bucket's versioning state [S3 API: PutBucketVersioning].
public enum Versioning {
    OFF,
    ENABLED,
    SUSPENDED
}
