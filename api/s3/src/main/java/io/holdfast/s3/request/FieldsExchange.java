package io.holdfast.s3.request;

import io.holdfast.http.Exchange;
import io.holdfast.http.HeaderVisitor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An exchange seen as one with other fields: what a request says elsewhere than in its head. Of
/// its own fields only those of the connection show.
public final class FieldsExchange implements Exchange {
    private static final Set<String> CONNECTION = Set.of("host", "origin", "referer", "user-agent");

    private final Exchange exchange;
    private final Map<String, String> fields;

    /// @param fields by lower-case name; values hold no control characters
    public FieldsExchange(Exchange exchange, Map<String, String> fields) {
        this.exchange = exchange;
        this.fields = Map.copyOf(fields);
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
        return CONNECTION.contains(lower)
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
