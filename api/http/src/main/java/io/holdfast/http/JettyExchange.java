package io.holdfast.http;

import io.holdfast.base.Checks;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/// An exchange on a Jetty request and response.
final class JettyExchange implements Exchange {
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);
    // Cutting the connection fails a pending write at once; this only bounds a surprise.
    private static final long CUT_WAIT_NS = TimeUnit.SECONDS.toNanos(10);

    private final Request request;
    private final Response response;
    private final HttpOptions options;
    private final List<HttpField> constants;
    private final HttpFields fields;
    private final RequestBody body;
    private final Pace writePace;
    private final String requestId;
    private boolean isCommitted;
    private boolean isFinished;
    private long bytesLeft = -1;

    JettyExchange(
            Request request,
            Response response,
            HttpOptions options,
            List<HttpField> constants,
            String requestId) {
        this.request = request;
        this.response = response;
        this.options = options;
        this.constants = constants;
        this.requestId = requestId;
        this.fields = request.getHeaders();
        this.body =
                new RequestBody(
                        request, new Pace(options.idleTimeoutMs(), options.bytesPerSecondMin()));
        this.writePace = new Pace(options.idleTimeoutMs(), options.bytesPerSecondMin());
        addConstants();
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String rawPath() {
        String path = request.getHttpURI().getPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    @Override
    public String rawQuery() {
        String query = request.getHttpURI().getQuery();
        return query == null ? "" : query;
    }

    @Override
    public String host() {
        String host = fields.get(HttpHeader.HOST);
        if (host == null) {
            host = request.getHttpURI().getAuthority();
        }
        return host == null ? "" : host;
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(fields.get(name)).map(FieldText::received);
    }

    @Override
    public List<String> headers(String name) {
        return fields.getValuesList(name).stream().map(FieldText::received).toList();
    }

    @Override
    public void eachHeader(HeaderVisitor visitor) {
        for (HttpField field : fields) {
            String value = field.getValue();
            visitor.visit(field.getName(), value == null ? "" : FieldText.received(value));
        }
    }

    @Override
    public String remoteAddress() {
        return Request.getRemoteAddr(request) + ":" + Request.getRemotePort(request);
    }

    @Override
    public boolean isSecure() {
        return request.getConnectionMetaData().isSecure();
    }

    @Override
    public String requestId() {
        return requestId;
    }

    @Override
    public long contentLength() {
        return request.getLength();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return body.read(into);
    }

    @Override
    public void setHeader(String name, String value) {
        response.getHeaders().put(name, FieldText.toSend(value));
    }

    @Override
    public void respond(int status, ByteBuffer bytes) throws IOException, InterruptedException {
        begin(status);
        if (status != 204 && status != 304) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.remaining());
        }
        isFinished = true;
        send(true, isHead() ? null : bytes);
    }

    @Override
    public void start(int status, long contentLength) throws IOException, InterruptedException {
        begin(status);
        if (contentLength >= 0) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, contentLength);
        }
        bytesLeft = contentLength;
        if (isHead() || contentLength == 0) {
            isFinished = true;
            send(true, null);
        }
        // Else the fields travel with the first bytes, in one packet.
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException, InterruptedException {
        Checks.that(!isFinished, "written after the end of the answer");
        int count = bytes.remaining();
        if (count == 0) {
            return;
        }
        boolean isLast = false;
        if (bytesLeft >= 0) {
            Checks.that(count <= bytesLeft, "more bytes than the answer announced");
            bytesLeft -= count;
            isLast = bytesLeft == 0;
        }
        isFinished = isLast;
        send(isLast, bytes);
    }

    @Override
    public void finish() throws IOException, InterruptedException {
        if (!isFinished) {
            Checks.that(bytesLeft <= 0, "fewer bytes than the answer announced");
            isFinished = true;
            send(true, null);
        }
    }

    @Override
    public boolean isCommitted() {
        return isCommitted;
    }

    @Override
    public boolean reset() {
        if (response.isCommitted()) {
            return false;
        }
        response.reset();
        addConstants();
        isCommitted = false;
        isFinished = false;
        bytesLeft = -1;
        return true;
    }

    /// After the answer: reads off the rest of the request's body, a small one to keep the
    /// connection, a large one so that the client reads the answer before the connection ends.
    void settleBody() {
        boolean isMoreSent = !body.isAtEnd() && !body.isBroken() && !isWaitingForContinue();
        if (isMoreSent && !(canKeepConnection() && body.drain(options.drainBytesMax()))) {
            body.linger();
        }
        body.release();
    }

    void releaseBody() {
        body.release();
    }

    /// Closes the connection with nothing more.
    void cut(Throwable why) {
        request.getConnectionMetaData().getConnection().getEndPoint().close(why);
    }

    private void addConstants() {
        for (HttpField field : constants) {
            response.getHeaders().add(field);
        }
    }

    private void begin(int status) {
        Checks.that(!isCommitted, "answered twice");
        isCommitted = true;
        response.setStatus(status);
        if (request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2
                && !canKeepConnection()) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
    }

    /// Whether the rest of the body is small enough to be read off.
    private boolean canKeepConnection() {
        if (body.isAtEnd()) {
            return !body.isBroken();
        }
        if (body.isBroken() || isWaitingForContinue()) {
            return false;
        }
        long length = request.getLength();
        return length < 0 || length - body.consumed() <= options.drainBytesMax();
    }

    private boolean isWaitingForContinue() {
        return !body.isTouched() && fields.contains(HttpHeader.EXPECT);
    }

    private boolean isHead() {
        return HttpMethod.HEAD.is(request.getMethod());
    }

    private void send(boolean isLast, @Nullable ByteBuffer bytes)
            throws IOException, InterruptedException {
        int count = bytes == null ? 0 : bytes.remaining();
        Written written = new Written();
        response.write(isLast, bytes == null ? EMPTY : bytes, written);
        writePace.moved(count);
        if (!written.outcome().isDone()) {
            awaitSent(written);
        }
        Optional<Throwable> failure = written.outcome().await();
        if (failure.isPresent()) {
            throw new IOException("the client is gone", failure.get());
        }
    }

    private void awaitSent(Written written) throws IOException, InterruptedException {
        long start = System.nanoTime();
        try {
            Optional<Optional<Throwable>> outcome =
                    written.outcome().await(Math.max(0, writePace.leftNs()));
            writePace.waited(System.nanoTime() - start);
            if (outcome.isPresent()) {
                return;
            }
        } catch (InterruptedException e) {
            cut(written, e);
            throw e;
        }
        IOException tooSlow = new InterruptedIOException("the client reads too slowly");
        cut(written, tooSlow);
        throw tooSlow;
    }

    /// Closes the connection and waits until Jetty has let go of the caller's buffer.
    private void cut(Written written, Throwable why) throws InterruptedException {
        cut(why);
        Checks.that(
                written.outcome().await(CUT_WAIT_NS).isPresent(), "a cut write did not come back");
    }
}
