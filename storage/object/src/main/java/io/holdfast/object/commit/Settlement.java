package io.holdfast.object.commit;

import io.holdfast.cluster.Member;
import io.holdfast.cluster.MemberState;
import io.holdfast.cluster.SetGeometry;
import io.holdfast.drive.HelloReply;
import io.holdfast.drive.OpsReader;
import io.holdfast.drive.StreamPosition;
import io.holdfast.object.row.JournalEntry;
import io.holdfast.object.row.PartRecord;
import io.holdfast.object.row.VersionRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a new leader makes of the changes that were in flight when the last one stopped (rule 8).
/// Pure: from the drives' HELLO replies to a verdict on each change.
///
/// @param start epoch of the highest START seen: all earlier epochs are decided, but for doubts
/// @param mark everything up to here is decided, as far as any drive knows
/// @param kept changes to finish, in order
/// @param inDoubt changes that cannot be settled before more drives are back
/// @param voided changes that were never acknowledged and are undone
public record Settlement(
        int start,
        StreamPosition mark,
        List<Settled> kept,
        List<Settled> inDoubt,
        List<Settled> voided) {
    public Settlement {
        kept = List.copyOf(kept);
        inDoubt = List.copyOf(inDoubt);
        voided = List.copyOf(voided);
    }

    /// One change and who holds it.
    ///
    /// @param change as one of its holders reports it
    /// @param holders bit p = the drive at place p has its rows
    public record Settled(HelloReply.Undecided change, int holders) {
        public RowKey key() {
            JournalEntry entry = JournalEntry.read(change.entry());
            return RowKey.of(entry.bucketId(), entry.key());
        }

        public StreamPosition position() {
            return change.position();
        }
    }

    private static final class Tally {
        private final HelloReply.Undecided change;
        private int rows;
        private int copies;

        Tally(HelloReply.Undecided change) {
            this.change = change;
        }
    }

    /// Settles by the replies at hand.
    ///
    /// @param members of the set, by place
    /// @param replies of the drives that answered, by place
    public static Settlement of(
            SetGeometry geometry, List<Member> members, Map<Integer, HelloReply.Promised> replies) {
        int start = 0;
        StreamPosition mark = StreamPosition.ZERO;
        for (HelloReply.Promised reply : replies.values()) {
            start = Math.max(start, reply.start());
            mark = reply.mark().compareTo(mark) > 0 ? reply.mark() : mark;
        }
        Set<StreamPosition> leftInDoubt = leftInDoubt(replies, start);
        SortedMap<StreamPosition, Tally> tallies = new TreeMap<>();
        for (Map.Entry<Integer, HelloReply.Promised> reply : replies.entrySet()) {
            for (HelloReply.Undecided change : reply.getValue().undecided()) {
                // (a) The START of the highest epoch seen decided all earlier epochs, but for
                // doubts.
                boolean isDecided =
                        change.position().epoch() < start
                                && !leftInDoubt.contains(change.position());
                if (change.slot() < 0 || isDecided) {
                    continue;
                }
                Tally tally = tallies.computeIfAbsent(change.position(), _ -> new Tally(change));
                tally.rows |= 1 << reply.getKey();
                tally.copies += change.isCopy() ? 1 : 0;
            }
        }
        List<Settled> kept = new ArrayList<>();
        List<Settled> inDoubt = new ArrayList<>();
        List<Settled> voided = new ArrayList<>();
        for (Tally tally : tallies.values()) {
            Settled settled = new Settled(tally.change, tally.rows);
            switch (verdict(geometry, members, replies, mark, tally)) {
                case KEEP -> kept.add(settled);
                case DOUBT -> inDoubt.add(settled);
                case VOID -> voided.add(settled);
            }
        }
        return new Settlement(start, mark, kept, inDoubt, voided);
    }

    /// A drive that has taken the highest START holds undecided changes of earlier epochs only
    /// where that START left them in doubt.
    private static Set<StreamPosition> leftInDoubt(
            Map<Integer, HelloReply.Promised> replies, int start) {
        Set<StreamPosition> doubts = new HashSet<>();
        for (HelloReply.Promised reply : replies.values()) {
            for (HelloReply.Undecided change : reply.undecided()) {
                if (reply.start() == start && change.position().epoch() < start) {
                    doubts.add(change.position());
                }
            }
        }
        return doubts;
    }

    private enum Verdict {
        KEEP,
        DOUBT,
        VOID
    }

    /// Rule 8 (c) to (f).
    private static Verdict verdict(
            SetGeometry geometry,
            List<Member> members,
            Map<Integer, HelloReply.Promised> replies,
            StreamPosition mark,
            Tally tally) {
        if (tally.change.position().compareTo(mark) <= 0) {
            return Verdict.KEEP;
        }
        if (tally.copies >= copiesToFinish(geometry, tally.change)) {
            return Verdict.KEEP;
        }
        int unknown = 0;
        boolean isMissedInService = false;
        for (Member member : members) {
            boolean hasAnswered = replies.containsKey(member.index());
            boolean isHolder = (tally.rows >>> member.index() & 1) != 0;
            if (!hasAnswered || (member.state() == MemberState.REBUILDING && !isHolder)) {
                unknown++;
            } else if (member.state() == MemberState.IN_SERVICE && !isHolder) {
                isMissedInService = true;
            }
        }
        return isMissedInService || tally.copies + unknown < geometry.writeQuorum()
                ? Verdict.VOID
                : Verdict.DOUBT;
    }

    /// K copies, or one row for a change without data of its own (rule 8d).
    private static int copiesToFinish(SetGeometry geometry, HelloReply.Undecided change) {
        if (!JournalEntry.read(change.entry()).hasData()) {
            return 1;
        }
        int data = geometry.data();
        for (OpsReader.Op op : OpsReader.read(change.ops())) {
            if (op instanceof OpsReader.Op.Put put) {
                data =
                        switch (put.family()) {
                            case HEAD -> dataOf(VersionRecord.read(put.record()));
                            case PART -> PartRecord.read(put.record()).coding().data();
                            default -> data;
                        };
            }
        }
        return data;
    }

    private static int dataOf(VersionRecord record) {
        return record.size() == 0 ? 1 : record.coding().data();
    }
}
