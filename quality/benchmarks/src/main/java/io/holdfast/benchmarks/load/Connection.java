package io.holdfast.benchmarks.load;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One keep-alive connection that speaks just enough HTTP/1.1 [RFC 9112]: request out, status and
/// body in. Confined to one thread.
final class Connection implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final byte[] HEADER_END = {'\r', '\n', '\r', '\n'};

    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).limit(0);
    private final byte[] head = new byte[1 << 14];
    private String headText = "";
    private long bodyBytes;

    Connection(String host, int port) throws IOException {
        this.channel = SocketChannel.open(new InetSocketAddress(host, port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /// Sends a request and reads the whole answer.
    ///
    /// @param request head and body, ready to be read
    /// @param isHead whether the answer has no body whatever its length says
    /// @return status; the body's length is [#bodyBytes]
    int exchange(ByteBuffer[] request, boolean isHead) throws IOException {
        send(request);
        int status = readHead();
        bodyBytes = 0;
        if (!isHead && status != 204 && status != 304) {
            skipBody();
        }
        return status;
    }

    /// Bytes of the last answer's body.
    long bodyBytes() {
        return bodyBytes;
    }

    /// Sends a request and gives the answer's body as text, for the few that are not measured.
    ///
    /// @throws IOException also if the status is not 2xx
    String text(ByteBuffer... request) throws IOException {
        send(request);
        int status = readHead();
        byte[] body = readBody();
        String text = new String(body, StandardCharsets.UTF_8);
        if (status / 100 != 2) {
            throw new IOException(status + " " + text);
        }
        return text;
    }

    /// A header of the last answer, or the empty string.
    String header(String name) {
        String start = "\r\n" + name.toLowerCase(Locale.ROOT) + ":";
        int at = headText.toLowerCase(Locale.ROOT).indexOf(start);
        if (at < 0) {
            return "";
        }
        int from = at + start.length();
        return headText.substring(from, headText.indexOf("\r\n", from)).strip();
    }

    private void send(ByteBuffer[] request) throws IOException {
        while (request[request.length - 1].hasRemaining() || request[0].hasRemaining()) {
            channel.write(request);
        }
    }

    private int readHead() throws IOException {
        int length = 0;
        int matched = 0;
        while (matched < HEADER_END.length) {
            byte b = next();
            if (length == head.length) {
                throw new IOException("head of the answer is too long");
            }
            head[length++] = b;
            matched = b == HEADER_END[matched] ? matched + 1 : b == '\r' ? 1 : 0;
        }
        headText = new String(head, 0, length, StandardCharsets.ISO_8859_1);
        return Integer.parseInt(headText, 9, 12, 10);
    }

    private void skipBody() throws IOException {
        if (header("transfer-encoding").isEmpty()) {
            bodyBytes = Long.parseLong(length());
            skip(bodyBytes);
            return;
        }
        for (long chunk = chunkBytes(); chunk > 0; chunk = chunkBytes()) {
            bodyBytes += chunk;
            skip(chunk + 2);
        }
        skip(2);
    }

    private byte[] readBody() throws IOException {
        if (header("transfer-encoding").isEmpty()) {
            return bytes(Integer.parseInt(length()));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (long chunk = chunkBytes(); chunk > 0; chunk = chunkBytes()) {
            body.write(bytes((int) chunk));
            skip(2);
        }
        skip(2);
        return body.toByteArray();
    }

    private String length() {
        String length = header("content-length");
        return length.isEmpty() ? "0" : length;
    }

    private long chunkBytes() throws IOException {
        long size = 0;
        for (byte b = next(); b != '\n'; b = next()) {
            int digit = Character.digit(b, 16);
            size = digit < 0 ? size : size * 16 + digit;
        }
        return size;
    }

    private byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int at = 0; at < count; ) {
            fill();
            int step = Math.min(count - at, buffer.remaining());
            buffer.get(bytes, at, step);
            at += step;
        }
        return bytes;
    }

    private void skip(long count) throws IOException {
        for (long left = count; left > 0; ) {
            fill();
            int step = (int) Math.min(left, buffer.remaining());
            buffer.position(buffer.position() + step);
            left -= step;
        }
    }

    private byte next() throws IOException {
        fill();
        return buffer.get();
    }

    private void fill() throws IOException {
        if (!buffer.hasRemaining()) {
            buffer.clear();
            int count = channel.read(buffer);
            buffer.flip();
            if (count < 0) {
                throw new EOFException("the server closed the connection");
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
