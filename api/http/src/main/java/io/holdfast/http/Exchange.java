package io.holdfast.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// One request and its answer. Owned by the request's thread; every method blocks as long as it
/// needs.
public interface Exchange {
    /// As sent; methods are case-sensitive [RFC 9110 §9.1].
    String method();

    /// The path as sent: percent-encoded, never normalised; starts with a slash except for `*`.
    String rawPath();

    /// The query as sent, without the question mark; empty when there is none.
    String rawQuery();

    /// The Host field, or the `:authority` of HTTP/2; may be empty.
    String host();

    /// The first value of a field; the name in any case. Bytes beyond ASCII are UTF-8, or ISO
    /// 8859-1 where they cannot be.
    Optional<String> header(String name);

    /// All values of a field, each line one element.
    List<String> headers(String name);

    /// Shows all fields.
    void eachHeader(HeaderVisitor visitor);

    /// The peer's IP address and port.
    String remoteAddress();

    /// Whether the request came over TLS.
    boolean isSecure();

    /// Unique within the process: 16 upper-case hex digits.
    String requestId();

    /// Bytes of the body, -1 when it is chunked, 0 when there is none.
    long contentLength();

    /// Fills some of the buffer, which has room. The first read sends `100 Continue` to a client
    /// that waits for it.
    ///
    /// @return bytes put, 1 or more, or -1 after the last
    /// @throws BodyReadException when the body does not arrive whole
    int read(ByteBuffer into) throws IOException;

    /// Sets a field of the answer, replacing an earlier one; the name is sent in this case, the
    /// value in UTF-8.
    void setHeader(String name, String value);

    /// Answers with a whole body, which may be empty; Content-Length is set here except for status
    /// 204 and 304, and HEAD sends the fields only. Returns when the buffer may be reused.
    void respond(int status, ByteBuffer body) throws IOException, InterruptedException;

    /// Begins an answer whose body follows by {@link #write}.
    ///
    /// @param contentLength bytes that will follow, or -1 when not known; HEAD sends the fields
    ///   only and no write may follow
    void start(int status, long contentLength) throws IOException, InterruptedException;

    /// Sends all remaining bytes, straight from the buffer; returns when it may be reused.
    void write(ByteBuffer bytes) throws IOException, InterruptedException;

    /// Ends an answer begun with an unknown length.
    void finish() throws IOException, InterruptedException;

    /// Whether an answer was begun; some or all of it may still be here.
    boolean isCommitted();

    /// Forgets the answer's status and fields, so that another can be given, as long as nothing was
    /// sent.
    ///
    /// @return false when it is too late
    boolean reset();
}
