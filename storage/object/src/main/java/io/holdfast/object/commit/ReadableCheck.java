package io.holdfast.object.commit;

import io.holdfast.cluster.Member;
import io.holdfast.drive.Drive;
import io.holdfast.drive.StreamPosition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the shards for which a change would be kept that was never acknowledged (rule 8d). When
/// fewer than K can be read the change is void: kept, it would be a loss that nobody needs. All
/// rows of the kept keys are read before: a drive that meets a rotten one goes out, and must not do
/// so when its shards have been counted. A change that may have been acknowledged is never judged
/// here. A start that is tried again does not take back what drives may have been told: that a
/// change is void, or {@link #keep}. Called by one thread at a time.
final class ReadableCheck {
    private final SetOpener.Finisher probe;
    private final Set<StreamPosition> kept = new HashSet<>();
    private final Set<StreamPosition> unreadable = new HashSet<>();

    ReadableCheck(SetOpener.Finisher probe) {
        this.probe = probe;
    }

    /// The drives are told that the change is kept.
    void keep(Settlement.Settled change) {
        kept.add(change.position());
    }

    /// Takes out of the kept changes those that nobody could read.
    Settlement check(Settlement settlement, List<Member> members) throws InterruptedException {
        List<Settlement.Settled> unsure =
                settlement.kept().stream()
                        .filter(one -> one.dataShards() > 0 && !kept.contains(one.position()))
                        .toList();
        if (unsure.isEmpty()) {
            return settlement;
        }
        int failed = failed(settlement.kept(), members);
        for (Settlement.Settled one : unsure) {
            if (!unreadable.contains(one.position()) && !isReadable(one, members, failed)) {
                unreadable.add(one.position());
            }
        }
        Set<StreamPosition> nowVoid = new HashSet<>(unreadable);
        nowVoid.retainAll(unsure.stream().map(Settlement.Settled::position).toList());
        return settlement.voiding(nowVoid);
    }

    /// Drives that do not tell all rows of the keys, as bits by place.
    private int failed(List<Settlement.Settled> all, List<Member> members)
            throws InterruptedException {
        int failed = 0;
        for (Member member : members) {
            Optional<Drive> drive = member.drive();
            for (Settlement.Settled one : all) {
                if (drive.isPresent() && !probe.hasRows(drive.get(), one.key())) {
                    failed |= 1 << member.index();
                    break;
                }
            }
        }
        return failed;
    }

    private boolean isReadable(Settlement.Settled one, List<Member> members, int failed)
            throws InterruptedException {
        int intact = 0;
        for (Member member : members) {
            boolean isHolder = ((one.holders() & ~failed) >>> member.index() & 1) != 0;
            Optional<Drive> drive = member.drive();
            if (isHolder && drive.isPresent() && intact < one.dataShards()) {
                intact += probe.isIntact(drive.get(), one.change()) ? 1 : 0;
            }
        }
        return intact >= one.dataShards();
    }
}
