package io.holdfast.object.commit;

import io.holdfast.cluster.Member;
import io.holdfast.cluster.MemberState;
import io.holdfast.cluster.SetGeometry;
import io.holdfast.drive.Family;
import io.holdfast.drive.HelloReply;
import io.holdfast.drive.OpsReader;
import io.holdfast.drive.StreamPosition;
import io.holdfast.object.StoreException;
import io.holdfast.object.row.Coding;
import io.holdfast.object.row.JournalEntry;
import io.holdfast.object.row.PartRecord;
import io.holdfast.object.row.VersionRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a new leader makes of the changes that were in flight when the last one stopped (rule 8).
/// From the drives' HELLO replies, and what their journals tell, to a verdict on each change.
///
/// @param start epoch of the highest START seen: all earlier epochs are decided, but for doubts
/// @param mark everything up to here is decided, as far as any drive knows
/// @param kept changes to finish, in order
/// @param inDoubt changes that cannot be settled before more drives are back
/// @param voided changes that were never acknowledged and are undone
/// @param lost changes that may have been acknowledged and cannot be finished, for all drives that
///   could tell are gone for good; undone too, and reported
public record Settlement(
        int start,
        StreamPosition mark,
        List<Settled> kept,
        List<Settled> inDoubt,
        List<Settled> voided,
        List<Settled> lost) {
    public Settlement {
        kept = List.copyOf(kept);
        inDoubt = List.copyOf(inDoubt);
        voided = List.copyOf(voided);
        lost = List.copyOf(lost);
    }

    /// One change and who holds it.
    ///
    /// @param change as one of its holders reports it
    /// @param holders bit p = the drive at place p has its rows and does not know it as decided
    /// @param positions under which the holders know it: its own, and those under which it was
    ///   streamed again in later epochs
    public record Settled(
            HelloReply.Undecided change, int holders, List<StreamPosition> positions) {
        public Settled {
            positions = List.copyOf(positions);
        }

        public RowKey key() {
            JournalEntry entry = JournalEntry.read(change.entry());
            return RowKey.of(entry.bucketId(), entry.key());
        }

        /// Where the leader that numbered it put it.
        public StreamPosition position() {
            return Sequences.position(change.sequence());
        }
    }

    static List<StreamPosition> positions(List<Settled> settled) {
        return settled.stream().flatMap(one -> one.positions().stream()).toList();
    }

    /// Whether some drive knows a change as committed that others hold undecided.
    @FunctionalInterface
    interface Journals {
        boolean isDecidedAnywhere(HelloReply.Undecided change, int holders)
                throws StoreException, InterruptedException;
    }

    private static final class Tally {
        private final HelloReply.Undecided change;
        private final Set<StreamPosition> positions = new TreeSet<>();
        private int rows;
        private int copies;
        private boolean isKept;

        Tally(HelloReply.Undecided change) {
            this.change = change;
        }
    }

    /// Settles by the replies at hand.
    ///
    /// @param members of the set, by place
    /// @param replies of the drives that answered, by place
    /// @param last what the START of the highest epoch that a drive has taken says
    /// @param epoch of the new leader; its own changes are not to be settled
    /// @param retired bit p = the drive that was at place p will never answer
    /// @param journals asked about changes whose holders alone do not tell
    static Settlement of(
            SetGeometry geometry,
            List<Member> members,
            Map<Integer, HelloReply.Promised> replies,
            StartRecord last,
            int epoch,
            int retired,
            Journals journals)
            throws StoreException, InterruptedException {
        int start = highestStart(replies);
        StreamPosition mark = StreamPosition.ZERO;
        for (HelloReply.Promised reply : replies.values()) {
            mark = reply.mark().compareTo(mark) > 0 ? reply.mark() : mark;
        }
        Set<StreamPosition> kept = new HashSet<>(last.kept());
        Set<StreamPosition> doubts = new HashSet<>(last.inDoubt());
        SortedMap<StreamPosition, Tally> tallies = new TreeMap<>();
        for (Map.Entry<Integer, HelloReply.Promised> reply : replies.entrySet()) {
            for (HelloReply.Undecided change : reply.getValue().undecided()) {
                if (change.slot() < 0) {
                    continue;
                }
                StreamPosition position = Sequences.position(change.sequence());
                if (position.epoch() == epoch) {
                    continue;
                }
                // Only what was kept is ever streamed again.
                boolean isKept = kept.contains(position) || !position.equals(change.position());
                // (a) The START of the highest epoch seen decided all earlier epochs, but for
                // doubts: what it does not keep is void.
                if (position.epoch() < start && !isKept && !doubts.contains(position)) {
                    continue;
                }
                Tally tally = tallies.computeIfAbsent(position, _ -> new Tally(change));
                tally.rows |= 1 << reply.getKey();
                tally.copies += change.isCopy() ? 1 : 0;
                tally.isKept |= isKept;
                tally.positions.add(change.position());
            }
        }
        List<Settled> keep = new ArrayList<>();
        List<Settled> inDoubt = new ArrayList<>();
        List<Settled> voided = new ArrayList<>();
        List<Settled> lost = new ArrayList<>();
        for (Map.Entry<StreamPosition, Tally> one : tallies.entrySet()) {
            Tally tally = one.getValue();
            Verdict verdict =
                    verdict(geometry, members, replies, retired, journals, one.getKey(), tally);
            Settled settled = new Settled(tally.change, tally.rows, List.copyOf(tally.positions));
            switch (verdict) {
                case KEEP -> keep.add(settled);
                case DOUBT -> inDoubt.add(settled);
                case VOID -> voided.add(settled);
                case LOST -> lost.add(settled);
            }
        }
        return new Settlement(start, mark, keep, inDoubt, voided, lost);
    }

    static int highestStart(Map<Integer, HelloReply.Promised> replies) {
        return replies.values().stream().mapToInt(HelloReply.Promised::start).max().orElse(0);
    }

    private enum Verdict {
        KEEP,
        DOUBT,
        VOID,
        LOST
    }

    /// Rule 8 (c) to (f).
    private static Verdict verdict(
            SetGeometry geometry,
            List<Member> members,
            Map<Integer, HelloReply.Promised> replies,
            int retired,
            Journals journals,
            StreamPosition position,
            Tally tally)
            throws StoreException, InterruptedException {
        Optional<Coding> coding = codingOf(tally.change);
        if (tally.isKept || journals.isDecidedAnywhere(tally.change, tally.rows)) {
            return Verdict.KEEP;
        }
        int writeQuorum =
                Math.max(geometry.writeQuorum(), coding.map(Coding::writeQuorum).orElse(0));
        int silent = 0;
        int gone = 0;
        boolean isMissedInService = false;
        boolean isHeldInService = false;
        for (Member member : members) {
            boolean hasAnswered = replies.containsKey(member.index());
            boolean isHolder = (tally.rows >>> member.index() & 1) != 0;
            boolean isInService = member.state() == MemberState.IN_SERVICE;
            boolean isRetired = (retired >>> member.index() & 1) != 0;
            if (!hasAnswered && !isRetired) {
                silent++;
            } else if (!hasAnswered || (!member.isFull() && !isHolder)) {
                // Whoever was here before might have known.
                gone++;
            } else if (isInService) {
                isMissedInService |= !isHolder;
                isHeldInService |= isHolder;
            }
        }
        // (c) A mark passes what is committed and what is void. Its VOID would be on all drives in
        // service.
        if (!isMissedInService && isHeldInService && isMarked(replies, position)) {
            return Verdict.KEEP;
        }
        boolean isNeverAcknowledged =
                isMissedInService || tally.copies + silent + gone < writeQuorum;
        // (e) before (d) where the change brings data (decision 0063): kept, it would stand on as
        // few drives as can be, and the version before it be gone.
        if (isNeverAcknowledged && coding.isPresent()) {
            return Verdict.VOID;
        }
        // (d) One row finishes a change that brings no data.
        if (tally.copies >= coding.map(Coding::data).orElse(1)) {
            return Verdict.KEEP;
        }
        if (isNeverAcknowledged) {
            return Verdict.VOID;
        }
        return silent > 0 ? Verdict.DOUBT : Verdict.LOST;
    }

    /// True when some drive has a mark of the change's own epoch at or above it. A mark of a later
    /// epoch says nothing about what that epoch's START left in doubt, and hides no other's.
    private static boolean isMarked(
            Map<Integer, HelloReply.Promised> replies, StreamPosition position) {
        return replies.values().stream()
                .map(HelloReply.Promised::mark)
                .anyMatch(
                        mark -> mark.epoch() == position.epoch() && position.compareTo(mark) <= 0);
    }

    /// How the data is cut that a change brings; empty when it brings none.
    private static Optional<Coding> codingOf(HelloReply.Undecided change) {
        if (!JournalEntry.read(change.entry()).hasData()) {
            return Optional.empty();
        }
        for (OpsReader.Op op : OpsReader.read(change.ops())) {
            if (op instanceof OpsReader.Op.Put put && put.family() == Family.PART) {
                PartRecord part = PartRecord.read(put.record());
                return part.storedBytes() == 0 ? Optional.empty() : Optional.of(part.coding());
            }
            if (op instanceof OpsReader.Op.Put put && put.family() == Family.HEAD) {
                VersionRecord version = VersionRecord.read(put.record());
                return version.storedBytes() == 0
                        ? Optional.empty()
                        : Optional.of(version.coding());
            }
        }
        return Optional.empty();
    }
}
