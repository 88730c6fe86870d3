package io.holdfast.drive;

import java.util.List;

/// What a drive reports after it made a promise durable (rule 6).
public sealed interface HelloReply {
    /// The promise is durable.
    ///
    /// @param start epoch of the last START that the drive holds; 0 when none
    /// @param mark all changes up to here are decided, as far as this drive knows
    /// @param tail the newest change that the drive holds
    /// @param whole the newest change up to which none is missing; behind the tail on a drive whose
    ///   rebuilding was broken off
    /// @param undecided what it holds above the mark, in order
    record Promised(
            int start,
            StreamPosition mark,
            StreamPosition tail,
            StreamPosition whole,
            List<Undecided> undecided)
            implements HelloReply {
        public Promised {
            undecided = List.copyOf(undecided);
        }
    }

    /// The drive has promised a higher epoch, or cannot serve.
    record Refused(DriveFault fault) implements HelloReply {}

    /// A change that the drive holds but does not know as decided.
    ///
    /// @param isCopy false when a shard of it is missing here, so that it is a row and not a copy
    record Undecided(
            StreamPosition position,
            int slot,
            long sequence,
            byte[] entry,
            byte[] ops,
            boolean isCopy) {}
}
