package io.holdfast.base.ports;

/// Why a key cannot be had, or sealed bytes cannot be opened. The message may be shown to clients
/// and never holds a secret.
public final class SealingException extends Exception {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /// What went wrong.
    public enum Kind {
        /// There is no key service.
        NOT_CONFIGURED,
        /// The key service has no key of that name.
        NO_SUCH_KEY,
        /// The key service does not answer; the request may be tried again.
        UNAVAILABLE,
        /// The object is sealed with a customer's key, which was not given.
        CUSTOMER_KEY_NEEDED,
        /// The customer's key is not the one that the object is sealed with.
        CUSTOMER_KEY_WRONG,
        /// A customer's key was given for what is not sealed with one.
        CUSTOMER_KEY_UNEXPECTED,
        /// The sealed bytes are not what was sealed, or belong elsewhere.
        DAMAGED
    }

    public SealingException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
