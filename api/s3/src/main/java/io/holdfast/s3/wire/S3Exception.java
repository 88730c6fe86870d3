package io.holdfast.s3.wire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A refusal in the words of the wire. Its message may be shown to a stranger.
public final class S3Exception extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Map<String, String> details;

    public S3Exception(ErrorCode code) {
        this(code, code.text());
    }

    public S3Exception(ErrorCode code, String message) {
        this(code, message, Map.of());
    }

    private S3Exception(ErrorCode code, String message, Map<String, String> details) {
        // A refusal is an answer, not a fault: it needs no stack trace.
        super(message, null, false, false);
        this.code = code;
        this.details = details;
    }

    /// A range that lies outside an object of this size.
    public static S3Exception ofRange(String requested, long actualSize) {
        return new S3Exception(ErrorCode.INVALID_RANGE)
                .with("ActualObjectSize", Long.toString(actualSize))
                .with("RangeRequested", requested);
    }

    /// The same with one more element in its document.
    public S3Exception with(String element, String text) {
        Map<String, String> more = new LinkedHashMap<>(details);
        more.put(element, text);
        String message = getMessage();
        return new S3Exception(code, message == null ? "" : message, more);
    }

    public ErrorCode code() {
        return code;
    }

    /// Elements of the document that say more, in their order.
    public Map<String, String> details() {
        return Collections.unmodifiableMap(details);
    }
}
