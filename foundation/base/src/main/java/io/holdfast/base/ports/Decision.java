package io.holdfast.base.ports;

/// Whether an access is allowed.
public enum Decision {
    ALLOWED,
    DENIED
}
