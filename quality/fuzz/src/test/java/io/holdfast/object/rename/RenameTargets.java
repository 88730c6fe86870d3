package io.holdfast.object.rename;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.fuzz.FuzzTarget;
import java.util.List;

/// Renames in the registry.
public final class RenameTargets {
    private RenameTargets() {}

    public static List<FuzzTarget> all() {
        RenameIntent intent = new RenameIntent(5, "bucket", "a/ü", 7, "b", 9);
        return List.of(
                FuzzTarget.of(
                        "renameIntent",
                        IllegalArgumentException.class,
                        List.of(intent.toBytes()),
                        RenameTargets::intent));
    }

    private static Object intent(byte[] input) {
        RenameIntent intent = RenameIntent.read(input);
        assertThat(RenameIntent.read(intent.toBytes())).isEqualTo(intent);
        return intent;
    }
}
