package io.holdfast.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class XmlTest {
    @Test
    void writerEscapesWhatXmlCannotCarry() {
        XmlWriter xml = new XmlWriter().root("R");
        xml.element("K", "a<b>&\"'\u0001\u001f\r\n\u00e9\ud83d\ude00").etag("e").etag("");
        xml.element("N", 5).element("B", true).optional("O", "");
        assertThat(xml.close("R").toString())
                .isEqualTo(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                + "<R xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                                + "<K>a&lt;b&gt;&amp;\"'&#x1;&#x1F;&#xD;&#xA;\u00e9\ud83d\ude00</K>"
                                + "<ETag>\"e\"</ETag><ETag></ETag><N>5</N><B>true</B></R>");
    }

    @Test
    void readerKeepsTextAndOrder() throws S3Exception {
        XmlElement root =
                parse(
                        "<?xml version=\"1.0\"?><!-- c --><a:R xmlns:a=\"u\" x=\"1\"><K> a&amp;b"
                                + " </K><K><![CDATA[<>]]></K><E/></a:R>");
        assertThat(root.children("K"))
                .extracting(XmlElement::rawText)
                .containsExactly(" a&b ", "<>");
        assertThat(root.childText("K")).isEqualTo("a&b");
        assertThat(root.childText("E")).isEmpty();
        assertThat(root.child("Z")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "R",
                "<R>",
                "<R></S>",
                "<R/><R/>",
                "<S/>",
                "<!DOCTYPE R [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><R>&e;</R>",
                "<!DOCTYPE R><R/>",
                "<R>&undefined;</R>",
                "<R>\u0001</R>",
                "<?xml version=\"1.0\" encoding=\"nonsense\"?><R/>"
            })
    void anythingElseIsMalformed(String document) {
        assertThatThrownBy(() -> parse(document))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_XML));
    }

    @Test
    void depthAndNumberAreLimited() {
        assertThatThrownBy(() -> parse("<R>".repeat(40) + "</R>".repeat(40)))
                .isInstanceOf(S3Exception.class);
        assertThatThrownBy(() -> parse("<R>" + "<a/>".repeat(200_000) + "</R>"))
                .isInstanceOf(S3Exception.class);
    }

    @Test
    void randomDamageNeverThrowsAnythingElse() {
        byte[] good = "<R a='b'><K>x&amp;</K><![CDATA[y]]></R>".getBytes(StandardCharsets.UTF_8);
        Seeds.forEach(
                500,
                random -> {
                    byte[] bad = good.clone();
                    for (int i = random.nextInt(3); i >= 0; i--) {
                        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
                    }
                    try {
                        XmlElement.parse(bad, "R");
                    } catch (S3Exception e) {
                        assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_XML);
                    }
                });
    }

    @Test
    void tagsAreCheckedInBothForms() throws S3Exception {
        assertThat(Tags.parseField("a=1&b=%C3%A9+x&c", 10))
                .containsEntry("a", "1")
                .containsEntry("b", "\u00e9 x")
                .containsEntry("c", "");
        for (String bad :
                new String[] {"a=1&a=2", "=x", "a=%00", "k".repeat(129) + "=1", "a=%zz"}) {
            assertThatThrownBy(() -> Tags.parseField(bad, 10)).isInstanceOf(S3Exception.class);
        }
        assertThatThrownBy(() -> Tags.parseField("a=1&b=2", 1)).isInstanceOf(S3Exception.class);
    }

    private static XmlElement parse(String document) throws S3Exception {
        return XmlElement.parse(document.getBytes(StandardCharsets.UTF_8), "R");
    }
}
