package io.holdfast.iam;

/// A document is no policy. The message says what is wrong and where, for its author.
public final class PolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    public PolicyException(String message) {
        super(message);
    }
}
