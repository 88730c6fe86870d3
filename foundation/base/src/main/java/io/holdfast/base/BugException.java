package io.holdfast.base;

/// A broken invariant of our own. It ends the request that met it; it is never shown to a client.
public final class BugException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BugException(String message) {
        super(message);
    }

    public BugException(String message, Throwable cause) {
        super(message, cause);
    }
}
