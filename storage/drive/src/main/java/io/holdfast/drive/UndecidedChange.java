package io.holdfast.drive;

import java.util.Arrays;
import java.util.List;

/// A change that this drive holds and does not know as decided, with what is needed to take it back
/// or to free what it replaced. Commit thread only.
final class UndecidedChange {
    private final LoggedChange change;
    private final List<OpsReader.Op> ops;
    private final LogPosition logged;
    private final Location[] replaced;
    private boolean isCounted;
    private boolean isCopy = true;

    UndecidedChange(LoggedChange change, List<OpsReader.Op> ops, LogPosition logged) {
        this.change = change;
        this.ops = ops;
        this.logged = logged;
        replaced = new Location[ops.size()];
        Arrays.fill(replaced, Location.none());
    }

    LoggedChange change() {
        return change;
    }

    List<OpsReader.Op> ops() {
        return ops;
    }

    /// Where it stands in the log; that segment must stay until the change is decided.
    LogPosition logged() {
        return logged;
    }

    /// What the operation replaced and still holds; freed when the change is decided.
    Location replaced(int op) {
        return replaced[op];
    }

    void setReplaced(int op, Location location) {
        replaced[op] = location;
    }

    /// Follows a shard that moved, or a splice in the chain of priors.
    void exchangeReplaced(Location old, Location now) {
        for (int i = 0; i < replaced.length; i++) {
            if (replaced[i].equals(old)) {
                replaced[i] = now;
            }
        }
    }

    boolean isCounted() {
        return isCounted;
    }

    void setCounted(boolean counted) {
        isCounted = counted;
    }

    boolean isCopy() {
        return isCopy;
    }

    void setRowOnly() {
        isCopy = false;
    }

    HelloReply.Undecided report() {
        return new HelloReply.Undecided(
                change.position(),
                change.slot(),
                change.sequence(),
                change.entry(),
                change.ops(),
                isCopy);
    }
}
