package io.holdfast.interop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/// Plain sockets to a server.
public final class Wire {
    private static final int ANSWER_LIMIT_MS = 30_000;

    private Wire() {}

    public static Answer send(Endpoint endpoint, String text) throws IOException {
        return send(endpoint, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Sends the bytes, says that no more will come, and reads to the end of the answer.
    public static Answer send(Endpoint endpoint, byte[] bytes) throws IOException {
        try (Socket socket = open(endpoint)) {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                OutputStream out = socket.getOutputStream();
                out.write(bytes);
                out.flush();
                socket.shutdownOutput();
                socket.getInputStream().transferTo(answer);
            } catch (SocketException e) {
                // Reset after the answer, or instead of one: what came before it counts.
                answer.flush();
            }
            return new Answer(answer.toString(StandardCharsets.UTF_8));
        }
    }

    /// A connection on which nothing was said yet.
    public static Socket open(Endpoint endpoint) throws IOException {
        Socket socket = new Socket(endpoint.uri().getHost(), endpoint.uri().getPort());
        socket.setSoTimeout(ANSWER_LIMIT_MS);
        return socket;
    }
}
