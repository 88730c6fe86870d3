package io.holdfast.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.testkit.Seeds;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FormsTest {
    @Test
    void timesAgreeWithTheJdk() {
        DateTimeFormatter http =
                DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                        .withZone(ZoneOffset.UTC);
        DateTimeFormatter iso =
                DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ENGLISH)
                        .withZone(ZoneOffset.UTC);
        Seeds.forEach(
                2000,
                random -> {
                    long ms = random.nextLong(-2_000_000_000_000L, 100_000_000_000_000L);
                    assertThat(Times.http(ms)).isEqualTo(http.format(Instant.ofEpochMilli(ms)));
                    assertThat(Times.iso(ms)).isEqualTo(iso.format(Instant.ofEpochMilli(ms)));
                    assertThat(Times.parseHttp(Times.http(ms)).orElseThrow())
                            .isEqualTo(Math.floorDiv(ms, 1000L) * 1000);
                });
    }

    @Test
    void allFormsOfDatesAreRead() {
        long ms = 784_111_777_000L;
        for (String text :
                new String[] {
                    "Sun, 06 Nov 1994 08:49:37 GMT",
                    "Sunday, 06-Nov-94 08:49:37 GMT",
                    "Sun Nov  6 08:49:37 1994",
                    "19941106T084937Z",
                    "1994-11-06T08:49:37Z"
                }) {
            assertThat(Times.parseHttp(text).orElseThrow()).as(text).isEqualTo(ms);
        }
        assertThat(Times.parseHttp("yesterday")).isEmpty();
        assertThat(Times.parseAmz("20130230T000000Z")).isEmpty();
        assertThat(Times.parseAmz("2013023\u0660T000000Z")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a-b.c1", "1ab", "aaa.bbb", "1.2.3", "a--b"})
    void bucketNamesAreTaken(String name) {
        assertThat(Names.isBucket(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "Abc",
                "a_b",
                "-ab",
                "ab-",
                ".ab",
                "ab.",
                "a..b",
                "a.-b",
                "a-.b",
                "1.2.3.4",
                "a/b",
                "\u00e4bc",
                "a123456789012345678901234567890123456789012345678901234567890123"
            })
    void otherBucketNamesAreRefused(String name) {
        assertThat(Names.isBucket(name)).isFalse();
    }

    @Test
    void percentCodingRoundTrips() {
        Seeds.forEach(
                500,
                random -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = random.nextInt(20); i >= 0; i--) {
                        text.appendCodePoint(
                                random.nextBoolean()
                                        ? random.nextInt(1, 128)
                                        : random.nextInt(0xe000, 0x10ffff));
                    }
                    StringBuilder encoded = new StringBuilder();
                    Percent.encode(text.toString(), random.nextBoolean(), encoded);
                    assertThat(Percent.decodePath(encoded.toString())).isEqualTo(text.toString());
                    assertThat(Percent.decodeQuery(Percent.encodeListed(text.toString())))
                            .isEqualTo(text.toString());
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%1", "%zz", "%ff", "%C3", "a%C3%28", "%ED%A0%80"})
    void brokenEscapesAreRefused(String text) {
        assertThatThrownBy(() -> Percent.decodePath(text)).isInstanceOf(S3Exception.class);
    }

    @Test
    void queriesKeepEmptyAndRepeatedNames() throws S3Exception {
        Query query = Query.parse("&&a&b=&c=1=2&c=3&d+e=%2B");
        assertThat(query.count()).isEqualTo(5);
        assertThat(query.get("a")).contains("");
        assertThat(query.get("c")).contains("1=2");
        assertThat(query.get("d e")).contains("+");
        assertThat(query.has("f")).isFalse();
        assertThatThrownBy(() -> Query.parse("a&".repeat(300))).isInstanceOf(S3Exception.class);
    }

    @Test
    void dotSegmentsAreFound() {
        for (String bad : new String[] {".", "..", "a/..", "../a", "a\\..\\b", "a/ . /b"}) {
            assertThat(Names.hasDotSegment(bad)).as(bad).isTrue();
        }
        for (String good : new String[] {"", "a", "...", ".a", "a..", "a/.b", "a//b", "/"}) {
            assertThat(Names.hasDotSegment(good)).as(good).isFalse();
        }
    }

    @Test
    void textBeyondAsciiBecomesAnEncodedWord() {
        assertThat(Rfc2047.encode("plain text")).isEqualTo("plain text");
        assertThat(Rfc2047.encode("caf\u00e9 1")).isEqualTo("=?UTF-8?q?caf=C3=A9_1?=");
        assertThat(Rfc2047.encode("\u00e9,")).startsWith("=?UTF-8?b?");
    }
}
