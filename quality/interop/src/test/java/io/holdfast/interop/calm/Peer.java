package io.holdfast.interop.calm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/// One connection, whose bytes are sent and read by hand. One thread at a time.
final class Peer implements AutoCloseable {
    private static final int PATIENCE_MS = 60_000;

    private final Socket socket;

    private Peer(Socket socket) {
        this.socket = socket;
    }

    /// @throws IOException when nobody answers
    static Peer to(URI endpoint) throws IOException {
        Socket socket = new Socket(endpoint.getHost(), endpoint.getPort());
        socket.setSoTimeout(PATIENCE_MS);
        socket.setTcpNoDelay(true);
        return new Peer(socket);
    }

    /// The head of a request that a signed address stands for.
    static String head(String method, URL signed, long bodyBytes) {
        return "%s %s HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(method, signed.getFile(), signed.getAuthority(), bodyBytes);
    }

    Peer send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Peer send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /// Reads one answer's head; its body stays unread.
    ///
    /// @throws IOException when the connection ends before
    String answerHead() throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last4 = 0;
        while (last4 != 0x0D0A0D0A) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed after \"" + head + '"');
            }
            head.write(next);
            last4 = last4 << 8 | next;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /// The status of the next answer.
    int status() throws IOException {
        return Integer.parseInt(answerHead().substring(9, 12));
    }

    /// Reads what comes until the other side has closed.
    ///
    /// @throws IOException when it does not within a minute
    void awaitClosed() throws IOException {
        try {
            socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } catch (java.net.SocketTimeoutException e) {
            throw new IOException("still open", e);
        } catch (IOException e) {
            return; // reset: closed as well
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
