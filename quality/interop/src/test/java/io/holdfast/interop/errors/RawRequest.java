package io.holdfast.interop.errors;

import io.holdfast.interop.Endpoint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// A PUT with a correct signature over headers that may lie about the body, sent over a plain
/// socket.
final class RawRequest {
    private static final int ANSWER_LIMIT_MS = 30_000;

    private final Endpoint endpoint;
    private final String path;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Instant now = Instant.now();
    private Optional<byte[]> hashed = Optional.empty();

    RawRequest(Endpoint endpoint, String path) {
        this.endpoint = endpoint;
        this.path = path;
    }

    RawRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /// Signs as if it were this time.
    RawRequest at(Instant time) {
        now = time;
        return this;
    }

    /// Signs the hash of this body, whatever is sent then.
    RawRequest hashing(byte[] body) {
        hashed = Optional.of(body.clone());
        return this;
    }

    /// Sends head and body, says that no more will come, and reads to the end of the answer.
    ///
    /// @return the whole answer; empty if the server just closed the connection
    String send(byte[] body) throws IOException {
        try (Socket socket = new Socket(endpoint.uri().getHost(), endpoint.uri().getPort())) {
            socket.setSoTimeout(ANSWER_LIMIT_MS);
            OutputStream out = socket.getOutputStream();
            out.write(head().getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
            socket.shutdownOutput();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(answer);
            } catch (SocketException e) {
                // Reset after the answer, or instead of one: what came before it counts.
                answer.flush();
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    private String head() {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.PUT)
                        .uri(URI.create(endpoint.uri() + path));
        headers.forEach(request::putHeader);
        SignedRequest signed =
                AwsV4HttpSigner.create()
                        .sign(
                                sign ->
                                        sign.identity(
                                                        AwsCredentialsIdentity.create(
                                                                endpoint.accessKey(),
                                                                endpoint.secretKey()))
                                                .request(request.build())
                                                .payload(
                                                        hashed.map(RawRequest::provider)
                                                                .orElse(null))
                                                .putProperty(
                                                        AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME,
                                                        "s3")
                                                .putProperty(
                                                        AwsV4HttpSigner.REGION_NAME,
                                                        Endpoint.REGION)
                                                .putProperty(
                                                        AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE,
                                                        false)
                                                .putProperty(
                                                        AwsV4FamilyHttpSigner
                                                                .PAYLOAD_SIGNING_ENABLED,
                                                        hashed.isPresent())
                                                .putProperty(
                                                        HttpSigner.SIGNING_CLOCK,
                                                        Clock.fixed(now, ZoneOffset.UTC)));
        StringBuilder head = new StringBuilder("PUT " + path + " HTTP/1.1\r\n");
        signed.request().headers().forEach((name, values) -> head.append(line(name, values)));
        return head + "\r\n";
    }

    private static ContentStreamProvider provider(byte[] body) {
        return () -> new ByteArrayInputStream(body);
    }

    private static String line(String name, List<String> values) {
        return name + ": " + String.join(",", values) + "\r\n";
    }
}
