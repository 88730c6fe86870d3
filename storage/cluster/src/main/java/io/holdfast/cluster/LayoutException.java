package io.holdfast.cluster;

/// The command line or a setting describes no possible layout. The message is one sentence for the
/// operator that says what to do; nothing was touched.
public final class LayoutException extends Exception {
    private static final long serialVersionUID = 1L;

    public LayoutException(String message) {
        super(message);
    }
}
