package io.holdfast.drive.index;

import java.io.IOException;

/// What the index has on the medium is not what was written: a checksum of one of its files does
/// not hold. It will not pass.
public final class IndexDamage extends IOException {
    private static final long serialVersionUID = 1L;

    IndexDamage(String message, Throwable cause) {
        super(message, cause);
    }
}
