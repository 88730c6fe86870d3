package io.holdfast.kms;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.ports.ContentCipher;
import io.holdfast.base.ports.SealingException;
import io.holdfast.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Sealed bytes, and the operator's keys.
public final class SealingTargets {
    private static final byte[] KEY = new byte[32];
    private static final byte[] PLAIN = "plain".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SEALED = sealPlain();
    private static final byte[] BOUND = new byte[] {1, 2, 3};

    private SealingTargets() {}

    public static List<FuzzTarget> all() {
        String line = "name:" + Base64.getEncoder().encodeToString(KEY);
        return List.of(
                new FuzzTarget("sealedPackages", List.of(SEALED), SealingTargets::sealedPackages),
                new FuzzTarget(
                        "wrappedKey",
                        List.of(WrappedKey.wrap(KEY, KEY, BOUND)),
                        SealingTargets::wrappedKey),
                new FuzzTarget(
                        "keyLines",
                        List.of((line + "\n# none\n").getBytes(StandardCharsets.UTF_8)),
                        SealingTargets::keyLines));
    }

    private static byte[] sealPlain() {
        byte[] sealed = new byte[PLAIN.length + ContentCipher.TAG_BYTES];
        new PackageCipher(KEY).seal(0, true, PLAIN, 0, PLAIN.length, sealed, 0);
        return sealed;
    }

    /// Nothing opens but what was sealed.
    private static void sealedPackages(byte[] input) {
        int length = Math.min(input.length, ContentCipher.SEALED_BYTES);
        byte[] plain = new byte[ContentCipher.PLAIN_BYTES];
        try {
            new PackageCipher(KEY).open(0, true, input, 0, length, plain, 0);
            assertThat(Arrays.copyOf(input, length)).isEqualTo(SEALED);
            assertThat(Arrays.copyOf(plain, PLAIN.length)).isEqualTo(PLAIN);
        } catch (SealingException e) {
            assertThat(e.kind()).isEqualTo(SealingException.Kind.DAMAGED);
        }
    }

    /// Nothing unwraps but what was wrapped, and then it is the key.
    private static void wrappedKey(byte[] input) {
        WrappedKey.unwrap(KEY, input, BOUND).ifPresent(key -> assertThat(key).isEqualTo(KEY));
    }

    /// Any lines are keys or problems, and no problem shows what a line holds behind its name.
    private static void keyLines(byte[] input) {
        List<String> lines = new String(input, StandardCharsets.UTF_8).lines().toList();
        List<String> problems = new ArrayList<>();
        StaticKeys keys = StaticKeys.parse("keys", lines, problems);
        assertThat(problems).hasSizeLessThanOrEqualTo(lines.size());
        assertThat(keys.defaultKey().isPresent() || !problems.isEmpty() || isBlank(lines)).isTrue();
    }

    private static boolean isBlank(List<String> lines) {
        return lines.stream().allMatch(line -> line.isBlank() || line.strip().startsWith("#"));
    }
}
