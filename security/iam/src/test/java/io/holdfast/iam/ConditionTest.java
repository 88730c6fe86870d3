package io.holdfast.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Operators, quantifiers and absent keys [IAM: condition operators; multivalued context keys].
final class ConditionTest {
    private static boolean holds(String operator, String key, String expected, String... values)
            throws PolicyException {
        String document =
                """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*",
                "Resource":"*","Condition":{"%s":{"%s":%s}}}]}
                """
                        .formatted(operator, key, expected.replace('\'', '"'));
        return Policy.ofIdentity("p", document.getBytes(StandardCharsets.UTF_8))
                .judge(Questions.of("s3:PutObject", "a/k", values))
                .isAllowed();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "StringEquals; ['a','b']; b; true",
                "StringEquals; 'a'; A; false",
                "StringEquals; 'a*'; a*; true",
                "StringEquals; 'a*'; ab; false",
                "StringNotEquals; ['a','b']; b; false",
                "StringNotEquals; ['a','b']; c; true",
                "StringEqualsIgnoreCase; 'a'; A; true",
                "StringNotEqualsIgnoreCase; 'a'; A; false",
                "StringLike; 'a*c?'; abbcd; true",
                "StringLike; 'a*c?'; abbc; false",
                "StringNotLike; 'a*'; abc; false",
                "NumericEquals; 10; 10.0; true",
                "NumericEquals; '10'; ten; false",
                "NumericNotEquals; '10'; 11; true",
                "NumericLessThan; '10'; 9; true",
                "NumericLessThan; '10'; 10; false",
                "NumericLessThanEquals; '10'; 10; true",
                "NumericGreaterThan; '10'; 10; false",
                "NumericGreaterThanEquals; '10'; 10; true",
                "DateLessThan; '2026-01-01T00:00:00Z'; 2025-12-31T23:59:59Z; true",
                "DateLessThan; '2026-01-01T01:00:00+01:00'; 2026-01-01T00:00:00Z; false",
                "DateGreaterThan; '2026-01-01'; 2026-01-01T00:00:01Z; true",
                "DateEquals; '1767225600'; 2026-01-01T00:00:00Z; true",
                "DateNotEquals; '1767225600'; 2026-01-01T00:00:00Z; false",
                "Bool; true; True; true",
                "Bool; 'false'; true; false",
                "BinaryEquals; 'AQI='; AQI=; true",
                "BinaryEquals; 'AQI='; AQM=; false",
                "IpAddress; '10.1.0.0/16'; 10.1.255.255; true",
                "IpAddress; '10.1.0.0/16'; 10.2.0.0; false",
                "IpAddress; '10.1.2.3'; 10.1.2.3; true",
                "IpAddress; '2001:db8::/33'; 2001:db8:7fff::1; true",
                "IpAddress; '2001:db8::/33'; 2001:db8:8000::1; false",
                "IpAddress; '10.0.0.0/8'; ::ffff:10.0.0.1; true",
                "IpAddress; '0.0.0.0/0'; ::1; false",
                "NotIpAddress; '10.0.0.0/8'; 10.0.0.1; false",
                "NotIpAddress; '10.0.0.0/8'; 11.0.0.1; true",
                "ArnLike; 'arn:aws:s3:::a*'; arn:aws:s3:::ab:c; true",
                "ArnLike; 'arn:aws:*:::a'; arn:aws:s3:x::a; false",
                "ArnEquals; 'arn:aws:s3:::a?'; arn:aws:s3:::ab; true",
                "ArnNotLike; 'arn:aws:s3:::a*'; arn:aws:s3:::b; true",
            })
    void operatorsCompareOneValue(
            String operator, String expected, String actual, boolean isHolding) throws Exception {
        assertThat(holds(operator, "aws:Referer", expected, "aws:referer", actual))
                .isEqualTo(isHolding);
        // With IfExists it is the same as long as the key is there.
        assertThat(holds(operator + "IfExists", "aws:Referer", expected, "aws:referer", actual))
                .isEqualTo(isHolding);
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, false",
        "StringNotEquals, true",
        "StringLike, false",
        "StringNotLike, true",
        "StringEqualsIfExists, true",
        "StringNotEqualsIfExists, true",
        "ForAllValues:StringEquals, true",
        "ForAnyValue:StringEquals, false",
        "ForAnyValue:StringEqualsIfExists, true",
        "ForAnyValue:StringNotEquals, false",
    })
    void keyThatIsNotThere(String operator, boolean isHolding) throws Exception {
        assertThat(holds(operator, "aws:Referer", "'a'")).isEqualTo(isHolding);
    }

    @ParameterizedTest
    @CsvSource({
        "ForAllValues:StringEquals, a|b, true",
        "ForAllValues:StringEquals, a|c, false",
        "ForAnyValue:StringEquals, c|b, true",
        "ForAnyValue:StringEquals, c|d, false",
        "ForAllValues:StringNotEquals, c|d, true",
        "ForAllValues:StringNotEquals, c|b, false",
        "ForAnyValue:StringNotEquals, a|c, true",
        "ForAnyValue:StringNotEquals, a|b, false",
        "StringEquals, c|b, true",
        "StringNotEquals, c|b, false",
    })
    void keyWithSeveralValues(String operator, String actual, boolean isHolding) throws Exception {
        assertThat(
                        holds(
                                operator,
                                "s3:RequestObjectTagKeys",
                                "['a','b']",
                                "s3:RequestObjectTagKeys",
                                actual))
                .isEqualTo(isHolding);
    }

    @ParameterizedTest
    @CsvSource({"true, '', true", "false, '', false", "true, x, false", "false, x, true"})
    void nullAsksWhetherAKeyIsAbsent(String expected, String actual, boolean isHolding)
            throws Exception {
        String[] values = actual.isEmpty() ? new String[0] : new String[] {"aws:Referer", actual};
        assertThat(holds("Null", "aws:referer", "'" + expected + "'", values)).isEqualTo(isHolding);
    }

    @ParameterizedTest
    @CsvSource({
        "s3:ExistingObjectTag/Team, Team, true",
        "S3:EXISTINGOBJECTTAG/Team, Team, true",
        "s3:ExistingObjectTag/team, Team, false",
    })
    void keysOfTagsKeepTheirCase(String key, String tag, boolean isHolding) throws Exception {
        assertThat(holds("StringEquals", key, "'red'", "s3:ExistingObjectTag/" + tag, "red"))
                .isEqualTo(isHolding);
    }

    @ParameterizedTest
    @CsvSource({"alice, alice, true", "alice, bob, false", "'', bob, false"})
    void variablesInValues(String user, String owner, boolean isHolding) throws Exception {
        String[] values =
                user.isEmpty()
                        ? new String[] {"s3:ExistingObjectTag/owner", owner}
                        : new String[] {"s3:ExistingObjectTag/owner", owner, "aws:username", user};
        assertThat(holds("StringEquals", "s3:ExistingObjectTag/owner", "'${aws:username}'", values))
                .isEqualTo(isHolding);
    }
}
