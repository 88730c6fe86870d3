package io.holdfast.drive.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.fuzz.FuzzTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.List;

/// What a start makes of a manifest.
public final class ManifestTargets {
    private static final int BLOCK_BYTES = 32 << 10;

    private ManifestTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget(
                        "manifestTail",
                        List.of(manifest(false), manifest(true)),
                        ManifestTargets::cut));
    }

    /// Records of several sizes, one over the ends of two blocks.
    private static byte[] manifest(boolean hasLogNumber) {
        ManifestBytes bytes = new ManifestBytes(hasLogNumber);
        for (int length : List.of(40, 0, 300, 2 * BLOCK_BYTES, 7)) {
            bytes.add(new byte[length]);
        }
        return bytes.toBytes();
    }

    /// What is left is whole: another look leaves it as it is, and a record may follow.
    private static void cut(byte[] input) throws IOException {
        int whole = Math.toIntExact(wholeUpTo(input));
        assertThat(whole).isBetween(0, input.length);
        byte[] left = Arrays.copyOf(input, whole);
        assertThat(wholeUpTo(left)).isEqualTo(whole);
        boolean hasLogNumber = whole > 6 && left[6] >= 5 && left[6] <= 8;
        byte[] more = ManifestBytes.after(left, hasLogNumber).add(new byte[20]).toBytes();
        assertThat(wholeUpTo(more)).isEqualTo(more.length);
    }

    private static long wholeUpTo(byte[] bytes) throws IOException {
        return ManifestTail.wholeUpTo(Channels.newChannel(new ByteArrayInputStream(bytes)));
    }
}
