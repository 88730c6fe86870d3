package io.holdfast.object.commit;

/// Told of what became of a change, on a drive's thread; must be short.
@FunctionalInterface
public interface OnDecided {
    /// @param isCommitted false when the change is void: nothing of it is stored
    void decided(boolean isCommitted);
}
