package io.holdfast.object.heal;

import io.holdfast.base.Host;
import io.holdfast.object.HealReport;
import io.holdfast.object.StoreException;
import io.holdfast.object.commit.RowKey;
import java.util.ArrayList;
import java.util.List;
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

    HealReport heal(List<RowKey> keys, int places) throws StoreException, InterruptedException {
        HealReport report = new HealReport(0, 0, 0, 0);
        try (ExecutorService workers = newWorkers()) {
            for (int from = 0; from < keys.size(); from += AT_ONCE) {
                List<Future<HealReport>> running = new ArrayList<>();
                for (RowKey key : keys.subList(from, Math.min(keys.size(), from + AT_ONCE))) {
                    running.add(workers.submit(() -> healer.heal(key, false, places)));
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
        return Executors.newThreadPerTaskExecutor(task -> host.virtualThread("heal", task));
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
