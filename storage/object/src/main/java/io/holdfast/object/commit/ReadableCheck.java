package io.holdfast.object.commit;

import io.holdfast.cluster.Member;
import io.holdfast.drive.Drive;
import io.holdfast.drive.HelloReply;
import io.holdfast.drive.StreamPosition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the shards for which a change would be kept that was never acknowledged (rule 8d). When
/// fewer than K can be read the change is void: kept, it would be a loss that nobody needs. A
/// change that may have been acknowledged is never judged here. A start that is tried again gets
/// the verdicts of the first time, for the drives may have been told. Called by one thread at a
/// time.
final class ReadableCheck {
    private final Probe probe;
    private final Map<StreamPosition, Boolean> verdicts = new HashMap<>();

    ReadableCheck(Probe probe) {
        this.probe = probe;
    }

    /// Reads what one drive holds of a change.
    @FunctionalInterface
    interface Probe {
        /// @return false when the shard is missing or rotten, or the drive fails
        boolean isIntact(Drive drive, HelloReply.Undecided change) throws InterruptedException;
    }

    /// Takes out of the kept changes those that nobody could read.
    Settlement check(Settlement settlement, List<Member> members) throws InterruptedException {
        Set<StreamPosition> unreadable = new HashSet<>();
        for (Settlement.Settled kept : settlement.kept()) {
            if (kept.dataShards() > 0 && !isReadable(kept, members)) {
                unreadable.add(kept.position());
            }
        }
        return settlement.voiding(unreadable);
    }

    private boolean isReadable(Settlement.Settled kept, List<Member> members)
            throws InterruptedException {
        Boolean known = verdicts.get(kept.position());
        if (known != null) {
            return known;
        }
        int intact = 0;
        for (Member member : members) {
            boolean isHolder = (kept.holders() >>> member.index() & 1) != 0;
            Optional<Drive> drive = member.drive();
            if (isHolder && drive.isPresent() && intact < kept.dataShards()) {
                intact += probe.isIntact(drive.get(), kept.change()) ? 1 : 0;
            }
        }
        boolean isReadable = intact >= kept.dataShards();
        verdicts.put(kept.position(), isReadable);
        return isReadable;
    }
}
