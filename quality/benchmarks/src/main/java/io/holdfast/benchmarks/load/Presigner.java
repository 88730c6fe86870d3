package io.holdfast.benchmarks.load;

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

/// Addresses signed with AWS Signature Version 4 in the query, payload unsigned [Amazon S3 API:
/// Authenticating Requests: Using Query Parameters]. Confined to one thread.
public final class Presigner {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int VALID_SECONDS = 86_400;

    private final Target target;
    private final String time;
    private final String scope;
    private final SecretKeySpec key;
    private final Mac mac;
    private final MessageDigest sha256;

    public Presigner(Target target, Instant now) {
        this.target = target;
        this.time = TIME.format(now);
        String date = time.substring(0, 8);
        this.scope = date + "/us-east-1/s3/aws4_request";
        try {
            this.mac = Mac.getInstance("HmacSHA256");
            this.sha256 = MessageDigest.getInstance("SHA-256");
            byte[] secret = ("AWS4" + target.secretKey()).getBytes(StandardCharsets.UTF_8);
            byte[] chain = hmac(new SecretKeySpec(secret, "HmacSHA256"), date);
            for (String step : new String[] {"us-east-1", "s3", "aws4_request"}) {
                chain = hmac(new SecretKeySpec(chain, "HmacSHA256"), step);
            }
            this.key = new SecretKeySpec(chain, "HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Path and query of a signed request.
    ///
    /// @param path raw, begins with `/`
    /// @param parameters of the operation, not yet escaped
    public String sign(String method, String path, Map<String, String> parameters) {
        Map<String, String> query = new TreeMap<>();
        parameters.forEach((name, value) -> query.put(escape(name, false), escape(value, false)));
        query.put("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
        query.put("X-Amz-Credential", escape(target.accessKey() + "/" + scope, false));
        query.put("X-Amz-Date", time);
        query.put("X-Amz-Expires", Integer.toString(VALID_SECONDS));
        query.put("X-Amz-SignedHeaders", "host");
        StringBuilder joined = new StringBuilder();
        query.forEach(
                (name, value) ->
                        joined.append(joined.isEmpty() ? "" : "&")
                                .append(name)
                                .append('=')
                                .append(value));
        String escapedPath = escape(path, true);
        String canonical =
                method
                        + "\n"
                        + escapedPath
                        + "\n"
                        + joined
                        + "\nhost:"
                        + target.authority()
                        + "\n\nhost\nUNSIGNED-PAYLOAD";
        String toSign =
                "AWS4-HMAC-SHA256\n"
                        + time
                        + "\n"
                        + scope
                        + "\n"
                        + hex(sha256.digest(canonical.getBytes(StandardCharsets.UTF_8)));
        return escapedPath + "?" + joined + "&X-Amz-Signature=" + hex(hmac(key, toSign));
    }

    /// The head of a request, as it goes out.
    ///
    /// @param signed path and query, from [#sign]
    byte[] head(String method, String signed, int bodyBytes) {
        boolean hasBody = bodyBytes > 0 || method.equals("PUT") || method.equals("POST");
        return (method
                        + " "
                        + signed
                        + " HTTP/1.1\r\nHost: "
                        + target.authority()
                        + (hasBody ? "\r\nContent-Length: " + bodyBytes : "")
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] hmac(SecretKeySpec with, String text) {
        try {
            mac.init(with);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String escape(String text, boolean keepSlash) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || "-._~".indexOf(c) >= 0
                    || keepSlash && c == '/') {
                escaped.append(c);
            } else {
                escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return escaped.toString();
    }
}
