package io.holdfast.drive;

/// A change does not fit the rows of this drive: it has lost or gained something. Caught at the
/// edge of the drive, which is then quarantined.
final class Divergence extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Divergence(String message) {
        super(message);
    }
}
