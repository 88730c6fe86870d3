package io.holdfast.base.ports;

import java.util.Optional;

/// Stands in where encryption is not wired.
final class NoSealing implements ObjectSealing {
    @Override
    public void check(Protection wanted) throws SealingException {
        throw refusal();
    }

    @Override
    public Fresh seal(Protection wanted, byte[] binding) throws SealingException {
        throw refusal();
    }

    @Override
    public ContentCipher open(Envelope envelope, Optional<CustomerKey> key, byte[] binding)
            throws SealingException {
        throw refusal();
    }

    private static SealingException refusal() {
        return new SealingException(
                SealingException.Kind.NOT_CONFIGURED, "Encryption is not configured.");
    }
}
