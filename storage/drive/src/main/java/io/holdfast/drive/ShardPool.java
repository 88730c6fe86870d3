package io.holdfast.drive;

import io.holdfast.base.Host;
import io.holdfast.base.Pending;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// The threads that read, or write, a drive's shard files. A call runs with the weight of the
/// thread that submits it: large transfers step back only while there are small requests
/// (docs/decisions/0084-large-transfers-step-back-while-small-requests-come.md). Any thread
/// submits.
///
/// @param usual for calls of threads that have not stepped back
/// @param bulk for calls of those that have
record ShardPool(CallPool usual, CallPool bulk) {
    /// @param threadCount of each kind
    /// @param onDamage told when a call met damage of the index
    static ShardPool of(String name, int threadCount, Consumer<DriveFault> onDamage) {
        return new ShardPool(
                CallPool.usual(name, threadCount, onDamage),
                CallPool.bulk(name + "-bulk", threadCount, onDamage));
    }

    /// As {@link CallPool#submit}.
    <T> Pending<T> submit(CallPool.Work<T> work, Function<DriveFault, T> failed) {
        return (Host.current().isBulkThread() ? bulk : usual).submit(work, failed);
    }

    List<CallPool> both() {
        return List.of(usual, bulk);
    }
}
