package io.holdfast.interop;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A request signed by hand in any of the forms that S3 knows, so that each place of it can be made
/// wrong. Fields given before signing are signed; those after it are not.
public final class HandSigned {
    public static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final DateTimeFormatter AMZ =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Endpoint endpoint;
    private final String method;
    private final String path;
    private final TreeMap<String, String> query = new TreeMap<>();
    private final TreeMap<String, String> headers = new TreeMap<>();
    private UnaryOperator<String> spoiled = signature -> signature;
    private Instant now = Instant.now();
    private String payload = UNSIGNED;
    private String seed = "";

    /// @param path as on the wire, percent-encoded
    public HandSigned(Endpoint endpoint, String method, String path) {
        this.endpoint = endpoint;
        this.method = method;
        this.path = path;
        headers.put("host", endpoint.uri().getAuthority());
    }

    /// Name and value as on the wire.
    public HandSigned query(String name, String value) {
        query.put(name, value);
        return this;
    }

    /// Lower-case name.
    public HandSigned header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public HandSigned payload(String hash) {
        payload = hash;
        return this;
    }

    public HandSigned at(Instant time) {
        now = time;
        return this;
    }

    /// Changes the signature before it is written.
    public HandSigned spoiling(UnaryOperator<String> change) {
        spoiled = change;
        return this;
    }

    /// The signature as computed, with which those of chunks begin.
    public String seed() {
        return seed;
    }

    /// Version 4 in the Authorization field.
    public HandSigned v4() {
        headers.remove("authorization");
        headers.put("x-amz-date", AMZ.format(now));
        headers.put("x-amz-content-sha256", payload);
        String names = String.join(";", headers.keySet());
        seed = v4Signature(names);
        headers.put(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                        .formatted(endpoint.accessKey(), scope(), names, spoiled.apply(seed)));
        return this;
    }

    /// Version 4 in the query.
    public HandSigned v4Query(long seconds) {
        query.put("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
        query.put("X-Amz-Credential", (endpoint.accessKey() + "/" + scope()).replace("/", "%2F"));
        query.put("X-Amz-Date", AMZ.format(now));
        query.put("X-Amz-Expires", Long.toString(seconds));
        String names = String.join(";", headers.keySet());
        query.put("X-Amz-SignedHeaders", names.replace(";", "%3B"));
        seed = v4Signature(names);
        query.put("X-Amz-Signature", spoiled.apply(seed));
        return this;
    }

    /// Version 2 in the Authorization field.
    public HandSigned v2() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC));
        headers.put("date", date);
        headers.put(
                "authorization", "AWS " + endpoint.accessKey() + ":" + spoiled.apply(v2Text(date)));
        return this;
    }

    /// Version 2 in the query.
    public HandSigned v2Query(Instant until) {
        String expires = Long.toString(until.getEpochSecond());
        query.put("Signature", escaped(spoiled.apply(v2Text(expires))));
        query.put("AWSAccessKeyId", endpoint.accessKey());
        query.put("Expires", expires);
        return this;
    }

    private static String escaped(String base64) {
        return base64.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
    }

    private String v2Text(String date) {
        String text = method + "\n\n\n" + date + "\n" + path;
        return Base64.getEncoder().encodeToString(hmac("HmacSHA1", bytes(secret()), text));
    }

    private String v4Signature(String names) {
        StringBuilder canonical = new StringBuilder();
        canonical.append(method).append('\n').append(path).append('\n');
        canonical.append(queryText()).append('\n');
        headers.forEach((k, v) -> canonical.append(k).append(':').append(v).append('\n'));
        canonical.append('\n').append(names).append('\n').append(payload);
        return sign(
                "AWS4-HMAC-SHA256\n"
                        + AMZ.format(now)
                        + "\n"
                        + scope()
                        + "\n"
                        + sha256(bytes(canonical.toString())));
    }

    /// The signature of a chunk or, with another label, of a trailer.
    ///
    /// @param hashes the lines behind the previous signature
    public String chunkSignature(String label, String previous, String hashes) {
        return sign(
                label + "\n" + AMZ.format(now) + "\n" + scope() + "\n" + previous + "\n" + hashes);
    }

    private String sign(String text) {
        byte[] key = bytes("AWS4" + secret());
        for (String step : scope().split("/", -1)) {
            key = hmac("HmacSHA256", key, step);
        }
        return HexFormat.of().formatHex(hmac("HmacSHA256", key, text));
    }

    private String secret() {
        return endpoint.secretKey();
    }

    private String scope() {
        return AMZ.format(now).substring(0, 8) + "/" + Endpoint.REGION + "/s3/aws4_request";
    }

    private String queryText() {
        StringBuilder text = new StringBuilder();
        query.forEach(
                (name, value) ->
                        text.append(text.isEmpty() ? "" : "&")
                                .append(name)
                                .append('=')
                                .append(value));
        return text.toString();
    }

    /// Request line and fields.
    public String head() {
        StringBuilder head = new StringBuilder(method + " " + path);
        head.append(query.isEmpty() ? "" : "?" + queryText()).append(" HTTP/1.1\r\n");
        headers.forEach((k, v) -> head.append(k).append(": ").append(v).append("\r\n"));
        return head + "\r\n";
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] hmac(String algorithm, byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
