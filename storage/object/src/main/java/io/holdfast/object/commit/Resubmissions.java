package io.holdfast.object.commit;

import io.holdfast.drive.HelloReply;
import io.holdfast.object.StoreException;
import java.util.HashMap;
import java.util.Map;

/// Streams kept changes of earlier epochs to the drives that lack them, once to each, however often
/// the start is tried. Called by one thread at a time.
final class Resubmissions {
    private final SetLeader leader;
    private final Map<Long, Sent> sent = new HashMap<>();

    /// A change that is on its way.
    ///
    /// @param drives bit p = the drive at place p gets it
    private record Sent(int drives, Submitted submitted) {}

    Resubmissions(SetLeader leader) {
        this.leader = leader;
    }

    /// Returns once the change is decided on all that lacked it.
    ///
    /// @param lacking bit p = the drive at place p lacks it
    void send(HelloReply.Undecided change, int lacking)
            throws StoreException, InterruptedException {
        Sent earlier = sent.get(change.sequence());
        int known = earlier == null ? 0 : earlier.drives();
        if (earlier != null) {
            leader.await(earlier.submitted());
        }
        if ((lacking & ~known) != 0) {
            Submitted submitted =
                    leader.resubmit(
                            change.slot(),
                            change.sequence(),
                            change.entry(),
                            change.ops(),
                            lacking & ~known);
            sent.put(change.sequence(), new Sent(known | lacking, submitted));
            leader.await(submitted);
        }
    }
}
