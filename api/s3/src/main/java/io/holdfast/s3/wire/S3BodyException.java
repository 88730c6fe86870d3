package io.holdfast.s3.wire;

import java.io.IOException;

/// A body that is not what was signed or declared. It passes through the store as a failed read, so
/// that nothing is stored, and comes out as the refusal it carries.
public final class S3BodyException extends IOException {
    private static final long serialVersionUID = 1L;

    private final S3Exception refusal;

    public S3BodyException(ErrorCode code) {
        this(new S3Exception(code));
    }

    public S3BodyException(S3Exception refusal) {
        super(refusal);
        this.refusal = refusal;
    }

    public S3Exception refusal() {
        return refusal;
    }
}
