package io.holdfast.s3.wire;

/// A refusal in the words of the wire. Its message may be shown to a stranger.
public final class S3Exception extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String rangeRequested;
    private final long actualSize;

    public S3Exception(ErrorCode code) {
        this(code, code.text());
    }

    public S3Exception(ErrorCode code, String message) {
        this(code, message, "", 0);
    }

    private S3Exception(ErrorCode code, String message, String rangeRequested, long actualSize) {
        // A refusal is an answer, not a fault: it needs no stack trace.
        super(message, null, false, false);
        this.code = code;
        this.rangeRequested = rangeRequested;
        this.actualSize = actualSize;
    }

    /// A range that lies outside an object of this size.
    public static S3Exception ofRange(String requested, long actualSize) {
        return new S3Exception(
                ErrorCode.INVALID_RANGE, ErrorCode.INVALID_RANGE.text(), requested, actualSize);
    }

    public ErrorCode code() {
        return code;
    }

    /// The range that could not be satisfied, or empty.
    public String rangeRequested() {
        return rangeRequested;
    }

    /// Size of the object whose range was asked for.
    public long actualSize() {
        return actualSize;
    }
}
