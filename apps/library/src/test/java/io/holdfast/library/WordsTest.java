package io.holdfast.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class WordsTest {
    static List<List<String>> lines() {
        return List.of(
                List.of(),
                List.of(""),
                List.of("ok", ""),
                List.of("a b", "\t\n", "+%2B", "ü/ключ"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void wordsComeBackAsTheyWere(List<String> words) {
        String line = Words.join(words);
        assertThat(line).matches("\\p{ASCII}*").doesNotContain("\n", "\t");
        assertThat(Words.split(line)).isEqualTo(words);
    }
}
