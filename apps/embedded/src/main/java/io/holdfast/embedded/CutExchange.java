package io.holdfast.embedded;

import io.holdfast.http.BodyReadException;
import io.holdfast.http.CutException;
import io.holdfast.http.Exchange;
import io.holdfast.http.HeaderVisitor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// An exchange whose connection breaks in the middle of the body: of the request's when it has one,
/// else of the answer's. One thread.
final class CutExchange implements Exchange {
    private final Exchange inner;
    private final boolean hasBody;
    private long leftToRead;
    private long leftToWrite;

    CutExchange(Exchange inner) {
        this.inner = inner;
        long length = inner.contentLength();
        hasBody = length != 0;
        leftToRead = length < 0 ? 1 : length / 2;
    }

    static CutException cut() {
        return new CutException("cut by a test");
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (!hasBody) {
            return inner.read(into);
        }
        if (leftToRead == 0) {
            throw new BodyReadException(BodyReadException.Reason.DISCONNECTED, cut());
        }
        int limit = into.limit();
        into.limit((int) Math.min(limit, into.position() + leftToRead));
        int count = inner.read(into);
        into.limit(limit);
        leftToRead -= Math.max(0, count);
        return count;
    }

    @Override
    public void respond(int status, ByteBuffer body) throws IOException, InterruptedException {
        start(status, body.remaining());
        write(body);
    }

    @Override
    public void start(int status, long contentLength) throws IOException, InterruptedException {
        if (hasBody || contentLength == 0 || inner.method().equals("HEAD")) {
            throw cut();
        }
        leftToWrite = contentLength < 0 ? 1 : contentLength / 2;
        inner.start(status, contentLength);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException, InterruptedException {
        if (bytes.remaining() < leftToWrite) {
            leftToWrite -= bytes.remaining();
            inner.write(bytes);
            return;
        }
        inner.write(bytes.slice(bytes.position(), (int) leftToWrite));
        throw cut();
    }

    @Override
    public void finish() throws IOException {
        throw cut();
    }

    @Override
    public boolean reset() {
        return false;
    }

    @Override
    public boolean isCommitted() {
        return inner.isCommitted();
    }

    @Override
    public String method() {
        return inner.method();
    }

    @Override
    public String rawPath() {
        return inner.rawPath();
    }

    @Override
    public String rawQuery() {
        return inner.rawQuery();
    }

    @Override
    public String host() {
        return inner.host();
    }

    @Override
    public Optional<String> header(String name) {
        return inner.header(name);
    }

    @Override
    public List<String> headers(String name) {
        return inner.headers(name);
    }

    @Override
    public void eachHeader(HeaderVisitor visitor) {
        inner.eachHeader(visitor);
    }

    @Override
    public String remoteAddress() {
        return inner.remoteAddress();
    }

    @Override
    public boolean isSecure() {
        return inner.isSecure();
    }

    @Override
    public String requestId() {
        return inner.requestId();
    }

    @Override
    public long contentLength() {
        return inner.contentLength();
    }

    @Override
    public void setHeader(String name, String value) {
        inner.setHeader(name, value);
    }
}
