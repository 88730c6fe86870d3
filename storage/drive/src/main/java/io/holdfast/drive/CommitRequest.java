package io.holdfast.drive;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Something besides the leader's changes that the commit thread logs: promises, staging records,
/// shards on the move. Ordered with the changes, durable with the batch that takes it.
///
/// @param item what is logged; for a relocation the new place is filled in by the commit thread
/// @param payload the bytes of a shard on the move
/// @param done runs on the commit thread when it is durable; true when it was applied, false when
///   there was nothing to do any more
/// @param failed runs when it will not become durable, or nobody knows
@SuppressWarnings("ArrayRecordComponent") // handed over, not shared
record CommitRequest(
        LogItem item,
        byte @Nullable [] payload,
        Consumer<Boolean> done,
        Consumer<DriveFault> failed) {
    static CommitRequest of(LogItem item, Consumer<Boolean> done, Consumer<DriveFault> failed) {
        return new CommitRequest(item, null, done, failed);
    }

    /// At most so many bytes in the log.
    long bytesMax() {
        return 4096L + (payload == null ? 0 : payload.length);
    }
}
