package io.holdfast.library;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Puts buckets and objects, signed as AWS asks for [SigV4], so that content can be put in place
/// without any client's library.
///
/// @param server that is spoken to
record SignedPut(HoldfastServer server) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String SIGNED = "host;x-amz-content-sha256;x-amz-date";

    /// @throws HoldfastException when the server refuses it
    void send(String path, byte[] body) {
        URI uri = server.endpoint().resolve(encoded(path));
        String time = TIME.format(Instant.now());
        String bodyHash = hex(sha256(body));
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .timeout(TIMEOUT)
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("x-amz-date", time)
                        .header("x-amz-content-sha256", bodyHash)
                        .header("authorization", authorization(uri, time, bodyHash))
                        .PUT(BodyPublishers.ofByteArray(body))
                        .build();
        try {
            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new HoldfastException(
                        "PUT %s was answered %d: %s"
                                .formatted(path, response.statusCode(), response.body()));
            }
        } catch (IOException e) {
            throw new HoldfastException("PUT " + path + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException("interrupted: PUT " + path, e);
        }
    }

    private String authorization(URI uri, String time, String bodyHash) {
        List<String> parts = List.of(time.substring(0, 8), server.region(), "s3", "aws4_request");
        String scope = String.join("/", parts);
        String canonical =
                String.join(
                        "\n",
                        "PUT",
                        uri.getRawPath(),
                        "",
                        "host:" + uri.getRawAuthority(),
                        "x-amz-content-sha256:" + bodyHash,
                        "x-amz-date:" + time,
                        "",
                        SIGNED,
                        bodyHash);
        String toSign =
                String.join(
                        "\n",
                        "AWS4-HMAC-SHA256",
                        time,
                        scope,
                        hex(sha256(canonical.getBytes(UTF_8))));
        byte[] key = ("AWS4" + server.secretKey()).getBytes(UTF_8);
        for (String part : parts) {
            key = hmac(key, part);
        }
        return "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                .formatted(server.accessKey(), scope, SIGNED, hex(hmac(key, toSign)));
    }

    /// All bytes but unreserved ones and slashes as `%XX` [S3 API: Signature Version 4].
    private static String encoded(String path) {
        StringBuilder text = new StringBuilder();
        for (byte b : path.getBytes(UTF_8)) {
            char c = (char) (b & 0xff);
            boolean isPlain =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || "-._~/".indexOf(c) >= 0;
            text.append(isPlain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return text.toString();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
