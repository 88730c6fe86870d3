package io.holdfast.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Documents, queries, escapes, dates and tags.
public final class WireTargets {
    private static final int DEPTH_MAX = 16;

    private WireTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                FuzzTarget.of(
                        "xml",
                        S3Exception.class,
                        seeds(
                                "<?xml version=\"1.0\"?><Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Object><Key>a&amp;b&#x41;</Key></Object></Delete>",
                                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
                                "<a>" + "<b>".repeat(17) + "</b>".repeat(17) + "</a>",
                                "<a b='c'><![CDATA[<]]><!-- x --><?p i?></a>",
                                "\ufeff<a>\ud83d\ude42</a>"),
                        WireTargets::xml),
                FuzzTarget.of(
                        "tagDocument",
                        S3Exception.class,
                        seeds(
                                "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag><Tag><Key>c</Key><Value/></Tag></TagSet></Tagging>"),
                        WireTargets::tagDocument),
                FuzzTarget.of(
                        "tagField",
                        S3Exception.class,
                        seeds("a=b&c=d%20e&f", "k=+&%C3%A4=1"),
                        input -> Tags.parseField(text(input), Tags.OBJECT_TAGS_MAX)),
                FuzzTarget.of(
                        "query",
                        S3Exception.class,
                        seeds(
                                "prefix=a%2Fb&delimiter=/&max-keys=10&list-type=2",
                                "uploads", "a&&=b"),
                        WireTargets::query),
                FuzzTarget.of(
                        "percent",
                        S3Exception.class,
                        seeds("/bucket/a%20b+c%F0%9F%99%82", "%zz%", "a\ud83d\ude42b"),
                        WireTargets::percent),
                new FuzzTarget(
                        "dates",
                        seeds(
                                "20130524T000000Z",
                                "Fri, 24 May 2013 00:00:00 GMT",
                                "Friday, 24-May-13 00:00:00 GMT",
                                "Fri May 24 00:00:00 2013",
                                "2013-05-24T00:00:00.123Z",
                                "-0005-05-24T00:00:00Z",
                                "+292278994-08-17T07:12:55.807Z"),
                        WireTargets::dates));
    }

    private static Object xml(byte[] input) throws S3Exception {
        XmlElement root = XmlElement.parse(input, "Delete", "a", "b");
        assertThat(depth(root)).isLessThanOrEqualTo(DEPTH_MAX);
        return root.childText("Object");
    }

    private static int depth(XmlElement element) {
        return 1 + element.children().stream().mapToInt(WireTargets::depth).max().orElse(0);
    }

    /// Tags that were taken come back from the document that shows them.
    private static Object tagDocument(byte[] input) throws S3Exception {
        Map<String, String> tags = Tags.parseDocument(input, Tags.OBJECT_TAGS_MAX);
        byte[] shown = Tags.document(tags).toString().getBytes(StandardCharsets.UTF_8);
        assertThat(Tags.parseDocument(shown, Tags.OBJECT_TAGS_MAX)).isEqualTo(tags);
        return tags;
    }

    private static Object query(byte[] input) throws S3Exception {
        Query query = Query.parse(text(input));
        query.number("max-keys", 1000);
        for (int i = 0; i < query.count(); i++) {
            assertThat(query.has(query.name(i))).isTrue();
        }
        return query;
    }

    /// What was decoded is encoded and decoded again, to the same text.
    private static Object percent(byte[] input) throws S3Exception {
        String decoded = Percent.decodePath(text(input));
        StringBuilder encoded = new StringBuilder();
        Percent.encode(decoded, true, encoded);
        assertThat(Percent.decodePath(encoded.toString())).isEqualTo(decoded);
        assertThat(Percent.decodeQuery(Percent.encodeListed(decoded))).isEqualTo(decoded);
        assertThat(Rfc2047.encode(decoded)).matches("[ -~]*");
        Names.hasDotSegment(decoded);
        Names.isBucket(decoded);
        return Percent.decodeQuery(text(input));
    }

    private static void dates(byte[] input) {
        OptionalLong ms = Times.parseHttp(text(input));
        if (ms.isPresent()) {
            assertThat(Times.iso(ms.getAsLong())).isNotEmpty();
        }
    }

    private static List<byte[]> seeds(String... texts) {
        return Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }
}
