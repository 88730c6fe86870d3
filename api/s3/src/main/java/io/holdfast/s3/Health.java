package io.holdfast.s3;

/// What the health endpoints ask; given by the server. Any thread; answers at once.
public interface Health {
    /// Whether the process serves at all.
    boolean isLive();

    /// Whether writes find their quorum.
    boolean canWrite();

    /// Whether reads find their quorum.
    boolean canRead();
}
