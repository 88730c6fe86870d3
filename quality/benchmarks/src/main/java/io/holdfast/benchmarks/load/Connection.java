package io.holdfast.benchmarks.load;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// One keep-alive connection that speaks just enough HTTP/1.1 [RFC 9112]: request out, status and
/// body in. Confined to one thread.
public final class Connection implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final byte[] HEADER_END = {'\r', '\n', '\r', '\n'};

    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).limit(0);
    private final byte[] head = new byte[1 << 14];
    private int headLength;
    private long bodyBytes;

    private Connection(SocketChannel channel) {
        this.channel = channel;
    }

    /// @throws IOException when nobody takes it
    public static Connection to(Target target) throws IOException {
        SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(target.host(), target.port()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new Connection(channel);
    }

    /// Sends a request and reads the whole answer.
    ///
    /// @param isHead whether the answer has no body whatever its length says
    /// @param request head and body, ready to be read
    /// @return status; the body's length is [#bodyBytes]
    public int exchange(boolean isHead, ByteBuffer... request) throws IOException {
        send(request);
        int status = readHead();
        bodyBytes = 0;
        if (!isHead && status != 204 && status != 304) {
            skipBody();
        }
        return status;
    }

    /// Bytes of the last answer's body.
    public long bodyBytes() {
        return bodyBytes;
    }

    /// Sends a request and gives the answer's body as text, for the few that are not measured.
    ///
    /// @throws IOException also if the status is not 2xx
    public String text(ByteBuffer... request) throws IOException {
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
    ///
    /// @param name in lower case
    public String header(String name) {
        int from = valueOf(name);
        if (from < 0) {
            return "";
        }
        int to = from;
        while (head[to] != '\r') {
            to++;
        }
        return new String(head, from, to - from, StandardCharsets.ISO_8859_1).strip();
    }

    /// Where the value of a header begins, or -1. Works on the bytes: it is called for each answer.
    private int valueOf(String name) {
        for (int i = 0; i + 1 + name.length() < headLength; i++) {
            if (head[i] == '\n' && head[i + 1 + name.length()] == ':' && isNamed(i + 1, name)) {
                return i + 2 + name.length();
            }
        }
        return -1;
    }

    private boolean isNamed(int from, String name) {
        for (int i = 0; i < name.length(); i++) {
            if ((head[from + i] | 0x20) != (name.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
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
        headLength = length;
        return Integer.parseInt(new String(head, 9, 3, StandardCharsets.ISO_8859_1));
    }

    private void skipBody() throws IOException {
        if (valueOf("transfer-encoding") < 0) {
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
        if (valueOf("transfer-encoding") < 0) {
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
