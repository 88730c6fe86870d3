package io.holdfast.s3.archive;

import java.io.IOException;

/// Bytes are not the archive that they should be.
final class ArchiveException extends IOException {
    private static final long serialVersionUID = 1L;

    ArchiveException(String message) {
        super(message);
    }
}
