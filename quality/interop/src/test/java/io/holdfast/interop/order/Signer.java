package io.holdfast.interop.order;

import io.holdfast.interop.Endpoint;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// AWS Signature Version 4 in headers, payload unsigned [Amazon S3 API: Authenticating Requests
/// (AWS Signature Version 4)]. Made anew for each request: nothing is kept.
final class Signer {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Endpoint endpoint;

    Signer(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /// All headers that the request needs besides `Host`.
    ///
    /// @param path escaped
    /// @param query escaped, sorted by name
    /// @param extra further headers to sign, by lower-case name
    Map<String, String> headers(
            String method, String path, String query, Map<String, String> extra) {
        String time = TIME.format(Instant.now());
        Map<String, String> headers = new TreeMap<>(extra);
        headers.put("x-amz-date", time);
        headers.put("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
        Map<String, String> signed = new TreeMap<>(headers);
        signed.put("host", endpoint.authority());
        StringBuilder canonical = new StringBuilder();
        signed.forEach(
                (name, value) ->
                        canonical.append(name).append(':').append(value.strip()).append('\n'));
        String names = String.join(";", signed.keySet());
        String request =
                String.join(
                        "\n", method, path, query, canonical.toString(), names, "UNSIGNED-PAYLOAD");
        String scope = time.substring(0, 8) + "/" + Endpoint.REGION + "/s3/aws4_request";
        String text =
                String.join("\n", "AWS4-HMAC-SHA256", time, scope, hex(sha256(bytes(request))));
        headers.put(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                        .formatted(endpoint.accessKey(), scope, names, hex(hmac(key(time), text))));
        return headers;
    }

    private byte[] key(String time) {
        byte[] key = hmac(bytes("AWS4" + endpoint.secretKey()), time.substring(0, 8));
        for (String word : new String[] {Endpoint.REGION, "s3", "aws4_request"}) {
            key = hmac(key, word);
        }
        return key;
    }

    /// Everything but unreserved characters is escaped [RFC 3986 §2.3].
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : bytes(text)) {
            char c = (char) (b & 0xFF);
            if (Character.isLetterOrDigit(c) && c < 128 || "-._~".indexOf(c) >= 0) {
                escaped.append(c);
            } else {
                escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return escaped.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
