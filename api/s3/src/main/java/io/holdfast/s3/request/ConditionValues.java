package io.holdfast.s3.request;

import io.holdfast.base.ports.Caller;
import io.holdfast.http.Exchange;
import io.holdfast.s3.sign.SignatureKind;
import io.holdfast.s3.wire.Percent;
import io.holdfast.s3.wire.Query;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Tags;
import io.holdfast.s3.wire.Times;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// The values of condition keys that a request gives [IAM: global condition keys; S3: condition
/// keys]. Of a field or parameter that stands twice the first one counts, as it does for the
/// operation: what is judged is what is done.
final class ConditionValues {
    private static final String DAY_KEY = "s3:object-lock-remaining-retention-days";
    private static final long DAY_MS = 24L * 3600 * 1000;

    /// Fields whose condition key is called as they are.
    private static final List<String> FIELDS =
            List.of(
                    "x-amz-metadata-directive",
                    "x-amz-storage-class",
                    "x-amz-server-side-encryption",
                    "x-amz-server-side-encryption-aws-kms-key-id",
                    "x-amz-server-side-encryption-customer-algorithm",
                    "x-amz-content-sha256",
                    "x-amz-object-ownership",
                    "x-amz-website-redirect-location",
                    "if-match",
                    "if-none-match");

    /// The same of fields whose value may stand in the query.
    private static final List<String> FIELDS_OR_QUERY =
            List.of(
                    "x-amz-acl",
                    "x-amz-grant-full-control",
                    "x-amz-grant-read",
                    "x-amz-grant-read-acp",
                    "x-amz-grant-write",
                    "x-amz-grant-write-acp");

    private final Exchange exchange;
    private final Query query;
    private final long nowMs;
    private final Map<String, List<String>> values = new HashMap<>();

    private ConditionValues(Exchange exchange, Query query, long nowMs) {
        this.exchange = exchange;
        this.query = query;
        this.nowMs = nowMs;
    }

    /// All values of a request.
    ///
    /// @param asked of which version, and what the body states
    /// @param nowMs wall time
    static Map<String, List<String>> of(S3Request request, Asked asked, long nowMs) {
        ConditionValues made = new ConditionValues(request.exchange(), request.query(), nowMs);
        made.addConnection();
        if (request.caller() instanceof Caller.Signed) {
            made.addSignature(request.signatureKind());
        }
        made.addFields();
        made.addLock();
        made.addTags();
        made.addQuery();
        made.add("s3:versionid", asked.version());
        made.addStated(asked.stated());
        return made.values;
    }

    private void add(String key, String value) {
        if (!value.isEmpty()) {
            values.put(key, List.of(value));
        }
    }

    private void addConnection() {
        add("aws:sourceip", address(exchange.remoteAddress()));
        add("aws:securetransport", Boolean.toString(exchange.isSecure()));
        add("aws:useragent", exchange.header("user-agent").orElse(""));
        add("aws:referer", exchange.header("referer").orElse(""));
        add("aws:currenttime", Times.iso(nowMs));
        add("aws:epochtime", Long.toString(nowMs / 1000));
    }

    /// The address without its port and brackets. Fields of proxies are not looked at: anybody can
    /// send them.
    static String address(String peer) {
        String address = peer;
        int colon = peer.lastIndexOf(':');
        if (peer.startsWith("[")) {
            address = peer.substring(1, Math.max(1, peer.indexOf(']')));
        } else if (colon >= 0 && colon == peer.indexOf(':')) {
            address = peer.substring(0, colon);
        }
        int scope = address.indexOf('%');
        return scope < 0 ? address : address.substring(0, scope);
    }

    private void addSignature(SignatureKind kind) {
        add("s3:signatureversion", kind.isV4() ? "AWS4-HMAC-SHA256" : "AWS");
        add(
                "s3:authtype",
                switch (kind.place()) {
                    case FIELD -> "REST-HEADER";
                    case QUERY -> "REST-QUERY-STRING";
                    case FORM -> "POST";
                });
        if (kind.isV4() && kind.place() == SignatureKind.Place.QUERY) {
            OptionalLong signed = Times.parseAmz(query.getOrEmpty("X-Amz-Date"));
            if (signed.isPresent()) {
                add("s3:signatureage", Long.toString(Math.max(0, nowMs - signed.getAsLong())));
            }
        }
    }

    private void addFields() {
        for (String name : FIELDS) {
            add("s3:" + name, exchange.header(name).orElse(""));
        }
        for (String name : FIELDS_OR_QUERY) {
            add("s3:" + name, exchange.header(name).or(() -> query.get(name)).orElse(""));
        }
        add("s3:x-amz-copy-source", copySource(exchange.header(CopySource.FIELD).orElse("")));
    }

    /// Bucket and key of the source, in whichever way the client wrote them.
    private static String copySource(String field) {
        int version = field.lastIndexOf(CopySource.VERSION);
        String path = version < 0 ? field : field.substring(0, version);
        try {
            String decoded = Percent.decodePath(path);
            return decoded.startsWith("/") ? decoded.substring(1) : decoded;
        } catch (S3Exception _) {
            return ""; // no copy will come of it
        }
    }

    private void addLock() {
        add("s3:object-lock-mode", exchange.header(LockFields.MODE).orElse(""));
        add("s3:object-lock-legal-hold", exchange.header(LockFields.LEGAL_HOLD).orElse(""));
        addRetention(exchange.header(LockFields.UNTIL).orElse(""));
    }

    private void addRetention(String until) {
        add("s3:object-lock-retain-until-date", until);
        OptionalLong untilMs = Times.parseHttp(until);
        if (untilMs.isPresent()) {
            // A day that has begun counts whole: a limit on days must not be passed by hours.
            long days = Math.ceilDiv(untilMs.getAsLong() - nowMs, DAY_MS);
            add(DAY_KEY, Long.toString(Math.max(0, days)));
        }
    }

    /// The tags of the field, where they are what becomes of the object.
    private void addTags() {
        String field = exchange.header("x-amz-tagging").orElse("");
        boolean isCopied =
                exchange.header(CopySource.FIELD).isPresent()
                        && !exchange.header("x-amz-tagging-directive").orElse("").equals("REPLACE");
        if (!field.isEmpty() && !isCopied) {
            try {
                values.putAll(tags(Tags.parseField(field, Tags.OBJECT_TAGS_MAX)));
            } catch (S3Exception _) {
                // The operation refuses them, if it takes tags at all.
            }
        }
    }

    /// The values of tags that a request states.
    static Map<String, List<String>> tags(Map<String, String> tags) {
        Map<String, List<String>> values = new HashMap<>();
        tags.forEach((tag, value) -> values.put("s3:requestobjecttag/" + tag, List.of(value)));
        if (!tags.isEmpty()) {
            values.put("s3:requestobjecttagkeys", List.copyOf(tags.keySet()));
        }
        return values;
    }

    private void addQuery() {
        // A parameter that is there but empty is a value: it lists the whole bucket.
        for (String name : List.of("prefix", "delimiter", "max-keys")) {
            query.get(name).ifPresent(value -> values.put("s3:" + name, List.of(value)));
        }
    }

    private void addStated(Map<String, List<String>> stated) {
        values.putAll(stated);
        List<String> until = stated.getOrDefault("s3:object-lock-retain-until-date", List.of());
        if (!until.isEmpty()) {
            addRetention(until.getFirst());
        }
    }
}
