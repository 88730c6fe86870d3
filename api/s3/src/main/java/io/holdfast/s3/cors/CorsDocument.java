package io.holdfast.s3.cors;

import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Wildcard;
import io.holdfast.s3.wire.XmlElement;
import io.holdfast.s3.wire.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A bucket's rules as clients write them, and as the bucket keeps them [S3 API: PutBucketCors].
public final class CorsDocument {
    /// Longest document.
    static final int BYTES_MAX = 64 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(CorsDocument.class);
    private static final String ROOT = "CORSConfiguration";
    private static final String RULE = "CORSRule";
    private static final int RULES_MAX = 100;
    private static final int ID_CHARS_MAX = 255;
    private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE", "HEAD");
    private static final Set<String> ELEMENTS =
            Set.of(
                    "ID",
                    "AllowedMethod",
                    "AllowedOrigin",
                    "AllowedHeader",
                    "ExposeHeader",
                    "MaxAgeSeconds");

    private CorsDocument() {}

    /// Reads a client's document.
    ///
    /// @throws S3Exception MALFORMED_XML, INVALID_REQUEST
    static CorsConfiguration parse(byte[] document) throws S3Exception {
        List<XmlElement> rules = XmlElement.parse(document, ROOT).children();
        if (rules.isEmpty() || rules.size() > RULES_MAX) {
            throw new S3Exception(ErrorCode.MALFORMED_XML);
        }
        CorsRule[] read = new CorsRule[rules.size()];
        for (int i = 0; i < read.length; i++) {
            read[i] = rule(rules.get(i));
        }
        return new CorsConfiguration(List.of(read));
    }

    /// Reads what a bucket keeps. It was checked before; what cannot be read all the same allows
    /// nothing.
    public static CorsConfiguration ofBucket(String bucket, String text) {
        try {
            return parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (S3Exception e) {
            LOG.error("the CORS rules of bucket {} cannot be read: {}", bucket, e.getMessage());
            return new CorsConfiguration(List.of());
        }
    }

    private static CorsRule rule(XmlElement element) throws S3Exception {
        String id = element.childText("ID");
        boolean isKnown =
                element.name().equals(RULE)
                        && element.children().stream()
                                .allMatch(child -> ELEMENTS.contains(child.name()));
        if (!isKnown || id.length() > ID_CHARS_MAX) {
            throw new S3Exception(ErrorCode.MALFORMED_XML);
        }
        CorsRule rule =
                new CorsRule(
                        id,
                        texts(element, "AllowedMethod"),
                        texts(element, "AllowedOrigin"),
                        texts(element, "AllowedHeader"),
                        texts(element, "ExposeHeader"),
                        maxAge(element.childText("MaxAgeSeconds")));
        if (rule.methods().isEmpty() || rule.origins().isEmpty()) {
            throw new S3Exception(ErrorCode.MALFORMED_XML);
        }
        check(rule);
        return rule;
    }

    private static void check(CorsRule rule) throws S3Exception {
        for (String method : rule.methods()) {
            if (!METHODS.contains(method)) {
                throw invalid("The method " + method + " cannot be allowed to pages.");
            }
        }
        for (String origin : rule.origins()) {
            if (Wildcard.hasSeveral(origin)) {
                throw invalid("The origin \"" + origin + "\" has more than one wildcard.");
            }
        }
        for (String header : rule.headers()) {
            if (Wildcard.hasSeveral(header)) {
                throw invalid("The header \"" + header + "\" has more than one wildcard.");
            }
            requireName(header);
        }
        for (String header : rule.exposed()) {
            if (header.indexOf('*') >= 0) {
                throw invalid("The exposed header \"" + header + "\" has a wildcard.");
            }
            requireName(header);
        }
    }

    /// What is no field name [RFC 9110 §5.1] could end the field that it is sent in.
    private static void requireName(String name) throws S3Exception {
        boolean isName =
                !name.isEmpty()
                        && name.chars()
                                .allMatch(
                                        c ->
                                                c > ' '
                                                        && c < 0x7f
                                                        && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
        if (!isName) {
            throw invalid("A header name is not valid.");
        }
    }

    private static OptionalInt maxAge(String text) throws S3Exception {
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int seconds = Integer.parseInt(text);
            if (seconds >= 0) {
                return OptionalInt.of(seconds);
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new S3Exception(ErrorCode.MALFORMED_XML);
    }

    private static List<String> texts(XmlElement rule, String name) {
        return rule.children(name).stream().map(XmlElement::text).toList();
    }

    private static S3Exception invalid(String why) {
        return new S3Exception(ErrorCode.INVALID_REQUEST, why);
    }

    /// As clients read it, and as the bucket keeps it.
    static String text(CorsConfiguration configuration) {
        XmlWriter xml = new XmlWriter().root(ROOT);
        for (CorsRule rule : configuration.rules()) {
            xml.open(RULE).optional("ID", rule.id());
            rule.methods().forEach(method -> xml.element("AllowedMethod", method));
            rule.origins().forEach(origin -> xml.element("AllowedOrigin", origin));
            rule.headers().forEach(header -> xml.element("AllowedHeader", header));
            rule.maxAgeS().ifPresent(seconds -> xml.element("MaxAgeSeconds", seconds));
            rule.exposed().forEach(header -> xml.element("ExposeHeader", header));
            xml.close(RULE);
        }
        return xml.close(ROOT).toString();
    }
}
