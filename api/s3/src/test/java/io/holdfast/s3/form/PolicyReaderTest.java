package io.holdfast.s3.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyReaderTest {
    private static final long NOW_MS = 1_196_500_000_000L;

    private static PostPolicy read(String json) throws S3Exception {
        return PolicyReader.read(
                Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static PostPolicy of(String conditions) throws S3Exception {
        return read(
                "{\"expiration\": \"2007-12-01T12:00:00.000Z\", \"conditions\": ["
                        + conditions
                        + "]}");
    }

    private static void denied(String why, PostPolicy policy, Map<String, String> fields) {
        assertThatThrownBy(() -> policy.judge(fields, NOW_MS))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED))
                .hasMessage("Invalid according to Policy: " + why);
    }

    @Test
    void exampleOfTheGuideIsRead() throws S3Exception {
        PostPolicy policy =
                of(
                        """
                        {"acl": "public-read" },
                        {"bucket": "awsexamplebucket1"},
                        ["starts-with", "$key", "user/eric/"],
                        ["content-length-range", 1048579, "10485760"],
                        """);
        policy.judge(
                Map.of("acl", "public-read", "bucket", "awsexamplebucket1", "key", "user/eric/x"),
                NOW_MS);
        assertThat(policy.sizeMin()).isEqualTo(1_048_579);
        assertThat(policy.sizeMax()).isEqualTo(10_485_760);
    }

    @ParameterizedTest
    @CsvSource({
        "'[\"eq\", \"$key\", \"a\"]', a, A",
        "'{\"KEY\": \"a\"}', a, ab",
        "'[\"StArTs-WiTh\", \"$KeY\", \"a/\"]', a/b, b/a/",
        "'[\"eq\", \"$key\", \"\\$a\"]', $a, a",
        "'[\"starts-with\", \"$key\", \"\\\\$a\"]', \\$ab, $ab",
        "'[\"eq\", \"$key\", \"\\u00e9\"]', \u00e9, e",
        "'[\"starts-with\", \"$key\", \"a,b\"]', 'a,bc', 'a,c'"
    })
    void valuesAreComparedAsTheyAre(String condition, String good, String bad) throws S3Exception {
        PostPolicy policy = of(condition);
        assertThatCode(() -> policy.judge(Map.of("key", good), NOW_MS)).doesNotThrowAnyException();
        assertThatThrownBy(() -> policy.judge(Map.of("key", bad), NOW_MS))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("Policy Condition failed: [");
    }

    @Test
    void everyTypeOfAListHasToDo() throws S3Exception {
        PostPolicy policy = of("[\"starts-with\", \"$Content-Type\", \"image/\"]");
        policy.judge(Map.of("content-type", "image/png, image/gif"), NOW_MS);
        denied(
                "Policy Condition failed: [\"starts-with\", \"$content-type\", \"image/\"]",
                policy,
                Map.of("content-type", "image/png,text/html"));
    }

    @Test
    void conditionOnAFieldThatIsNotThereFails() throws S3Exception {
        denied(
                "Policy Condition failed: [\"starts-with\", \"$key\", \"\"]",
                of("[\"starts-with\", \"$key\", \"\"]"),
                Map.of());
        of("[\"starts-with\", \"$key\", \"\"]").judge(Map.of("key", ""), NOW_MS);
    }

    @Test
    void fieldsWithoutAConditionAreRefused() throws S3Exception {
        PostPolicy policy = of("{\"key\": \"a\"}");
        policy.judge(
                Map.of(
                        "key",
                        "a",
                        "awsaccesskeyid",
                        "x",
                        "signature",
                        "x",
                        "policy",
                        "x",
                        "x-amz-signature",
                        "x",
                        "x-ignore-me",
                        "x",
                        "x-amz-server-side-encryption",
                        "AES256"),
                NOW_MS);
        denied(
                "Extra input fields: bucket, x-amz-meta-a",
                policy,
                Map.of("key", "a", "bucket", "b", "x-amz-meta-a", "x"));
    }

    @Test
    void policiesEnd() throws S3Exception {
        PostPolicy policy = of("");
        long endMs = policy.expirationMs();
        policy.judge(Map.of(), endMs - 1);
        assertThatThrownBy(() -> policy.judge(Map.of(), endMs))
                .hasMessage("Invalid according to Policy: Policy expired.");
    }

    @Test
    void rangesHoldTogether() throws S3Exception {
        PostPolicy policy =
                of("[\"content-length-range\", 1, 10], [\"content-length-range\", 5, 20]");
        assertThat(policy.sizeMin()).isEqualTo(5);
        assertThat(policy.sizeMax()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\": \"b\", \"c\": \"d\"}",
                "{\"a\": 1}",
                "{\"a\": null}",
                "[]",
                "[\"eq\", \"$key\"]",
                "[\"eq\", \"key\", \"a\"]",
                "[\"eq\", \"$key\", 1]",
                "[\"ends-with\", \"$key\", \"a\"]",
                "[\"content-length-range\", 0]",
                "[\"content-length-range\", -1, 0]",
                "[\"content-length-range\", 2, 1]",
                "[\"content-length-range\", 0, 1.5]",
                "[\"content-length-range\", 0, 99999999999999999999]",
                "[\"content-length-range\", \"x\", 1]",
                "[1, 2, 3]",
                "\"a\"",
                "[[[[[[[[[[]]]]]]]]]]",
                "{\"a\": \"b\", \"a\": \"b\"}"
            })
    void wrongConditionsAreRefused(String condition) {
        refused("{\"expiration\": \"2007-12-01T12:00:00Z\", \"conditions\": [" + condition + "]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "{}",
                "{\"expiration\": \"2007-12-01T12:00:00Z\"}",
                "{\"conditions\": []}",
                "{\"Expiration\": \"2007-12-01T12:00:00Z\", \"conditions\": []}",
                "{\"expiration\": \"2007-12-01T12:00:00Z\", \"CONDITIONS\": []}",
                "{\"expiration\": \"2007-12-01 12:00:00\", \"conditions\": []}",
                "{\"expiration\": 1, \"conditions\": []}",
                "{\"expiration\": \"2007-12-01T12:00:00Z\", \"conditions\": {}}",
                "{\"expiration\": \"2007-12-01T12:00:00Z\", \"conditions\": [], \"x\": 1}",
                "{\"expiration\": \"2007-12-01T12:00:00Z\", \"conditions\": []} x"
            })
    void wrongDocumentsAreRefused(String json) {
        refused(json);
    }

    private static void refused(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_POLICY_DOCUMENT))
                .hasMessageStartingWith("Invalid Policy: ");
    }

    @Test
    void whatIsNotBase64OfUtf8IsRefused() {
        for (String text : new String[] {"x", "/w=="}) {
            assertThatThrownBy(() -> PolicyReader.read(text)).isInstanceOf(S3Exception.class);
        }
    }
}
