package io.holdfast.drive;

import org.jspecify.annotations.Nullable;

/// The one ordered stream from a leader to one drive (rule 5). The drive pulls: its commit thread
/// takes whatever is there, up to its batch limits, so groups form by themselves while an fsync
/// runs. Methods are called by the drive's commit thread only.
public interface ChangeFeed {
    /// The epoch that the leader promised with HELLO.
    int epoch();

    /// The highest ordinal that can be taken now; never falls.
    long tail();

    /// The change of an ordinal in (last durable, tail]. Null never for such an ordinal.
    @Nullable Change get(long ordinal);

    /// The mark: all ordinals up to this are decided; never falls, but is 0 once the stream has
    /// ended before the drive had all of it. A VOID must be in the feed before the mark passes what
    /// it voids; the drive lets the mark take effect when it has applied everything that was in the
    /// feed when it read the mark, so that no mark overtakes a VOID (rule 5). The drive persists it
    /// with its next batch, and with a batch of its own when it has been idle for a few
    /// milliseconds.
    long decided();

    /// Of this change the drive has rows without their shards: it is no copy (rule 18). Told before
    /// the change is {@link #durable}.
    void rowOnly(long ordinal);

    /// All changes up to the ordinal are fsynced and visible to reads on this drive.
    void durable(long ordinal);

    /// The stream is broken: nothing beyond the last durable ordinal is known to be on the drive.
    /// Not called after {@link Drive#close}.
    void failed(DriveFault fault);
}
