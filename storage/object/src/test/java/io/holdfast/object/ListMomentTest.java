package io.holdfast.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// A page of a listing is one moment, also where keys lie in several sets.
final class ListMomentTest {
    private static final int KEYS = 6;
    private static final int PAGES = 600;
    private static final ListRequest ALL = new ListRequest("bucket", "", "", "", 1_000);

    @Test
    void pageShowsNoWriteWithoutThoseBeforeIt() throws Exception {
        try (TestDeployment deployment = new TestDeployment(2, 4, 2);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int set = 0; set < 2; set++) {
                for (int place = 0; place < 4; place++) {
                    deployment.medium(set, place).setLatency(0, 2_000_000);
                }
            }
            ObjectStore store = deployment.start();
            store.createBucket("bucket", false, "");
            AtomicBoolean isOver = new AtomicBoolean();
            Future<?> writer =
                    threads.submit(
                            () -> {
                                for (int round = 1; !isOver.get(); round++) {
                                    writeAll(store, round);
                                }
                                return null;
                            });
            for (int page = 0; page < PAGES; page++) {
                requireOrder(store.list(ALL).objects());
            }
            isOver.set(true);
            writer.get();
        }
    }

    /// One key after the other; a round's number is the length of what it writes.
    private static void writeAll(ObjectStore store, int round) throws Exception {
        for (int key = 0; key < KEYS; key++) {
            ObjectName name = new ObjectName("bucket", "k" + key);
            store.put(Bodies.put(name), Bodies.of(new byte[round]));
        }
    }

    private static void requireOrder(List<ObjectInfo> listed) {
        long before = Long.MAX_VALUE;
        for (ObjectInfo object : listed) {
            assertThat(object.size()).as(object.name().key()).isLessThanOrEqualTo(before);
            before = object.size();
        }
        if (listed.size() == KEYS) {
            assertThat(listed.getFirst().size() - listed.getLast().size()).isBetween(0L, 1L);
        }
    }
}
