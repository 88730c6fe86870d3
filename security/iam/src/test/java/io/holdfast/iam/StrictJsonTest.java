package io.holdfast.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.jr.stree.JrsValue;

final class StrictJsonTest {
    private static final StrictJson JSON = new StrictJson(2);

    @Test
    void numbersKeepAllTheirDigits() {
        assertThat(JSON.read("123456789012345678901234567890").asText())
                .isEqualTo("123456789012345678901234567890");
        assertThat(JSON.read("1.50").asText()).isEqualTo("1.5");
    }

    @Test
    void nothingIsMissing() {
        assertThat(JSON.read(" ").isMissingNode()).isTrue();
        assertThat(JSON.read("null").isMissingNode()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "[{\"a\":1,\"\\u0061\":1}]",
                "{} {}",
                "{} x",
                "{}]",
                "[[[]]]",
                "{\"a\":{\"a\":{}}}",
                "{\"a\":1",
                "[1,]",
                "\"\\$\"",
                "[NaN]",
                "01",
                "// comment\n1"
            })
    void whatIsNotStrictIsRefused(String text) {
        assertThatThrownBy(() -> JSON.read(text)).isInstanceOf(JacksonException.class);
    }

    @Test
    void libertiesAreTakenWhereTheyAreGiven() {
        StrictJson free =
                new StrictJson(
                        1,
                        JsonReadFeature.ALLOW_TRAILING_COMMA,
                        JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER);
        assertThat(free.read("[\"\\$\",]").get(0).asText()).isEqualTo("$");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 \"b\"\n[]", "1 \"b\"[]", "[1, \"b\", []]"})
    void valuesFollowOneAnother(String text) {
        List<JrsValue> values = new ArrayList<>();
        JSON.readAll(text).forEachRemaining(values::add);
        assertThat(values)
                .extracting(JrsValue::asToken)
                .extracting(Object::toString)
                .containsExactly("VALUE_NUMBER_INT", "VALUE_STRING", "START_ARRAY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]"})
    void ofNothingThereIsNoValue(String text) {
        Iterator<JrsValue> values = JSON.readAll(text);
        assertThat(values.hasNext()).isFalse();
        assertThatThrownBy(values::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void valuesBeforeAFaultAreHandedOut() {
        Iterator<JrsValue> values = JSON.readAll("{\"a\":1} {\"a\":1,\"a\":2}");
        assertThat(values.next().get("a").asText()).isEqualTo("1");
        assertThat(values.hasNext()).isTrue();
        assertThatThrownBy(values::next).isInstanceOf(JacksonException.class);
    }
}
