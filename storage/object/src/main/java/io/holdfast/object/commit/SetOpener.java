package io.holdfast.object.commit;

import io.holdfast.base.Pending;
import io.holdfast.cluster.ErasureSet;
import io.holdfast.cluster.Member;
import io.holdfast.cluster.MemberState;
import io.holdfast.drive.Change;
import io.holdfast.drive.Drive;
import io.holdfast.drive.DriveFault;
import io.holdfast.drive.HelloReply;
import io.holdfast.drive.OpsWriter;
import io.holdfast.drive.StreamPosition;
import io.holdfast.object.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes a set over at the start of a process: HELLO, settle, START (rules 6 to 9), for all slots
/// at once. Called by one thread at a time; again whenever a missing drive comes, until the set
/// serves.
public final class SetOpener {
    private static final Logger LOG = LoggerFactory.getLogger(SetOpener.class);
    private static final long GRACE_NS = 60_000_000_000L;

    private final SetLeader leader;
    private final ErasureSet set;
    private final Map<Integer, HelloReply.Promised> replies = new HashMap<>();
    private List<StreamPosition> doubts = List.of();
    private boolean isServing;

    public SetOpener(SetLeader leader) {
        this.leader = leader;
        this.set = leader.set();
    }

    /// What is left to do for the keys of a set that was taken over.
    ///
    /// @param keptKeys keys of finished changes that some drive lacked: repair them before they are
    ///   served
    /// @param returning places that were asked HELLO and are not in service: bring them back
    public record Opened(Set<RowKey> keptKeys, List<Integer> returning) {
        public Opened {
            keptKeys = Collections.unmodifiableSet(new LinkedHashSet<>(keptKeys));
            returning = List.copyOf(returning);
        }
    }

    /// Asks the drives that have not answered yet, and serves if that is enough.
    ///
    /// @return empty while too few drives are there; the set is then readable as far as R drives
    ///   agree
    public Optional<Opened> tryOpen() throws StoreException, InterruptedException {
        if (isServing) {
            return Optional.empty();
        }
        List<Member> members = set.members();
        if (leader.epoch() == 0) {
            // The registry takes no writes, so there is no epoch to lead in: only ask what is
            // there.
            hello(members);
            serveReadsOnly(Settlement.of(leader.geometry(), members, replies));
            replies.clear();
            return Optional.empty();
        }
        hello(members);
        Settlement settlement = Settlement.of(leader.geometry(), members, replies);
        long full =
                members.stream()
                        .filter(member -> member.state() != MemberState.REBUILDING)
                        .filter(member -> replies.containsKey(member.index()))
                        .count();
        int attachable = replies.size();
        if (full < leader.geometry().readQuorum() || attachable < leader.geometry().writeQuorum()) {
            serveReadsOnly(settlement);
            return Optional.empty();
        }
        return Optional.of(start(members, settlement));
    }

    private void hello(List<Member> members) throws InterruptedException {
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
                case HelloReply.Promised promised -> replies.put(entry.getKey(), promised);
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
                List.of(settlement.kept(), settlement.inDoubt(), settlement.voided())) {
            some.stream()
                    .filter(one -> one.position().compareTo(settlement.mark()) > 0)
                    .forEach(one -> keys.add(one.key()));
        }
        leader.setInDoubt(keys);
    }

    private Opened start(List<Member> members, Settlement settlement)
            throws StoreException, InterruptedException {
        Set<RowKey> keptKeys = new HashSet<>();
        for (Member member : members) {
            if (member.state() == MemberState.IN_SERVICE && replies.containsKey(member.index())) {
                leader.attach(member.index(), member.drive().orElseThrow(), false);
            }
        }
        List<Integer> returning = attachReturning(members);
        leader.putOutMissing();
        leader.start();
        Submitted start =
                leader.submitAlways(
                        Change.NO_SLOT,
                        _ ->
                                new Draft(
                                        null,
                                        new OpsWriter()
                                                .start(
                                                        leader.epoch(),
                                                        positions(settlement.kept()),
                                                        positions(settlement.inDoubt()))
                                                .toBytes(),
                                        null,
                                        Change.ALL_DRIVES),
                        null);
        leader.await(start);
        for (Settlement.Settled kept : settlement.kept()) {
            finish(members, kept, keptKeys);
        }
        Set<RowKey> doubtful = new HashSet<>();
        settlement.inDoubt().forEach(one -> doubtful.add(one.key()));
        leader.setInDoubt(doubtful);
        doubts = positions(settlement.inDoubt());
        leader.serve();
        isServing = true;
        log(settlement);
        return new Opened(keptKeys, returning);
    }

    /// Drives that have to catch up take changes from the beginning of the epoch, so that the set
    /// can serve with W of them.
    private List<Integer> attachReturning(List<Member> members) throws InterruptedException {
        List<Integer> returning = new ArrayList<>();
        for (Member member : members) {
            if (member.state() == MemberState.IN_SERVICE || !replies.containsKey(member.index())) {
                continue;
            }
            if (member.state() == MemberState.REBUILDING || set.putRebuilding(member.index())) {
                leader.attach(member.index(), member.drive().orElseThrow(), true);
                returning.add(member.index());
            }
        }
        return returning;
    }

    /// Gives a kept change to the drives in service that lack it, as it was numbered; their shards
    /// of it are healed afterwards.
    private void finish(List<Member> members, Settlement.Settled kept, Set<RowKey> keptKeys)
            throws StoreException, InterruptedException {
        int lacking = 0;
        for (Member member : members) {
            boolean isHolder = (kept.holders() >>> member.index() & 1) != 0;
            boolean hasPassed =
                    replies.containsKey(member.index())
                            && replies.get(member.index()).mark().compareTo(kept.position()) >= 0;
            if (member.state() == MemberState.IN_SERVICE
                    && replies.containsKey(member.index())
                    && !isHolder
                    && !hasPassed) {
                lacking |= 1 << member.index();
            }
        }
        if (lacking == 0) {
            return;
        }
        keptKeys.add(kept.key());
        int places = lacking;
        Submitted again =
                leader.resubmit(
                        kept.change().slot(),
                        kept.change().sequence(),
                        kept.change().entry(),
                        kept.change().ops(),
                        places);
        leader.await(again);
    }

    private static List<StreamPosition> positions(List<Settlement.Settled> settled) {
        return settled.stream().map(Settlement.Settled::position).toList();
    }

    private void log(Settlement settlement) {
        if (!settlement.kept().isEmpty()
                || !settlement.voided().isEmpty()
                || !settlement.inDoubt().isEmpty()) {
            LOG.info(
                    "set {}/{}: {} changes in flight at the last stop were finished, {} were never"
                            + " acknowledged and are void, {} are in doubt",
                    set.pool(),
                    set.index(),
                    settlement.kept().size(),
                    settlement.voided().size(),
                    settlement.inDoubt().size());
        }
    }

    /// The reply of a place, if it was asked.
    public Optional<HelloReply.Promised> reply(int place) {
        return Optional.ofNullable(replies.get(place));
    }

    /// Asks one drive that returned while the set serves.
    public Optional<HelloReply.Promised> hello(int place, Drive drive) throws InterruptedException {
        Optional<HelloReply> reply = drive.hello(leader.epoch()).await(GRACE_NS);
        if (reply.isPresent() && reply.get() instanceof HelloReply.Promised promised) {
            replies.put(place, promised);
            return Optional.of(promised);
        }
        LOG.warn("drive {} of set {}/{} did not answer HELLO", place, set.pool(), set.index());
        return Optional.empty();
    }

    /// Changes that this start could not settle: no drive may undo them.
    public List<StreamPosition> doubts() {
        return doubts;
    }

    public boolean isServing() {
        return isServing;
    }
}
