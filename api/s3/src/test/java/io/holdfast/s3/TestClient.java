package io.holdfast.s3;

import io.holdfast.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A small client that signs by the book, independently of the code under test.
final class TestClient implements AutoCloseable {
    static final String ACCESS_KEY = "root";
    static final String SECRET_KEY = "root-secret";
    static final DateTimeFormatter AMZ = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String authority;

    private final String accessKey;
    private final String secretKey;

    TestClient(HttpServer server) {
        this(server, ACCESS_KEY, SECRET_KEY);
    }

    TestClient(HttpServer server, String accessKey, String secretKey) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        authority = "127.0.0.1:" + server.port();
    }

    /// Sends a signed request; the query must be sorted and canonical.
    HttpResponse<String> send(
            String method, String path, String query, String body, String... headers)
            throws IOException, InterruptedException {
        return send(method, path, query, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /// The same with a body that is no text.
    HttpResponse<String> send(
            String method, String path, String query, byte[] body, String... headers)
            throws IOException, InterruptedException {
        TreeMap<String, String> signed = new TreeMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            signed.put(headers[i], headers[i + 1]);
        }
        String date = ZonedDateTime.now(ZoneOffset.UTC).format(AMZ);
        String hash = signed.computeIfAbsent("x-amz-content-sha256", _ -> sha256(body));
        signed.put("x-amz-date", date);
        signed.put("host", authority);
        String names = String.join(";", signed.keySet());
        StringBuilder canonical = new StringBuilder();
        canonical.append(method).append('\n').append(path).append('\n').append(query).append('\n');
        signed.forEach((k, v) -> canonical.append(k).append(':').append(v).append('\n'));
        canonical.append('\n').append(names).append('\n').append(hash);
        String scope = date.substring(0, 8) + "/us-east-1/s3/aws4_request";
        String toSign =
                "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n" + sha256(canonical.toString());
        byte[] key = ("AWS4" + secretKey).getBytes(StandardCharsets.UTF_8);
        for (String step : scope.split("/", -1)) {
            key = hmac(key, step);
        }
        HttpRequest.Builder request =
                builder(method, path, query, body)
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256 Credential="
                                        + accessKey
                                        + "/"
                                        + scope
                                        + ", SignedHeaders="
                                        + names
                                        + ", Signature="
                                        + HexFormat.of().formatHex(hmac(key, toSign)));
        for (Map.Entry<String, String> header : signed.entrySet()) {
            if (!header.getKey().equals("host")) {
                request.header(header.getKey(), header.getValue());
            }
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// Sends a request without a signature.
    HttpResponse<String> sendUnsigned(String method, String path, String query, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = builder(method, path, query, new byte[0]);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder builder(String method, String path, String query, byte[] body) {
        URI uri = URI.create("http://" + authority + path + (query.isEmpty() ? "" : "?" + query));
        HttpRequest.BodyPublisher publisher =
                body.length == 0
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(body);
        return HttpRequest.newBuilder(uri).method(method, publisher);
    }

    static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
