package io.holdfast.interop.differ;

import io.holdfast.interop.Endpoint;
import io.holdfast.interop.HandSigned;
import io.holdfast.interop.Wire;
import io.holdfast.interop.differ.corpus.Case;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.UnaryOperator;

/// One of the two servers, and what its answers have told so far. Confined to one thread.
final class Side {
    private static final int PATIENCE_MS = 30_000;

    private final Endpoint endpoint;
    private final Map<String, String> kept = new HashMap<>();
    private final Ids ids = new Ids();

    Side(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /// Sends the request on a connection of its own and reads the answer.
    Reply play(Case one) throws IOException {
        byte[] body = filled(one.body());
        ids.isKnown(md5(body));
        Reply reply = Reply.parse(exchange(head(one, body), body));
        one.kept()
                .forEach(
                        (variable, place) -> {
                            String value = reply.header(place);
                            kept.put(variable, value.isEmpty() ? element(reply, place) : value);
                        });
        return reply;
    }

    Reading read(Case one, Reply reply) {
        return Reading.of(one.name(), reply, ids);
    }

    private static String element(Reply reply, String name) {
        return Document.parse(reply.body()).flatMap(found -> found.first(name)).orElse("none");
    }

    private byte[] exchange(String head, byte[] body) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = Wire.open(endpoint)) {
            socket.setSoTimeout(PATIENCE_MS);
            // The connection stays open in both directions: a server may take its end for a wish
            // to break the request off.
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.UTF_8));
            out.write(body);
            out.flush();
            socket.getInputStream().transferTo(answer);
        } catch (SocketException | SocketTimeoutException e) {
            // Reset after the answer or instead of one, or silence: what came before it counts.
            answer.flush();
        }
        return answer.toByteArray();
    }

    private String head(Case one, byte[] body) {
        HandSigned request = sign(one, body);
        StringBuilder head = new StringBuilder(one.tampered().apply(request.head()));
        head.setLength(head.length() - 2);
        one.unsigned().forEach(line -> head.append(filled(line)).append("\r\n"));
        return head.append("Connection: close\r\n\r\n").toString();
    }

    private HandSigned sign(Case one, byte[] body) {
        Endpoint signer =
                switch (one.signing()) {
                    case WRONG_SECRET -> endpoint.as(endpoint.accessKey(), "another-secret-12345");
                    case UNKNOWN_KEY -> endpoint.as("nobody-knows-this", endpoint.secretKey());
                    default -> endpoint;
                };
        String target = filled(one.target(), Side::escaped);
        int mark = target.indexOf('?');
        HandSigned request =
                new HandSigned(signer, one.method(), mark < 0 ? target : target.substring(0, mark));
        if (mark >= 0) {
            for (String pair : target.substring(mark + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                request.query(
                        equals < 0 ? pair : pair.substring(0, equals),
                        equals < 0 ? "" : pair.substring(equals + 1));
            }
        }
        boolean hasBody = body.length > 0 || one.method().startsWith("P");
        if (hasBody && one.hasLength() && !one.headers().containsKey("content-length")) {
            request.header("content-length", Integer.toString(body.length));
        }
        one.headers().forEach((name, value) -> request.header(name, filled(value)));
        request.at(Instant.now().minus(one.age())).spoiling(one.spoiled());
        if (!one.payloadHash().isEmpty()) {
            request.payload(one.payloadHash());
        } else if (one.signing() != Case.Signing.V4_UNSIGNED_BODY
                && one.signing() != Case.Signing.V4_QUERY) {
            request.payload(HandSigned.sha256(body));
        }
        return switch (one.signing()) {
            case V4, V4_UNSIGNED_BODY, WRONG_SECRET, UNKNOWN_KEY -> request.v4();
            case V4_QUERY -> request.v4Query(one.expiresSeconds());
            case V2 -> request.v2();
            case V2_QUERY ->
                    request.v2Query(
                            Instant.now().minus(one.age()).plusSeconds(one.expiresSeconds()));
            case NONE -> request;
        };
    }

    private byte[] filled(byte[] body) {
        if (kept.isEmpty() || body.length > 1 << 16) {
            return body;
        }
        // One byte a character, so that bytes which are no text stay what they are.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        return filled(text).getBytes(StandardCharsets.ISO_8859_1);
    }

    private String filled(String text) {
        return filled(text, value -> value);
    }

    private String filled(String text, UnaryOperator<String> form) {
        if (text.indexOf("${") < 0) {
            return text;
        }
        String all = text;
        for (Map.Entry<String, String> entry : kept.entrySet()) {
            all = all.replace("${" + entry.getKey() + "}", form.apply(entry.getValue()));
        }
        return all;
    }

    private static String escaped(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String md5(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
