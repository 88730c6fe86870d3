package io.holdfast.cluster;

import java.util.List;

/// The drives that share the shards of the slots placed here, and their standing. The standing
/// changes only by compare-and-set in the registry under the leader's own epoch (rules 1 and 13).
public interface ErasureSet {
    /// Told when a missing or quarantined drive was opened (again), by the thread that watches
    /// drives.
    interface Listener {
        /// The drive at the place is open and has neither been asked HELLO nor given a feed. Its
        /// state is OUT for a drive with its old content, REBUILDING for an empty one and for one
        /// that had not been complete. It is IN_SERVICE only when it could not be put out while it
        /// was gone: then nothing was acknowledged without it.
        void returned(Member member);

        /// The drive at the place is gone or was replaced and has been closed: all its calls fail,
        /// and none that was under way may be waited for. Its state is unchanged; putting it out is
        /// the listener's.
        default void lost(int place, String why) {}
    }

    int pool();

    int index();

    SetGeometry geometry();

    /// A snapshot, by place.
    List<Member> members();

    /// Records durably that acknowledgements go without the drive; true when it stands in the
    /// registry, false when the registry could not be written, when N − W drives are out already,
    /// or when the drive is the last one in service. Closes nothing.
    boolean putOut(int place, String why) throws InterruptedException;

    /// Records that the drive takes changes again but is not yet full.
    boolean putRebuilding(int place) throws InterruptedException;

    /// Records that the drive is full: free of gaps, journal included.
    boolean putInService(int place) throws InterruptedException;

    void listen(Listener listener);
}
