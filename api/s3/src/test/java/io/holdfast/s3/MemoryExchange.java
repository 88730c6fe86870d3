package io.holdfast.s3;

import io.holdfast.http.Exchange;
import io.holdfast.http.HeaderVisitor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/// An exchange without a network: a request that a test builds, and the answer it got.
public final class MemoryExchange implements Exchange {
    private final String method;
    private final String target;
    private final List<String[]> fields = new ArrayList<>();
    private final Map<String, String> answered = new LinkedHashMap<>();
    private ByteBuffer body = ByteBuffer.allocate(0);
    private IntUnaryOperator split = most -> most;
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private int status;

    /// @param target path and query as on the wire
    public MemoryExchange(String method, String target) {
        this.method = method;
        this.target = target;
    }

    public MemoryExchange with(String name, String value) {
        fields.add(new String[] {name, value});
        return this;
    }

    public MemoryExchange withBody(byte[] bytes) {
        body = ByteBuffer.wrap(bytes);
        return this;
    }

    /// Lets reads give fewer bytes than there is room for.
    public MemoryExchange splitBy(IntUnaryOperator sizes) {
        split = sizes;
        return this;
    }

    public int status() {
        return status;
    }

    public String answered(String name) {
        return answered.getOrDefault(name, "");
    }

    /// The body of the answer, as text.
    public String answeredBody() {
        return answer.toString(StandardCharsets.UTF_8);
    }

    private void keep(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        answer.writeBytes(copy);
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String rawPath() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    @Override
    public String rawQuery() {
        int question = target.indexOf('?');
        return question < 0 ? "" : target.substring(question + 1);
    }

    @Override
    public String host() {
        return header("host").orElse("");
    }

    @Override
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    @Override
    public List<String> headers(String name) {
        return fields.stream()
                .filter(field -> field[0].equalsIgnoreCase(name))
                .map(field -> field[1])
                .toList();
    }

    @Override
    public void eachHeader(HeaderVisitor visitor) {
        fields.forEach(field -> visitor.visit(field[0], field[1]));
    }

    @Override
    public String remoteAddress() {
        return "127.0.0.1:1";
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public String requestId() {
        return "0123456789ABCDEF";
    }

    @Override
    public long contentLength() {
        return header("content-length").map(Long::parseLong).orElse((long) body.remaining());
    }

    @Override
    public int read(ByteBuffer into) {
        if (!body.hasRemaining()) {
            return -1;
        }
        int most = Math.min(into.remaining(), body.remaining());
        int count = Math.clamp(split.applyAsInt(most), 1, most);
        into.put(body.slice(body.position(), count));
        body.position(body.position() + count);
        return count;
    }

    @Override
    public void setHeader(String name, String value) {
        answered.put(name, value);
    }

    @Override
    public void respond(int newStatus, ByteBuffer bytes) {
        status = newStatus;
        keep(bytes);
    }

    @Override
    public void start(int newStatus, long contentLength) {
        status = newStatus;
    }

    @Override
    public void write(ByteBuffer bytes) {
        keep(bytes);
    }

    @Override
    public void finish() {}

    @Override
    public boolean isCommitted() {
        return status != 0;
    }

    @Override
    public boolean reset() {
        answered.clear();
        answer.reset();
        status = 0;
        return true;
    }
}
