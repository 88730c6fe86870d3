package io.holdfast.s3.form;

import io.holdfast.http.Exchange;
import io.holdfast.http.HeaderVisitor;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Percent;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Tags;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The exchange of a form, seen as that of a PUT: what a PUT says in its fields, a form says in
/// parts [S3 API: POST Object]. Of the request's own fields only those of the browser show.
final class FormExchange implements Exchange {
    private static final Set<String> BROWSER = Set.of("host", "origin", "referer", "user-agent");
    private static final Set<String> PLAIN =
            Set.of(
                    "cache-control",
                    "content-disposition",
                    "content-encoding",
                    "content-language",
                    "content-md5",
                    "content-type",
                    "expires",
                    "if-match",
                    "if-none-match");

    /// Parts of signatures and framing, which no operation may take for fields.
    private static final Set<String> SIGNATURE =
            Set.of(
                    "x-amz-algorithm",
                    "x-amz-content-sha256",
                    "x-amz-credential",
                    "x-amz-date",
                    "x-amz-decoded-content-length",
                    "x-amz-security-token",
                    "x-amz-signature",
                    "x-amz-trailer");

    private final Exchange exchange;
    private final Map<String, String> fields;

    private FormExchange(Exchange exchange, Map<String, String> fields) {
        this.exchange = exchange;
        this.fields = fields;
    }

    /// @throws S3Exception INVALID_ARGUMENT when a value cannot be one of a field; what [Tags]
    ///   throws
    static FormExchange of(Exchange exchange, Form form) throws S3Exception {
        Map<String, String> fields = new HashMap<>();
        for (Map.Entry<String, String> entry : form.fields().entrySet()) {
            String name = fieldName(entry.getKey());
            if (!name.isEmpty()) {
                String value = entry.getValue().strip();
                boolean isTags = entry.getKey().equals("tagging");
                fields.put(name, isTags ? tagField(value) : checked(name, value));
            }
        }
        return new FormExchange(exchange, fields);
    }

    /// What the part is called as a field; empty when it is none.
    private static String fieldName(String part) {
        return switch (part) {
            case "acl" -> "x-amz-acl";
            case "tagging" -> "x-amz-tagging";
            default -> {
                boolean isField =
                        PLAIN.contains(part)
                                || part.startsWith("x-minio-")
                                || (part.startsWith("x-amz-") && !SIGNATURE.contains(part));
                yield isField ? part : "";
            }
        };
    }

    /// Parts may hold what fields cannot: it must not get into an answer's head.
    private static String checked(String name, String value) throws S3Exception {
        boolean isName =
                name.chars()
                        .allMatch(c -> c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
        if (!isName || value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            throw new S3Exception(
                            ErrorCode.INVALID_ARGUMENT, "A field of the form has a wrong value.")
                    .with("ArgumentName", name);
        }
        return value;
    }

    /// A form gives tags as a document, a PUT as a query.
    private static String tagField(String document) throws S3Exception {
        StringBuilder out = new StringBuilder();
        Map<String, String> tags =
                Tags.parseDocument(FormText.bytes(document), Tags.OBJECT_TAGS_MAX);
        tags.forEach(
                (key, value) -> {
                    out.append(out.isEmpty() ? "" : "&");
                    Percent.encode(key, false, out);
                    out.append('=');
                    Percent.encode(value, false, out);
                });
        return out.toString();
    }

    @Override
    public String method() {
        return exchange.method();
    }

    @Override
    public String rawPath() {
        return exchange.rawPath();
    }

    @Override
    public String rawQuery() {
        return exchange.rawQuery();
    }

    @Override
    public String host() {
        return exchange.host();
    }

    @Override
    public Optional<String> header(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return BROWSER.contains(lower)
                ? exchange.header(lower)
                : Optional.ofNullable(fields.get(lower));
    }

    @Override
    public List<String> headers(String name) {
        return header(name).map(List::of).orElse(List.of());
    }

    @Override
    public void eachHeader(HeaderVisitor visitor) {
        fields.forEach(visitor::visit);
    }

    @Override
    public String remoteAddress() {
        return exchange.remoteAddress();
    }

    @Override
    public boolean isSecure() {
        return exchange.isSecure();
    }

    @Override
    public String requestId() {
        return exchange.requestId();
    }

    @Override
    public long contentLength() {
        return exchange.contentLength();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return exchange.read(into);
    }

    @Override
    public void setHeader(String name, String value) {
        exchange.setHeader(name, value);
    }

    @Override
    public void respond(int status, ByteBuffer body) throws IOException, InterruptedException {
        exchange.respond(status, body);
    }

    @Override
    public void start(int status, long contentLength) throws IOException, InterruptedException {
        exchange.start(status, contentLength);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException, InterruptedException {
        exchange.write(bytes);
    }

    @Override
    public void finish() throws IOException, InterruptedException {
        exchange.finish();
    }

    @Override
    public boolean isCommitted() {
        return exchange.isCommitted();
    }

    @Override
    public boolean reset() {
        return exchange.reset();
    }
}
