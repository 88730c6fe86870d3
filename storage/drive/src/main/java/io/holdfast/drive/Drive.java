package io.holdfast.drive;

import io.holdfast.base.Pending;

/// One drive of a set: an ordered stream of changes in, rows and shards out. Local, simulated and
/// (later) remote drives pass one contract suite.
///
/// **Threads**: every method may be called by any thread and returns without waiting for the
/// medium, unless it says otherwise; the work runs on the drive's own bounded pools. Outcomes carry
/// faults as values. Every call has a deadline: a drive that misses it is quarantined and reports
/// `STALLED`.
///
/// **Visibility**: a change is visible to reads once it is durable, decided or not; callers compare
/// sequences with the leader's mark.
public interface Drive extends AutoCloseable {
    DriveIdentity identity();

    /// For messages to the operator: a path or an address.
    String name();

    DriveStatus status();

    /// A recent reading; at most a few seconds old.
    DriveSpace space();

    /// Promises to refuse every lower epoch, first durably, then reports what the drive holds (rule
    /// 6). Ends an older stream. The promised epoch itself is taken: its leader asks again when the
    /// drive was away for a while. Epoch 0 only asks, and promises nothing.
    Pending<HelloReply> hello(int epoch);

    /// Starts taking changes after the ordinal from the feed, whose epoch has been promised.
    ///
    /// @param afterOrdinal where to begin: 0 at the start of an epoch
    void follow(ChangeFeed feed, long afterOrdinal);

    /// Tells the commit thread that the feed has grown or the mark has moved. Cheap; any thread.
    void wake();

    /// While rebuilding, rows that an op refers to may be absent (rule 4); otherwise that is
    /// damage.
    void setRebuilding(boolean isRebuilding);

    /// Reads one row.
    ///
    /// @param withShard whether to read and verify a shard that lies in the log
    Pending<RowRead> read(Family family, byte[] key, boolean withShard);

    /// Reads what the row's last change replaced, kept in the row until that change is decided
    /// (rule 15); `Absent` when there is no such row or it replaced nothing. Of a change that is
    /// decided the shard may be gone.
    Pending<RowRead> readReplaced(Family family, byte[] key, boolean withShard);

    /// Visits the rows in [from, to) of one snapshot, in order.
    ///
    /// @param to exclusive; an empty array means no upper bound
    Pending<ScanEnd> scan(Family family, byte[] from, byte[] to, RowVisitor visitor);

    /// Visits HEAD and VERSION rows in [from, to) of one snapshot, merged by key: a key's HEAD row
    /// comes first, then its older versions from the newest on.
    ///
    /// @param to exclusive; an empty array means no upper bound
    Pending<ScanEnd> scanVersions(byte[] from, byte[] to, VersionVisitor visitor);

    /// The counters of a bucket on this drive; {@link BucketUsage#NONE} when it has none.
    BucketUsage usage(long bucketId);

    /// Begins a shard file: records its id durably, then creates and preallocates it (rule 18).
    ///
    /// @param chunkBytes length of each chunk but the last
    /// @param expectedBytes total, for preallocation; the actual may be less
    ShardWriter stage(ShardId id, int chunkBytes, long expectedBytes);

    /// Opens the file of a row and verifies its checksum table.
    Pending<ShardOpen> openShard(Location.InFile location);

    /// Flushes the mark, stops the threads and releases files and locks; waits for that. A drive
    /// that is never closed is as after a power cut: everything durable is kept.
    @Override
    void close();
}
