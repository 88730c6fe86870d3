package io.holdfast.object.heal;

import io.holdfast.base.Host;
import io.holdfast.object.HealReport;
import io.holdfast.object.StoreException;
import io.holdfast.object.commit.RowKey;
import io.holdfast.object.row.UploadId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Repairs some keys at a time: enough to keep a drive busy, few enough to leave room for clients.
final class ParallelHeal {
    private static final int AT_ONCE = 8;

    private final KeyHealer healer;

    ParallelHeal(KeyHealer healer) {
        this.healer = healer;
    }

    /// @param keys each with the uploads whose parts may be left on a drive
    HealReport heal(Map<RowKey, Set<UploadId>> keys, int places)
            throws StoreException, InterruptedException {
        HealReport report = HealReport.NONE;
        try (ExecutorService workers = newWorkers()) {
            List<RowKey> all = List.copyOf(keys.keySet());
            for (int from = 0; from < all.size(); from += AT_ONCE) {
                List<Future<HealReport>> running = new ArrayList<>();
                for (RowKey key : all.subList(from, Math.min(all.size(), from + AT_ONCE))) {
                    Set<UploadId> ended = Objects.requireNonNull(keys.get(key));
                    running.add(workers.submit(() -> healer.heal(key, false, places, ended)));
                }
                for (Future<HealReport> one : running) {
                    report = report.plus(result(one));
                }
            }
        }
        return report;
    }

    private static ExecutorService newWorkers() {
        Host host = Host.current();
        return Executors.newThreadPerTaskExecutor(task -> host.bulkThread("heal", task));
    }

    private static HealReport result(Future<HealReport> future)
            throws StoreException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException refusal) {
                throw refusal;
            }
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("healing was interrupted");
            }
            throw new IllegalStateException("healing failed", e.getCause());
        }
    }
}
