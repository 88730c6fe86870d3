package io.holdfast.object.commit;

import io.holdfast.cluster.Member;
import io.holdfast.drive.Drive;
import io.holdfast.drive.Family;
import io.holdfast.drive.HelloReply;
import io.holdfast.drive.RowRead;
import io.holdfast.drive.StreamPosition;
import io.holdfast.object.StoreException;
import io.holdfast.object.row.Keys;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Asks the drives' journals for changes that would not be kept. A drive that has the entry of a
/// change and does not hold it undecided knows it as committed (rule 8c). Its mark does not tell
/// that any more when others have marks of later epochs: these say nothing about a change that was
/// in doubt then. Pure but for the reads.
final class CommittedCheck {
    private CommittedCheck() {}

    /// Keeps what any of the drives that answered knows as committed.
    static Settlement check(
            Settlement settlement, List<Member> members, Map<Integer, HelloReply.Promised> replies)
            throws StoreException, InterruptedException {
        Set<StreamPosition> committed = new HashSet<>();
        for (List<Settlement.Settled> some :
                List.of(settlement.inDoubt(), settlement.voided(), settlement.lost())) {
            for (Settlement.Settled one : some) {
                if (isKnown(one, members, replies)) {
                    committed.add(one.position());
                }
            }
        }
        return settlement.keeping(committed);
    }

    private static boolean isKnown(
            Settlement.Settled one, List<Member> members, Map<Integer, HelloReply.Promised> replies)
            throws StoreException, InterruptedException {
        byte[] entry = Keys.journal(one.change().slot(), one.change().sequence());
        for (int place : replies.keySet()) {
            boolean isHolder = (one.holders() >>> place & 1) != 0;
            Drive drive = members.get(place).drive().orElse(null);
            if (!isHolder
                    && drive != null
                    && SetOpener.read(drive, Family.JOURNAL, entry) instanceof RowRead.Found) {
                return true;
            }
        }
        return false;
    }
}
