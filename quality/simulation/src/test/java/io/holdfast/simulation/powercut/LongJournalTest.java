package io.holdfast.simulation.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.object.Bodies;
import io.holdfast.object.ObjectName;
import io.holdfast.object.ObjectStore;
import io.holdfast.testkit.Seeds;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A drive that missed more than one segment of its log holds.
final class LongJournalTest {
    private static final int KEYS = 400;
    private static final long SERVICE_NS = TimeUnit.SECONDS.toNanos(60);

    @TempDir private Path folder;

    @Test
    void catchesUpInPiecesThatFit() throws Exception {
        try (CuttableNode node = new CuttableNode(folder, 4, Seeds.of(1))) {
            ObjectStore store = node.start();
            store.createBucket("bucket", false, "");
            node.failOneIn(3, 1);
            String prefix = "k".repeat(1000);
            for (int i = 0; i < KEYS; i++) {
                ObjectName name = new ObjectName("bucket", prefix + i);
                store.put(Bodies.put(name), Bodies.of(new byte[100]));
            }
            assertThat(node.whatIsMissing()).isPresent();
            node.failOneIn(3, 0);
            awaitWhole(node);
        }
    }

    private static void awaitWhole(CuttableNode node) throws InterruptedException {
        long start = System.nanoTime();
        Optional<String> missing = node.whatIsMissing();
        while (missing.isPresent()) {
            assertThat(System.nanoTime() - start).as(missing.get()).isLessThan(SERVICE_NS);
            TimeUnit.MILLISECONDS.sleep(20);
            missing = node.whatIsMissing();
        }
    }
}
