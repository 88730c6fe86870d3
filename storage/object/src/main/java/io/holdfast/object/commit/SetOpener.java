package io.holdfast.object.commit;

import io.holdfast.base.Pending;
import io.holdfast.cluster.ErasureSet;
import io.holdfast.cluster.Member;
import io.holdfast.cluster.MemberState;
import io.holdfast.drive.Drive;
import io.holdfast.drive.DriveFault;
import io.holdfast.drive.HelloReply;
import io.holdfast.drive.StreamPosition;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes a set over at the start of a process: HELLO, settle, START (rules 6 to 9), for all slots
/// at once. Called by one thread at a time; again whenever a missing drive comes, until the set
/// serves.
public final class SetOpener {
    private static final Logger LOG = LoggerFactory.getLogger(SetOpener.class);
    private static final long GRACE_NS = 60_000_000_000L;

    private final SetLeader leader;
    private final StartDecider decider;
    private final ErasureSet set;
    private final Map<Integer, HelloReply.Promised> replies = new HashMap<>();
    private final Map<Integer, Drive> answered = new HashMap<>();
    private final Map<Integer, StartRecord> starts = new HashMap<>();
    private final Map<Integer, Long> cleaned = new HashMap<>();
    private List<StreamPosition> doubts = List.of();
    private StartRecord seenStart = StartRecord.NONE;
    private List<Member> startMembers = List.of();
    private boolean isBegun;
    private boolean isServing;

    /// What each drive said before it took anything of this leader.
    private final Map<Integer, FirstReply> first = new HashMap<>();

    private record FirstReply(UUID incarnation, HelloReply.Promised promised, StartRecord start) {
        boolean isOf(Drive drive) {
            return drive.identity().incarnation().equals(incarnation);
        }
    }

    /// @param finisher of changes whose keys are not served before
    public SetOpener(SetLeader leader, Finisher finisher) {
        this.leader = leader;
        this.decider = new StartDecider(leader, finisher);
        this.set = leader.set();
    }

    /// What a start needs of the repair.
    public interface Finisher {
        /// Makes what the drives lack of the key's kept change.
        void finish(RowKey key) throws InterruptedException;
    }

    /// Asks the drives that have not answered yet, and serves if that is enough.
    ///
    /// @return places that were asked HELLO and are not in service, to be brought back; empty while
    ///   too few drives are there: the set is then readable as far as R drives agree
    public Optional<List<Integer>> tryOpen() throws StoreException, InterruptedException {
        if (isServing) {
            return Optional.empty();
        }
        List<Member> members = set.members();
        forgetChanged(members);
        if (isBegun) {
            // An earlier attempt was broken off after START was sent: the drives say how far it
            // got.
            replies.clear();
        }
        if (leader.epoch() == 0) {
            // The registry takes no writes, so there is no epoch to lead in: only ask what is
            // there.
            hello(members);
            serveReadsOnly(settle(members));
            replies.clear();
            return Optional.empty();
        }
        hello(members);
        Settlement settlement = settle(members);
        int attachable = replies.size();
        // Reads go on by agreement, also while START waits for its drives.
        serveReadsOnly(settlement);
        if (!isEveryAckSeen(members) || attachable < leader.geometry().writeQuorum()) {
            return Optional.empty();
        }
        return Optional.of(start(members, settlement));
    }

    /// Rule 7: R full drives have answered, among them one that any acknowledgement waited for; or
    /// all those in service, for acknowledgements wait for each of them (rule 12). The latter lets
    /// a set start of which too many drives are being rebuilt.
    private boolean isEveryAckSeen(List<Member> members) {
        int full = 0;
        int inService = 0;
        int inServiceAnswered = 0;
        for (Member member : members) {
            boolean hasAnswered = replies.containsKey(member.index());
            boolean isInService = member.state() == MemberState.IN_SERVICE;
            full += hasAnswered && member.isFull() ? 1 : 0;
            inService += isInService ? 1 : 0;
            inServiceAnswered += isInService && hasAnswered ? 1 : 0;
        }
        return full >= leader.geometry().readQuorum()
                || (inService > 0 && inServiceAnswered == inService);
    }

    /// Since an earlier attempt drives may have gone or been replaced: their answers say nothing of
    /// what stands there now, and reads must not rely on a drive that is being rebuilt.
    private void forgetChanged(List<Member> members) {
        for (Member member : members) {
            int place = member.index();
            if (!member.drive().equals(Optional.ofNullable(answered.get(place)))) {
                replies.remove(place);
            }
            if (member.state() != MemberState.IN_SERVICE) {
                leader.attachments().leaveService(place);
            }
        }
    }

    private Settlement settle(List<Member> members) throws StoreException, InterruptedException {
        seenStart = StartRecord.NONE;
        for (int place : replies.keySet()) {
            seenStart = seenStart.orLater(starts.getOrDefault(place, StartRecord.NONE));
        }
        return Settlement.of(
                leader.geometry(),
                members,
                replies,
                seenStart,
                leader.epoch(),
                0,
                new JournalLook(members, replies)::isDecidedAnywhere);
    }

    private void hello(List<Member> members) throws StoreException, InterruptedException {
        Map<Integer, Pending<HelloReply>> asked = new HashMap<>();
        for (Member member : members) {
            if (member.drive().isPresent() && !replies.containsKey(member.index())) {
                asked.put(member.index(), member.drive().get().hello(leader.epoch()));
            }
        }
        for (Map.Entry<Integer, Pending<HelloReply>> entry : asked.entrySet()) {
            HelloReply reply =
                    entry.getValue()
                            .await(GRACE_NS)
                            .orElse(
                                    new HelloReply.Refused(
                                            new DriveFault(
                                                    DriveFault.Kind.STALLED,
                                                    "no answer to HELLO")));
            switch (reply) {
                case HelloReply.Promised promised -> {
                    int place = entry.getKey();
                    note(place, members.get(place).drive().orElseThrow(), promised);
                }
                case HelloReply.Refused(DriveFault fault) ->
                        LOG.error(
                                "drive {} of set {}/{} refuses its leader: {} {}",
                                entry.getKey(),
                                set.pool(),
                                set.index(),
                                fault.kind(),
                                fault.detail());
            }
        }
    }

    /// Keys of unsettled changes answer 503 until more drives are there; all others are read by
    /// agreement.
    private void serveReadsOnly(Settlement settlement) {
        leader.setFloor(
                Math.max(Sequences.of(settlement.mark()), Sequences.of(settlement.start(), 0)));
        Set<RowKey> keys = new HashSet<>();
        for (List<Settlement.Settled> some :
                List.of(
                        settlement.kept(),
                        settlement.inDoubt(),
                        settlement.voided(),
                        settlement.lost())) {
            some.stream()
                    .filter(one -> one.position().compareTo(settlement.mark()) > 0)
                    .forEach(one -> keys.add(one.key()));
        }
        leader.setInDoubt(keys);
    }

    private List<Integer> start(List<Member> members, Settlement settlement)
            throws StoreException, InterruptedException {
        StartDecider.Verdict verdict = judge(members, settlement);
        isBegun = true;
        for (Member member : members) {
            if (member.state() == MemberState.IN_SERVICE && replies.containsKey(member.index())) {
                leader.attachments()
                        .attachAfter(
                                member.index(),
                                member.drive().orElseThrow(),
                                replies.get(member.index()));
            }
        }
        List<Integer> returning = attachReturning(members);
        putOutUnheard(members);
        leader.putOutMissing();
        leader.start();
        startMembers = members;
        decide(verdict);
        leader.serve();
        isServing = true;
        return returning;
    }

    /// What a kept change's holders take for decided no later start finds on them. So START must
    /// not say that while a drive in service has not told whether it has the change: stalled now,
    /// and back at the next attempt, it would serve without.
    ///
    /// @throws StoreException WRITE_QUORUM_LOST when the registry does not put such a drive out
    private void putOutUnheard(List<Member> members) throws StoreException, InterruptedException {
        for (Member member : members) {
            int place = member.index();
            boolean isUnheard =
                    member.state() == MemberState.IN_SERVICE && !replies.containsKey(place);
            if (isUnheard && !leader.putOut(place, "it has not told what it holds")) {
                throw new StoreException(
                        StoreError.WRITE_QUORUM_LOST,
                        "drive "
                                + place
                                + " has not told what it holds, and the registry cannot put it"
                                + " out of service");
            }
        }
    }

    private StartDecider.Verdict judge(List<Member> members, Settlement settlement)
            throws StoreException, InterruptedException {
        List<StreamPosition> known = decidedByOthers(members);
        Map<Settlement.Settled, Integer> unfinished = new LinkedHashMap<>();
        JournalLook look = new JournalLook(members, replies);
        for (Settlement.Settled kept : settlement.kept()) {
            int lacking = look.lacking(kept);
            if (lacking != 0) {
                unfinished.put(kept, lacking);
            }
        }
        return new StartDecider.Verdict(settlement, unfinished, known);
    }

    private void decide(StartDecider.Verdict verdict) throws StoreException, InterruptedException {
        decider.decide(verdict, Set.copyOf(replies.keySet()));
        doubts = Settlement.positions(verdict.settlement().inDoubt());
    }

    /// Settles what the start left in doubt as far as the drives know that have come since (rule
    /// 10). What a drive held when the changes were made counts, not what it is now.
    ///
    /// @return true when nothing is in doubt any more
    public boolean settleDoubts() throws StoreException, InterruptedException {
        if (doubts.isEmpty()) {
            return true;
        }
        List<Member> now = set.members();
        Map<Integer, HelloReply.Promised> known = new HashMap<>();
        StartRecord last = seenStart;
        int retired = 0;
        for (Member member : now) {
            int place = member.index();
            FirstReply reply = first.get(place);
            if (startMembers.get(place).isFull() && !member.isFull()) {
                retired |= 1 << place;
            } else if (reply != null && member.drive().filter(reply::isOf).isPresent()) {
                known.put(place, reply.promised());
                last = last.orLater(reply.start());
            }
        }
        Settlement asHeard =
                Settlement.of(
                        leader.geometry(),
                        startMembers,
                        known,
                        last,
                        leader.epoch(),
                        retired,
                        new JournalLook(now, known)::isDecidedAnywhere);
        if (Settlement.positions(asHeard.inDoubt()).size() < doubts.size()) {
            decide(judge(now, asHeard));
        }
        return doubts.isEmpty();
    }

    /// What drives hold undecided of epochs that have ended since, and another has decided: they
    /// keep it. Drives that were away, whose shards may be the ones that are needed; and drives in
    /// service that a START did not wait for, with what it had kept.
    private List<StreamPosition> decidedByOthers(List<Member> members)
            throws StoreException, InterruptedException {
        int start = Settlement.highestStart(replies);
        JournalLook look = new JournalLook(members, replies);
        List<StreamPosition> known = new ArrayList<>();
        for (HelloReply.Promised reply : replies.values()) {
            for (HelloReply.Undecided change : reply.undecided()) {
                if (change.slot() >= 0
                        && change.position().epoch() < start
                        && look.isDecidedAnywhere(change, look.holders(change))) {
                    known.add(change.position());
                }
            }
        }
        return known;
    }

    /// Drives that have to catch up take changes from the beginning of the epoch, so that the set
    /// can serve with W of them.
    private List<Integer> attachReturning(List<Member> members)
            throws StoreException, InterruptedException {
        List<Integer> returning = new ArrayList<>();
        for (Member member : members) {
            if (member.state() == MemberState.IN_SERVICE || !replies.containsKey(member.index())) {
                continue;
            }
            if (member.state() == MemberState.REBUILDING || set.putRebuilding(member.index())) {
                leader.attachments()
                        .attachRebuilding(
                                member.index(),
                                member.drive().orElseThrow(),
                                replies.get(member.index()),
                                List.of());
                returning.add(member.index());
            }
        }
        return returning;
    }

    /// What has to be known of a drive before it takes changes.
    private void note(int place, Drive drive, HelloReply.Promised promised)
            throws StoreException, InterruptedException {
        StartRecord start = StartRecord.of(drive);
        replies.put(place, promised);
        starts.put(place, start);
        answered.put(place, drive);
        FirstReply earlier = first.get(place);
        if (earlier == null || !earlier.isOf(drive)) {
            first.put(place, new FirstReply(drive.identity().incarnation(), promised, start));
        }
        try {
            cleaned.put(place, JournalFloor.read(drive, JournalFloor.CLEANED_KEY));
        } catch (StoreException e) {
            cleaned.put(place, 0L);
        }
    }

    /// Up to where the drive at the place, when it answered, had everything cleared away that
    /// changes leave behind. What it missed of that is in no journal.
    public long cleaned(int place) {
        return cleaned.getOrDefault(place, 0L);
    }

    /// The reply of a place, if it was asked.
    public Optional<HelloReply.Promised> reply(int place) {
        return Optional.ofNullable(replies.get(place));
    }

    /// Asks one drive that returned while the set serves.
    ///
    /// @throws StoreException READ_QUORUM_LOST when it fails after that
    public Optional<HelloReply.Promised> hello(int place, Drive drive)
            throws StoreException, InterruptedException {
        Optional<HelloReply> reply = drive.hello(leader.epoch()).await(GRACE_NS);
        if (reply.isPresent() && reply.get() instanceof HelloReply.Promised promised) {
            note(place, drive, promised);
            return Optional.of(promised);
        }
        LOG.warn("drive {} of set {}/{} did not answer HELLO", place, set.pool(), set.index());
        return Optional.empty();
    }

    /// Changes that this start could not settle: no drive may undo them.
    public List<StreamPosition> doubts() {
        return doubts;
    }

    /// What this start decided.
    public StartRecord lastStart() {
        return decider.lastStart();
    }

    public boolean isServing() {
        return isServing;
    }
}
