package io.holdfast.simulation.powercut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.drive.LogDamage;
import io.holdfast.object.Bodies;
import io.holdfast.object.ObjectName;
import io.holdfast.object.ObjectStore;
import io.holdfast.testkit.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log that is damaged in its middle is never taken for one with a torn end.
final class DamagedLogTest {
    private static final String BUCKET = "bucket";
    private static final int OBJECTS = 100;
    private static final Duration SERVICE = Duration.ofSeconds(60);

    @TempDir private Path folder;

    private static ObjectName name(int object) {
        return new ObjectName(BUCKET, "key-" + object);
    }

    private static void put(ObjectStore store, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            var _ = store.put(Bodies.put(name(i)), Bodies.of(Bodies.random(i, 3000)));
        }
    }

    private static void assertAllThere(ObjectStore store, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            assertThat(Bodies.read(store, name(i))).isEqualTo(Bodies.random(i, 3000));
        }
    }

    /// Stores objects and goes down in the middle of it, so that the log has to be replayed.
    private CuttableNode goDown(int drives) throws Exception {
        CuttableNode node = new CuttableNode(folder, drives, Seeds.of(1));
        ObjectStore store = node.start();
        store.createBucket(BUCKET, false, "");
        put(store, 0, OBJECTS);
        node.cut(() -> {});
        node.bury();
        return node;
    }

    @Test
    void oneOfFourStaysClosedNothingIsLostAndAnEmptyDriveIsRebuilt() throws Exception {
        try (CuttableNode node = goDown(4)) {
            loseOne(node);
        }
    }

    private static void loseOne(CuttableNode node) throws Exception {
        Path damaged = node.paths().get(1);
        LogDamage.flipInTheMiddle(damaged);
        ObjectStore store = node.start();
        assertThat(node.whatIsMissing())
                .hasValueSatisfying(
                        missing ->
                                assertThat(missing)
                                        .contains(damaged + " could not be opened")
                                        .contains("is missing or broken")
                                        .doesNotContain("drive 0", "drive 2", "drive 3"));
        assertAllThere(store, OBJECTS);
        put(store, OBJECTS, 2 * OBJECTS);
        assertAllThere(store, 2 * OBJECTS);
        // At once, for the node tries to open the drive from time to time.
        Files.move(damaged.resolve("holdfast"), damaged.resolveSibling("taken-away"));
        long start = System.nanoTime();
        while (node.whatIsMissing().isPresent() && System.nanoTime() - start < SERVICE.toNanos()) {
            Thread.onSpinWait();
        }
        assertThat(node.whatIsMissing()).isEmpty();
        for (int i = 0; i < 2 * OBJECTS; i++) {
            assertThat(store.heal(name(i), true).shardsRepaired()).isZero();
        }
        assertAllThere(store, 2 * OBJECTS);
    }

    @Test
    void oneOfOneRefusesToStart() throws Exception {
        try (CuttableNode node = goDown(1)) {
            LogDamage.flipInTheMiddle(node.paths().getFirst());
            assertThatThrownBy(node::start)
                    .isInstanceOf(CuttableNode.Refused.class)
                    .hasMessageContaining("is missing or broken")
                    .hasMessageContaining("None of the node's drives could be opened");
        }
    }
}
