package io.holdfast.object.commit;

import io.holdfast.cluster.Member;
import io.holdfast.cluster.MemberState;
import io.holdfast.drive.Family;
import io.holdfast.drive.HelloReply;
import io.holdfast.drive.RowRead;
import io.holdfast.object.StoreException;
import io.holdfast.object.row.Keys;
import java.util.List;
import java.util.Map;

/// What the journals of the drives that answered tell of changes that some drive holds undecided. A
/// drive reports which of its changes are undecided; of the others it has no more than one mark,
/// and a later epoch's takes the place of an earlier one's. But undoing a change removes its
/// journal entry: a drive that has the entry, and does not report the change, knows it as
/// committed. One thread.
///
/// @param members the set as it is now
/// @param replies of the drives that answered, by place
record JournalLook(List<Member> members, Map<Integer, HelloReply.Promised> replies) {
    /// True when some drive knows the change as committed.
    ///
    /// @param holders bit p = the drive at place p holds it undecided, and has a say of its own
    /// @throws StoreException READ_QUORUM_LOST when a drive fails
    boolean isDecidedAnywhere(HelloReply.Undecided change, int holders)
            throws StoreException, InterruptedException {
        for (Member member : members) {
            boolean isHolder = (holders >>> member.index() & 1) != 0;
            if (!isHolder && hasAnswered(member) && hasEntry(member, change)) {
                return true;
            }
        }
        return false;
    }

    /// The drives that report the change as undecided, as bits by place.
    int holders(HelloReply.Undecided change) {
        int holders = 0;
        for (Map.Entry<Integer, HelloReply.Promised> reply : replies.entrySet()) {
            boolean isHolder =
                    reply.getValue().undecided().stream()
                            .anyMatch(own -> own.sequence() == change.sequence());
            holders |= isHolder ? 1 << reply.getKey() : 0;
        }
        return holders;
    }

    /// The drives in service that have never taken a kept change, as bits by place. Those that know
    /// it as decided do not report it, but have its journal entry.
    int lacking(Settlement.Settled kept) throws StoreException, InterruptedException {
        int lacking = 0;
        for (Member member : members) {
            boolean isHolder = (kept.holders() >>> member.index() & 1) != 0;
            if (member.state() == MemberState.IN_SERVICE
                    && hasAnswered(member)
                    && !isHolder
                    && !hasEntry(member, kept.change())) {
                lacking |= 1 << member.index();
            }
        }
        return lacking;
    }

    private boolean hasAnswered(Member member) {
        return replies.containsKey(member.index()) && member.drive().isPresent();
    }

    private static boolean hasEntry(Member member, HelloReply.Undecided change)
            throws StoreException, InterruptedException {
        byte[] key = Keys.journal(change.slot(), change.sequence());
        return StartRecord.row(member.drive().orElseThrow(), Family.JOURNAL, key)
                instanceof RowRead.Found;
    }
}
