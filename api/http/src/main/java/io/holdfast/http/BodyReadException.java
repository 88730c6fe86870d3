package io.holdfast.http;

import java.io.IOException;

/// A request body could not be read to its end.
public final class BodyReadException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /// Whose fault it is.
    public enum Reason {
        /// The connection ended before the declared length.
        DISCONNECTED,
        /// The client sent slower than the minimum rate, or nothing for the idle time.
        TOO_SLOW,
        /// The transfer coding is broken.
        MALFORMED
    }

    public BodyReadException(Reason reason, Throwable cause) {
        super("request body: " + reason, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
