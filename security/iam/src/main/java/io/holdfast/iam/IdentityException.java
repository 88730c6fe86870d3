package io.holdfast.iam;

/// A change of identities is refused. The message says why, for whoever wants it; it holds no
/// secret.
public final class IdentityException extends Exception {
    private static final long serialVersionUID = 1L;

    public IdentityException(String message) {
        super(message);
    }
}
