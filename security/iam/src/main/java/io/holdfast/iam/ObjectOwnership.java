package io.holdfast.iam;

import java.util.Optional;

/// Who owns the objects of a bucket, and whether lists of grants count [S3 user guide: object
/// ownership].
public enum ObjectOwnership {
    /// The bucket's owner owns all, and no list counts.
    BUCKET_OWNER_ENFORCED("BucketOwnerEnforced"),
    /// As the next, but what is written with `bucket-owner-full-control` is the bucket's owner's.
    BUCKET_OWNER_PREFERRED("BucketOwnerPreferred"),
    /// Who writes an object owns it.
    OBJECT_WRITER("ObjectWriter");

    private final String s3Name;

    ObjectOwnership(String s3Name) {
        this.s3Name = s3Name;
    }

    /// As the wire calls it.
    public String s3Name() {
        return s3Name;
    }

    public static Optional<ObjectOwnership> ofS3Name(String name) {
        for (ObjectOwnership one : values()) {
            if (one.s3Name.equals(name)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
