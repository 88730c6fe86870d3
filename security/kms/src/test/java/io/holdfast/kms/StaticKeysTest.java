package io.holdfast.kms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StaticKeysTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final List<String> problems = new ArrayList<>();

    private StaticKeys parse(String... lines) {
        return StaticKeys.parse("keys.txt", List.of(lines), problems);
    }

    @Test
    void linesAreReadAndCommentsPassedOver() throws Exception {
        StaticKeys keys = parse("# ours", "", " first : " + KEY + " ", "second.2-b_c:" + KEY);
        assertThat(problems).isEmpty();
        assertThat(keys.defaultKey()).contains("first");
        keys.check("second.2-b_c");
    }

    @Test
    void theKeysBeforeComeFirst() throws Exception {
        StaticKeys both = parse("a:" + KEY).and(parse("b:" + KEY, "a:" + KEY));
        assertThat(both.defaultKey()).contains("a");
        both.check("b");
        assertThat(StaticKeys.none().and(both).defaultKey()).contains("a");
    }

    @Test
    void everyMistakeIsToldWithoutTheSecret() {
        String secret = KEY.substring(0, 43);
        StaticKeys keys =
                parse(
                        KEY,
                        ":" + KEY,
                        "a b:" + KEY,
                        "../x:" + KEY,
                        "short:" + Base64.getEncoder().encodeToString(new byte[31]),
                        "long:" + Base64.getEncoder().encodeToString(new byte[33]),
                        "bad:" + secret + "!",
                        "twice:" + KEY,
                        "twice:" + KEY);
        assertThat(problems).hasSize(8);
        assertThat(problems).allSatisfy(line -> assertThat(line).startsWith("Line "));
        assertThat(problems).noneSatisfy(line -> assertThat(line).contains("AAAA"));
        assertThat(keys.toString()).contains("twice").doesNotContain("AAAA");
    }

    @Test
    void aSingleLineIsNamedByItsSource() {
        StaticKeys.parse("MINIO_KMS_SECRET_KEY", List.of("nonsense"), problems);
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("MINIO_KMS_SECRET_KEY names no key: write name:base64");
    }
}
