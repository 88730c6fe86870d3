package io.holdfast.object.rename;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.cluster.MemoryRegistry;
import io.holdfast.cluster.Registry;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Renames as the registry keeps them.
final class RenameIntentTest {
    private static final RenameIntent INTENT =
            new RenameIntent(7, "bucket", "a/ä", 1L << 40, "b", -3);
    private final MemoryRegistry registry = new MemoryRegistry();
    private final RenameIntents intents = new RenameIntents(registry, () -> {});

    @Test
    void theyAreReadAsTheyWereWritten() {
        byte[] bytes = INTENT.toBytes();
        assertThat(RenameIntent.read(bytes)).isEqualTo(INTENT);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> RenameIntent.read(cut))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        bytes[0] = 2;
        assertThatThrownBy(() -> RenameIntent.read(bytes))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thoseAreLeftThatNobodyWorksOn() throws Exception {
        String key = intents.begin(9, INTENT);
        assertThat(key).isEqualTo("rename/0000000000000009");
        assertThat(intents.left()).isEmpty();
        assertThat(new RenameIntents(registry, () -> {}).left())
                .containsOnlyKeys(key)
                .containsValue(INTENT);
        intents.leave(key);
        assertThat(intents.left()).containsOnlyKeys(key);
        var _ = intents.begin(10, INTENT);
        intents.end(key);
        assertThat(registry.list("rename/"))
                .extracting(Registry.Entry::key)
                .containsExactly("rename/000000000000000a");
    }

    @Test
    void oneThatCannotBeReadIsInNobodysWay() throws Exception {
        var _ =
                registry.write(
                        List.of(
                                Registry.Write.put(
                                        "rename/00", Registry.ABSENT, "x".getBytes(UTF_8))));
        String key = intents.begin(9, INTENT);
        intents.leave(key);
        assertThat(intents.left()).containsOnlyKeys(key);
    }

    @Test
    void theyAreFew() throws Exception {
        for (int i = 0; i < 256; i++) {
            var _ = intents.begin(i, INTENT);
        }
        assertThatThrownBy(() -> intents.begin(256, INTENT))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.error()).isEqualTo(StoreError.TOO_BUSY));
    }
}
