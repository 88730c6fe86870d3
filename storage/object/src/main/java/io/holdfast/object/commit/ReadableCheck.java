package io.holdfast.object.commit;

import io.holdfast.cluster.Member;
import io.holdfast.drive.Drive;
import io.holdfast.drive.StreamPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the shards for which a change would be kept that was never acknowledged (rule 8d). When
/// fewer than K can be read the change is void: kept, it would be a loss that nobody needs. All
/// rows of the kept keys are read before: a drive that meets a rotten one goes out, and must not do
/// so when its shards have been counted. A change that may have been acknowledged is never judged
/// here. A start that is tried again gets the verdicts of the first time, for the drives may have
/// been told. Called by one thread at a time.
final class ReadableCheck {
    private final SetOpener.Finisher probe;
    private final Map<StreamPosition, Boolean> verdicts = new HashMap<>();

    ReadableCheck(SetOpener.Finisher probe) {
        this.probe = probe;
    }

    /// Takes out of the kept changes those that nobody could read.
    Settlement check(Settlement settlement, List<Member> members) throws InterruptedException {
        List<Settlement.Settled> unsure = new ArrayList<>();
        for (Settlement.Settled kept : settlement.kept()) {
            if (kept.dataShards() > 0 && !verdicts.containsKey(kept.position())) {
                unsure.add(kept);
            }
        }
        if (!unsure.isEmpty()) {
            int failed = failed(settlement.kept(), members);
            for (Settlement.Settled kept : unsure) {
                verdicts.put(kept.position(), isReadable(kept, members, failed));
            }
        }
        Set<StreamPosition> unreadable = new HashSet<>();
        for (Settlement.Settled kept : settlement.kept()) {
            if (kept.dataShards() > 0 && !verdicts.getOrDefault(kept.position(), false)) {
                unreadable.add(kept.position());
            }
        }
        return settlement.voiding(unreadable);
    }

    /// Drives that do not tell all rows of the keys, as bits by place.
    private int failed(List<Settlement.Settled> all, List<Member> members)
            throws InterruptedException {
        int failed = 0;
        for (Member member : members) {
            Optional<Drive> drive = member.drive();
            for (Settlement.Settled kept : all) {
                if (drive.isPresent() && !probe.hasRows(drive.get(), kept.key())) {
                    failed |= 1 << member.index();
                    break;
                }
            }
        }
        return failed;
    }

    private boolean isReadable(Settlement.Settled kept, List<Member> members, int failed)
            throws InterruptedException {
        int intact = 0;
        for (Member member : members) {
            boolean isHolder = ((kept.holders() & ~failed) >>> member.index() & 1) != 0;
            Optional<Drive> drive = member.drive();
            if (isHolder && drive.isPresent() && intact < kept.dataShards()) {
                intact += probe.isIntact(drive.get(), kept.change()) ? 1 : 0;
            }
        }
        return intact >= kept.dataShards();
    }
}
