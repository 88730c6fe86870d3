package io.holdfast.http;

import java.io.IOException;

/// Thrown by a handler that wants the connection cut, whatever was sent so far and with nothing
/// more.
public final class CutException extends IOException {
    private static final long serialVersionUID = 1L;

    public CutException(String message) {
        super(message);
    }
}
