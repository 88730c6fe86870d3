package io.holdfast.object.commit;

import io.holdfast.drive.Change;
import io.holdfast.drive.StreamPosition;
import io.holdfast.object.StoreException;
import io.holdfast.object.row.Keys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes what a start settled true on the drives: START, the kept changes to the drives that lack
/// them, their shards (rules 9 and 10). One thread at a time; what is broken off is called again.
final class StartDecider {
    private static final Logger LOG = LoggerFactory.getLogger(StartDecider.class);

    private final SetLeader leader;
    private final SetOpener.Finisher finisher;
    private final Resubmissions resubmissions;
    private StartRecord lastStart = StartRecord.NONE;

    StartDecider(SetLeader leader, SetOpener.Finisher finisher) {
        this.leader = leader;
        this.finisher = finisher;
        this.resubmissions = new Resubmissions(leader);
    }

    /// What is to be made true on the drives.
    ///
    /// @param unfinished kept changes and the drives in service that lack them
    /// @param known what some drives hold undecided and others have decided
    record Verdict(
            Settlement settlement,
            Map<Settlement.Settled, Integer> unfinished,
            List<StreamPosition> known) {}

    /// Makes what was settled true on the drives (rules 9 and 10).
    ///
    /// @param heard places of the drives that have told what they hold
    void decide(Verdict verdict, Set<Integer> heard) throws StoreException, InterruptedException {
        Settlement settlement = verdict.settlement();
        List<StreamPosition> open =
                Settlement.positions(List.copyOf(verdict.unfinished().keySet()));
        List<StreamPosition> doubts = Settlement.positions(settlement.inDoubt());
        List<StreamPosition> finished = new ArrayList<>(Settlement.positions(settlement.kept()));
        finished.addAll(verdict.known());
        finished.removeAll(open);
        // What some drive in service still lacks stays undecided on its holders, so that the next
        // start finds it when this one dies on the way (rule 10).
        List<StreamPosition> undecided = new ArrayList<>(doubts);
        undecided.addAll(open);
        sendStart(settlement, heard, finished, undecided);
        for (Map.Entry<Settlement.Settled, Integer> kept : verdict.unfinished().entrySet()) {
            resubmissions.send(kept.getKey().change(), kept.getValue());
        }
        if (!open.isEmpty()) {
            sendStart(settlement, heard, open, doubts);
        }
        for (Settlement.Settled kept : verdict.unfinished().keySet()) {
            finisher.finish(kept.key());
        }
        Set<RowKey> doubtful = new HashSet<>();
        settlement.inDoubt().forEach(one -> doubtful.add(one.key()));
        leader.setInDoubt(doubtful);
        log(settlement);
    }

    /// Rule 9: before the leader serves, or tells anyone of a void. For the drives that have told
    /// what they hold, and no others: the stream may still hold this START when a drive comes that
    /// was away, and what only that one holds undecided may have been decided long ago. It gets a
    /// START that spares it when it is rebuilt.
    ///
    /// @param finished what the drives take for decided
    /// @param undecided what they go on holding as undecided
    private void sendStart(
            Settlement settlement,
            Set<Integer> heard,
            List<StreamPosition> finished,
            List<StreamPosition> undecided)
            throws StoreException, InterruptedException {
        List<StreamPosition> kept =
                settlement.kept().stream().map(Settlement.Settled::position).toList();
        List<StreamPosition> inDoubt =
                settlement.inDoubt().stream().map(Settlement.Settled::position).toList();
        lastStart = new StartRecord(leader.epoch(), lastStart.number() + 1, kept, inDoubt);
        byte[] ops = lastStart.ops(finished, undecided).toBytes();
        int places = heard.stream().mapToInt(place -> 1 << place).sum();
        leader.await(
                leader.submitAlways(Change.NO_SLOT, _ -> new Draft(null, ops, null, places), null));
    }

    private void log(Settlement settlement) {
        for (Settlement.Settled lost : settlement.lost()) {
            LOG.error(
                    "the last change of {} in bucket {} may have been acknowledged and is lost: the"
                            + " drives that took it are gone for good",
                    Keys.text(lost.key().key()),
                    lost.key().bucketId());
        }
        if (!settlement.kept().isEmpty()
                || !settlement.voided().isEmpty()
                || !settlement.inDoubt().isEmpty()) {
            LOG.info(
                    "set {}/{}: {} changes in flight at the last stop were finished, {} were never"
                            + " acknowledged and are void, {} are in doubt",
                    leader.set().pool(),
                    leader.set().index(),
                    settlement.kept().size(),
                    settlement.voided().size(),
                    settlement.inDoubt().size());
        }
    }

    /// What the last START says.
    StartRecord lastStart() {
        return lastStart;
    }
}
