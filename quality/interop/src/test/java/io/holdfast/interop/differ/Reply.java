package io.holdfast.interop.differ;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// An answer as it came over the wire.
///
/// @param status 0 when the server just closed the connection
/// @param headers by lower-case name
/// @param body without chunk framing
record Reply(int status, Map<String, List<String>> headers, byte[] body) {
    /// Reads an answer that ends with the connection.
    static Reply parse(byte[] wire) {
        String text = new String(wire, StandardCharsets.ISO_8859_1);
        int start = 0;
        while (text.startsWith("HTTP/1.1 1", start)) {
            start = text.indexOf("\r\n\r\n", start) + 4; // an interim answer
        }
        int end = text.indexOf("\r\n\r\n", start);
        if (end < 0 || !text.startsWith("HTTP/1.1 ", start)) {
            return new Reply(0, Map.of(), wire);
        }
        String[] lines = text.substring(start, end).split("\r\n", -1);
        Map<String, List<String>> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.computeIfAbsent(
                            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                            name -> new ArrayList<>())
                    .add(lines[i].substring(colon + 1).strip());
        }
        String body = text.substring(end + 4);
        if (headers.containsKey("transfer-encoding")) {
            body = unchunked(body);
        }
        return new Reply(
                Integer.parseInt(lines[0].substring(9, 12)),
                headers,
                body.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String unchunked(String framed) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int at = 0;
        while (at < framed.length()) {
            int line = framed.indexOf("\r\n", at);
            int size = line < 0 ? 0 : Integer.parseInt(framed.substring(at, line).strip(), 16);
            if (size == 0) {
                break;
            }
            int end = Math.min(framed.length(), line + 2 + size);
            whole.writeBytes(framed.substring(line + 2, end).getBytes(StandardCharsets.ISO_8859_1));
            at = end + 2;
        }
        return whole.toString(StandardCharsets.ISO_8859_1);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /// The first value of a field; empty when there is none.
    String header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }
}
