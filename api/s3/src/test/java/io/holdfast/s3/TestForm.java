package io.holdfast.s3;

import io.holdfast.http.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A form as a browser sends it, signed by the book.
final class TestForm {
    private static final String BOUNDARY = "----WebKitFormBoundaryx";

    private final Map<String, String> fields = new LinkedHashMap<>();
    private String fileName = "";
    private byte[] file = "content".getBytes(StandardCharsets.UTF_8);
    private String behind = "";
    private boolean hasFile = true;

    static TestForm of(String... fields) {
        TestForm form = new TestForm();
        for (int i = 0; i < fields.length; i += 2) {
            form.with(fields[i], fields[i + 1]);
        }
        return form;
    }

    TestForm with(String name, String value) {
        fields.put(name, value);
        return this;
    }

    TestForm without(String name) {
        fields.remove(name);
        return this;
    }

    TestForm withFile(String name, byte[] bytes) {
        fileName = name;
        file = bytes;
        return this;
    }

    TestForm withoutFile() {
        hasFile = false;
        return this;
    }

    /// Adds a field behind the file.
    TestForm withBehind(String name, String value) {
        behind = "\r\n--" + BOUNDARY + part(name, value);
        return this;
    }

    /// A policy for all fields that are there now, of which each must be as it is.
    String policyOfFields(String bucket, String... more) {
        StringBuilder conditions = new StringBuilder("{\"bucket\": \"" + bucket + "\"}");
        fields.forEach(
                (name, value) ->
                        conditions
                                .append(", [\"eq\", \"$")
                                .append(name)
                                .append("\", \"")
                                .append(value.replace("\"", "\\\""))
                                .append("\"]"));
        for (String one : more) {
            conditions.append(", ").append(one);
        }
        String end = Instant.now().plus(1, ChronoUnit.HOURS).toString();
        return "{\"expiration\": \"" + end + "\", \"conditions\": [" + conditions + "]}";
    }

    /// Signs a policy that names all fields.
    TestForm signedV4(String bucket, String... more) {
        String date = ZonedDateTime.now(ZoneOffset.UTC).format(TestClient.AMZ);
        String scope = date.substring(0, 8) + "/us-east-1/s3/aws4_request";
        with("x-amz-algorithm", "AWS4-HMAC-SHA256");
        with("X-Amz-Credential", TestClient.ACCESS_KEY + "/" + scope);
        with("x-amz-date", date);
        String policy = base64(policyOfFields(bucket, more));
        byte[] key = ("AWS4" + TestClient.SECRET_KEY).getBytes(StandardCharsets.UTF_8);
        for (String step : scope.split("/", -1)) {
            key = hmac("HmacSHA256", key, step);
        }
        with("Policy", policy);
        return with("X-Amz-Signature", HexFormat.of().formatHex(hmac("HmacSHA256", key, policy)));
    }

    TestForm signedV2(String bucket, String... more) {
        return signedByV2(policyOfFields(bucket, more));
    }

    /// Signs this policy.
    TestForm signedByV2(String policy) {
        String text = base64(policy);
        byte[] key = TestClient.SECRET_KEY.getBytes(StandardCharsets.UTF_8);
        with("AWSAccessKeyId", TestClient.ACCESS_KEY).with("policy", text);
        return with("signature", Base64.getEncoder().encodeToString(hmac("HmacSHA1", key, text)));
    }

    HttpResponse<String> send(HttpServer server, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(bytes()));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("--" + BOUNDARY).getBytes(StandardCharsets.UTF_8));
        fields.forEach(
                (name, value) ->
                        out.writeBytes(
                                (part(name, value) + "\r\n--" + BOUNDARY)
                                        .getBytes(StandardCharsets.UTF_8)));
        if (hasFile) {
            String head =
                    "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                            + fileName
                            + "\"\r\nContent-Type: image/jpeg\r\n\r\n";
            out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            out.writeBytes(file);
            out.writeBytes((behind + "\r\n--" + BOUNDARY).getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes("--\r\n".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static String part(String name, String value) {
        return "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(String algorithm, byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
