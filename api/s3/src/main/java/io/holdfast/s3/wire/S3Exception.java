package io.holdfast.s3.wire;

/// A refusal in the words of the wire. Its message may be shown to a stranger.
public final class S3Exception extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public S3Exception(ErrorCode code) {
        this(code, code.text());
    }

    public S3Exception(ErrorCode code, String message) {
        // A refusal is an answer, not a fault: it needs no stack trace.
        super(message, null, false, false);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
