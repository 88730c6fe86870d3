package io.holdfast.object.commit;

import io.holdfast.cluster.Member;
import io.holdfast.drive.Change;
import io.holdfast.drive.StreamPosition;
import io.holdfast.object.StoreException;
import io.holdfast.object.row.Keys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes what a start settled true on the drives: START, the kept changes to the drives that lack
/// them, their shards (rules 9 and 10). One thread at a time; what is broken off is called again.
final class StartDecider {
    private static final Logger LOG = LoggerFactory.getLogger(StartDecider.class);

    private final SetLeader leader;
    private final SetOpener.Finisher finisher;
    private final ReadableCheck readable;
    private final Resubmissions resubmissions;
    private StartRecord lastStart = StartRecord.NONE;

    StartDecider(SetLeader leader, SetOpener.Finisher finisher) {
        this.leader = leader;
        this.finisher = finisher;
        this.readable = new ReadableCheck(finisher);
        this.resubmissions = new Resubmissions(leader);
    }

    /// What is to be made true on the drives.
    ///
    /// @param settlement without the kept changes that cannot be read after all
    /// @param unfinished kept changes and the drives in service that lack them
    /// @param known what some drives hold undecided and others have decided
    record Verdict(
            Settlement settlement,
            Map<Settlement.Settled, Integer> unfinished,
            List<StreamPosition> known) {
        /// After another look at what is kept for its shards.
        Verdict with(Settlement other) {
            Map<Settlement.Settled, Integer> still = new LinkedHashMap<>(unfinished);
            still.keySet().retainAll(other.kept());
            return new Verdict(other, still, known);
        }
    }

    /// Takes out of the kept changes those that nobody can read.
    Verdict judge(List<Member> members, Verdict asHeard) throws InterruptedException {
        return asHeard.with(readable.check(asHeard.settlement(), members));
    }

    /// Makes what was settled true on the drives (rules 9 and 10).
    ///
    /// @param heard places of the drives that have told what they hold
    /// @return what was settled, with what has become unreadable on the way
    Settlement decide(List<Member> members, Set<Integer> heard, Verdict first)
            throws StoreException, InterruptedException {
        Verdict verdict = first;
        sendFirst(verdict, heard);
        Settlement again = readable.check(verdict.settlement(), members);
        while (again.kept().size() < verdict.settlement().kept().size()) {
            // START waits for its drives: a shard that was there before may have gone meanwhile.
            verdict = verdict.with(again);
            sendFirst(verdict, heard);
            again = readable.check(again, members);
        }
        finish(verdict, heard);
        return verdict.settlement();
    }

    /// The START that tells of what is void. What some drive in service still lacks stays undecided
    /// on its holders, so that the next start finds it when this one dies on the way (rule 10). If
    /// it was kept for its shards alone, that one judges it anew: they may be gone until then.
    private void sendFirst(Verdict verdict, Set<Integer> heard)
            throws StoreException, InterruptedException {
        Settlement settlement = verdict.settlement();
        Set<Settlement.Settled> open = verdict.unfinished().keySet();
        List<StreamPosition> finished = new ArrayList<>(verdict.known());
        List<StreamPosition> undecided =
                new ArrayList<>(Settlement.positions(settlement.inDoubt()));
        for (Settlement.Settled kept : settlement.kept()) {
            (open.contains(kept) ? undecided : finished).addAll(kept.positions());
        }
        settlement.kept().stream().filter(Predicate.not(open::contains)).forEach(readable::keep);
        sendStart(
                heard,
                settlement,
                kept -> kept.dataShards() == 0 || !open.contains(kept),
                finished,
                undecided);
    }

    /// From here on no change is taken back: the drives that lack it get it.
    private void finish(Verdict verdict, Set<Integer> heard)
            throws StoreException, InterruptedException {
        Settlement settlement = verdict.settlement();
        Set<Settlement.Settled> open = verdict.unfinished().keySet();
        for (Map.Entry<Settlement.Settled, Integer> kept : verdict.unfinished().entrySet()) {
            readable.keep(kept.getKey());
            resubmissions.send(kept.getKey().change(), kept.getValue());
        }
        if (!open.isEmpty()) {
            sendStart(
                    heard,
                    settlement,
                    _ -> true,
                    Settlement.positions(List.copyOf(open)),
                    Settlement.positions(settlement.inDoubt()));
        }
        for (Settlement.Settled kept : settlement.kept()) {
            // What was kept for its shards alone has no drive to spare.
            if (kept.dataShards() > 0 || open.contains(kept)) {
                finisher.finish(kept.key());
            }
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
    /// @param isSure of the kept changes those that the next leader has to keep too
    /// @param finished what the drives take for decided
    /// @param undecided what they go on holding as undecided
    private void sendStart(
            Set<Integer> heard,
            Settlement settlement,
            Predicate<Settlement.Settled> isSure,
            List<StreamPosition> finished,
            List<StreamPosition> undecided)
            throws StoreException, InterruptedException {
        List<StreamPosition> kept = new ArrayList<>();
        List<StreamPosition> inDoubt = new ArrayList<>();
        settlement.inDoubt().forEach(one -> inDoubt.add(one.position()));
        settlement.kept().forEach(one -> (isSure.test(one) ? kept : inDoubt).add(one.position()));
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
