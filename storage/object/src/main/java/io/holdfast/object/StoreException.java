package io.holdfast.object;

import java.util.Optional;

/// A refusal: the request is at fault, or the store cannot serve it now. The message may be shown
/// to a stranger; what only the operator may know goes into the cause or the log.
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;

    private final StoreError error;
    private final transient Optional<VersionId> marker;

    public StoreException(StoreError error, String message) {
        this(error, message, Optional.empty());
    }

    /// @param marker the delete marker met, for IS_DELETE_MARKER and MARKER_HAS_NO_DATA
    public StoreException(StoreError error, String message, Optional<VersionId> marker) {
        super(message);
        this.error = error;
        this.marker = marker;
    }

    public StoreError error() {
        return error;
    }

    public Optional<VersionId> marker() {
        return marker;
    }
}
