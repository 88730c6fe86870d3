package io.holdfast.s3.website;

import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.XmlElement;
import io.holdfast.s3.wire.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A site as clients write it, and as the bucket keeps it [S3 API: PutBucketWebsite].
final class WebsiteDocument {
    /// Longest document.
    static final int BYTES_MAX = 128 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(WebsiteDocument.class);
    private static final String ROOT = "WebsiteConfiguration";
    private static final String ALL = "RedirectAllRequestsTo";
    private static final String INDEX = "IndexDocument";
    private static final String ERROR = "ErrorDocument";
    private static final String RULES = "RoutingRules";
    private static final String RULE = "RoutingRule";
    private static final String CONDITION = "Condition";
    private static final String REDIRECT = "Redirect";
    private static final int RULES_MAX = 50;

    private WebsiteDocument() {}

    /// Reads what a bucket keeps. It was checked before; what cannot be read all the same shows
    /// nothing.
    static WebsiteConfiguration ofBucket(String bucket, String text) {
        try {
            return parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (S3Exception e) {
            LOG.error("the website of bucket {} cannot be read: {}", bucket, e.getMessage());
            return WebsiteConfiguration.NONE;
        }
    }

    /// Reads a client's document.
    ///
    /// @throws S3Exception MALFORMED_XML, INVALID_ARGUMENT, INVALID_REQUEST
    static WebsiteConfiguration parse(byte[] document) throws S3Exception {
        XmlElement root = XmlElement.parse(document, ROOT);
        Optional<XmlElement> all = root.child(ALL);
        if (all.isPresent()) {
            if (root.children().size() > 1) {
                throw argument(ALL + " excludes everything else.");
            }
            return new WebsiteConfiguration(Optional.of(all(all.get())), "", "", List.of());
        }
        XmlElement index =
                root.child(INDEX).orElseThrow(() -> argument("A site needs an index document."));
        String suffix = index.childText("Suffix");
        if (suffix.isEmpty() || suffix.indexOf('/') >= 0) {
            throw argument("The suffix of the index document is not valid.");
        }
        Optional<XmlElement> error = root.child(ERROR);
        String errorKey = error.map(one -> one.childText("Key")).orElse("");
        if (error.isPresent() && errorKey.isEmpty()) {
            throw new S3Exception(ErrorCode.MALFORMED_XML);
        }
        return new WebsiteConfiguration(Optional.empty(), suffix, errorKey, rules(root));
    }

    private static Redirect all(XmlElement element) throws S3Exception {
        String host = host(element);
        if (host.isEmpty()) {
            throw new S3Exception(ErrorCode.MALFORMED_XML);
        }
        return new Redirect(
                protocol(element), host, Redirect.MOVED, Optional.empty(), Optional.empty());
    }

    private static List<RoutingRule> rules(XmlElement root) throws S3Exception {
        Optional<XmlElement> rules = root.child(RULES);
        if (rules.isEmpty()) {
            return List.of();
        }
        List<XmlElement> elements = rules.get().children(RULE);
        if (elements.isEmpty() || elements.size() > RULES_MAX) {
            throw new S3Exception(ErrorCode.MALFORMED_XML);
        }
        List<RoutingRule> read = new ArrayList<>();
        for (XmlElement element : elements) {
            read.add(rule(element));
        }
        return read;
    }

    private static RoutingRule rule(XmlElement element) throws S3Exception {
        Redirect redirect =
                redirect(
                        element.child(REDIRECT)
                                .orElseThrow(() -> new S3Exception(ErrorCode.MALFORMED_XML)));
        Optional<XmlElement> condition = element.child(CONDITION);
        if (condition.isEmpty()) {
            return new RoutingRule("", 0, redirect);
        }
        String prefix = condition.get().childText("KeyPrefixEquals");
        String status = condition.get().childText("HttpErrorCodeReturnedEquals");
        if (prefix.isEmpty() && status.isEmpty()) {
            throw invalid("A condition cannot be empty.");
        }
        return new RoutingRule(
                prefix, status.isEmpty() ? 0 : number(status, 400, 599, "error"), redirect);
    }

    private static Redirect redirect(XmlElement element) throws S3Exception {
        Optional<String> prefix = element.child("ReplaceKeyPrefixWith").map(XmlElement::text);
        Optional<String> key = element.child("ReplaceKeyWith").map(XmlElement::text);
        if (prefix.isPresent() && key.isPresent()) {
            throw invalid("A redirect replaces a prefix or the key, not both.");
        }
        if (element.children().isEmpty()) {
            throw new S3Exception(ErrorCode.MALFORMED_XML);
        }
        String code = element.childText("HttpRedirectCode");
        return new Redirect(
                protocol(element),
                host(element),
                code.isEmpty() ? Redirect.MOVED : number(code, Redirect.MOVED, 399, "redirect"),
                prefix,
                key);
    }

    private static String protocol(XmlElement element) throws S3Exception {
        String protocol = element.childText("Protocol");
        return switch (protocol) {
            case "", "http", "https" -> protocol;
            default -> throw invalid("A protocol is http or https.");
        };
    }

    /// What is no host [RFC 3986 §3.2.2] could end the field that it is sent in.
    private static String host(XmlElement element) throws S3Exception {
        String host = element.childText("HostName");
        if (!host.chars().allMatch(c -> c > ' ' && c < 0x7f && "/?#@\\\"<>".indexOf(c) < 0)) {
            throw invalid("The host name is not valid.");
        }
        return host;
    }

    private static int number(String text, int min, int max, String what) throws S3Exception {
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw invalid("The HTTP " + what + " code is not valid.");
    }

    private static S3Exception argument(String why) {
        return new S3Exception(ErrorCode.INVALID_ARGUMENT, why);
    }

    private static S3Exception invalid(String why) {
        return new S3Exception(ErrorCode.INVALID_REQUEST, why);
    }

    /// As clients read it, and as the bucket keeps it.
    static String text(WebsiteConfiguration site) {
        XmlWriter xml = new XmlWriter().root(ROOT);
        if (site.all().isPresent()) {
            xml.open(ALL).element("HostName", site.all().get().host());
            xml.optional("Protocol", site.all().get().protocol()).close(ALL);
            return xml.close(ROOT).toString();
        }
        xml.open(INDEX).element("Suffix", site.suffix()).close(INDEX);
        if (!site.errorKey().isEmpty()) {
            xml.open(ERROR).element("Key", site.errorKey()).close(ERROR);
        }
        if (!site.rules().isEmpty()) {
            xml.open(RULES);
            site.rules().forEach(rule -> write(xml, rule));
            xml.close(RULES);
        }
        return xml.close(ROOT).toString();
    }

    private static void write(XmlWriter xml, RoutingRule rule) {
        xml.open(RULE);
        if (!rule.prefix().isEmpty() || rule.status() != 0) {
            xml.open(CONDITION).optional("KeyPrefixEquals", rule.prefix());
            if (rule.status() != 0) {
                xml.element("HttpErrorCodeReturnedEquals", rule.status());
            }
            xml.close(CONDITION);
        }
        Redirect redirect = rule.redirect();
        xml.open(REDIRECT).optional("Protocol", redirect.protocol());
        xml.optional("HostName", redirect.host());
        redirect.prefix().ifPresent(prefix -> xml.element("ReplaceKeyPrefixWith", prefix));
        redirect.key().ifPresent(key -> xml.element("ReplaceKeyWith", key));
        xml.element("HttpRedirectCode", redirect.code());
        xml.close(REDIRECT).close(RULE);
    }
}
