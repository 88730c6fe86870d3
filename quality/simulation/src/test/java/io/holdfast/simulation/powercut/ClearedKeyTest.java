package io.holdfast.simulation.powercut;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.object.Bodies;
import io.holdfast.object.Conditions;
import io.holdfast.object.DeleteRequest;
import io.holdfast.object.ObjectName;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.testkit.Seeds;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tombstones that some drives have cleared away and a slow one has not.
final class ClearedKeyTest {
    private static final int KEYS = 8;
    private static final long WATCH_NS = 700_000_000;

    @TempDir private Path folder;

    @Test
    void deletedKeyIsSaidToBeGoneWhileASlowDriveStillHasItsTombstone() throws Exception {
        try (CuttableNode node = new CuttableNode(folder, 4, Seeds.of(1))) {
            ObjectStore store = node.start();
            store.createBucket("bucket", false, "");
            for (int i = 0; i < KEYS; i++) {
                ObjectName name = new ObjectName("bucket", "key-" + i);
                store.put(Bodies.put(name), Bodies.of(new byte[100]));
                store.delete(new DeleteRequest(name, Optional.empty(), Conditions.NONE));
                // The mark, or a barrier before the clearing, or both come first.
                node.disk(3).stallAfter(1 + i % 2);
                assertGone(store, name);
                node.disk(3).resume();
            }
        }
    }

    private static void assertGone(ObjectStore store, ObjectName name) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < WATCH_NS) {
            assertThatThrownBy(() -> Bodies.read(store, name))
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            e -> {
                                if (e.error() != StoreError.NO_SUCH_KEY) {
                                    throw new AssertionError(e);
                                }
                            });
        }
    }
}
