package io.holdfast.drive;

import io.holdfast.drive.OpsReader.Op;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes back a change that is void (rules 9 and 14): the inverse of its operations in reverse
/// order. Later changes may have built on it when it was in doubt (rule 10); then its image is cut
/// out of the chain of priors above which it stands. Commit thread only.
final class ChangeUndo {
    private final BatchPlan plan;
    private final RowBatch rows;
    private final UndecidedChanges undecided;

    ChangeUndo(BatchPlan plan) {
        this.plan = plan;
        rows = plan.rows();
        undecided = plan.state().undecided();
    }

    /// Where the image of a change was found.
    ///
    /// @param top the row as it is stored
    @SuppressWarnings("ArrayRecordComponent") // a local view
    private record Found(Family family, byte[] key, RowImage top) {}

    void undo(UndecidedChange change) {
        plan.state().undone(change.change().position());
        List<Op> ops = change.ops();
        for (int i = ops.size() - 1; i >= 0; i--) {
            undoOp(change, i, ops.get(i));
        }
        if (change.change().slot() != Change.NO_SLOT) {
            rows.remove(Family.JOURNAL, change.change().journalKey());
        }
    }

    private void undoOp(UndecidedChange change, int index, Op op) {
        switch (op) {
            case Op.Put put -> {
                if (put.kind() != Op.Kind.SET) {
                    undoPut(change, index, put);
                }
            }
            case Op.Move(Family fromFamily, byte[] from, Family toFamily, byte[] to) -> {
                byte[] row = rows.get(toFamily, to);
                // A later change may hold the place: then the row stays where that change put it.
                if (row != null && rows.get(fromFamily, from) == null) {
                    rows.remove(toFamily, to);
                    rows.put(fromFamily, from, row);
                }
                plan.free(change.replaced(index));
            }
            case Op.Count(boolean isAbsolute, long bucket, BucketUsage usage) -> {
                if (!isAbsolute && change.isCounted()) {
                    plan.addUsage(bucket, usage.negated());
                }
            }
            // Final operations and verdicts are about decided facts; there is nothing to undo.
            case Op.Remove _, Op.RemoveRange _, Op.Start _, Op.Voided _ -> {}
        }
    }

    private void undoPut(UndecidedChange change, int index, Op.Put put) {
        StreamPosition writer = change.change().position();
        Found found = find(writer, put, change.change().sequence());
        if (found == null) {
            // A later decided change took its place; what it had replaced is of no more use.
            plan.free(change.replaced(index));
            return;
        }
        RowImage top = found.top();
        if (top.writer().equals(writer)) {
            if (top.prior() == null) {
                rows.remove(found.family(), found.key());
            } else {
                rows.put(found.family(), found.key(), top.prior());
            }
            plan.free(top.sharesPrior() ? Location.none() : top.location());
        } else {
            rows.put(found.family(), found.key(), cutOut(top, writer));
        }
    }

    /// What a put of the change replaced and still holds, as its row tells.
    Location replacedBy(UndecidedChange change, Op.Put put) {
        StreamPosition writer = change.change().position();
        if (put.kind() == Op.Kind.SET) {
            return Location.none();
        }
        Found found = find(writer, put, change.change().sequence());
        for (RowImage image = found == null ? null : found.top();
                image != null;
                image = livePrior(image)) {
            if (image.writer().equals(writer)) {
                RowImage prior = image.prior();
                return prior == null || image.sharesPrior() ? Location.none() : prior.location();
            }
        }
        return Location.none();
    }

    private @Nullable Found find(StreamPosition writer, Op.Put put, long sequence) {
        Found found = findAt(writer, put.family(), put.key());
        if (found == null && put.family() == Family.HEAD) {
            byte[] key = ChangeApplier.versionKey(put.key(), sequence);
            found = findAt(writer, Family.VERSION, key);
        }
        return found;
    }

    private @Nullable Found findAt(StreamPosition writer, Family family, byte[] key) {
        RowImage top = rows.image(family, key);
        for (RowImage image = top; top != null && image != null; image = livePrior(image)) {
            if (image.writer().equals(writer)) {
                return new Found(family, key, top);
            }
        }
        return null;
    }

    private @Nullable RowImage livePrior(RowImage image) {
        return undecided.contains(image.writer()) ? image.prior() : null;
    }

    /// The chain without the writer's image; the image above it takes over what it replaced.
    private RowImage cutOut(RowImage image, StreamPosition writer) {
        RowImage prior = image.prior();
        if (prior == null) {
            return image;
        }
        if (!prior.writer().equals(writer)) {
            return image.withPrior(cutOut(prior, writer));
        }
        RowImage below = prior.prior();
        UndecidedChange above = undecided.get(image.writer());
        Location old = prior.location();
        boolean isShared = image.sharesPrior();
        if (above != null && !isShared) {
            above.exchangeReplaced(old, below == null ? Location.none() : below.location());
        }
        if (!isShared && !prior.sharesPrior()) {
            plan.free(old);
        }
        return image.withPrior(below);
    }
}
