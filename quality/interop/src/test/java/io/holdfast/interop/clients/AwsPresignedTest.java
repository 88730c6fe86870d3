package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Content;
import io.holdfast.interop.Endpoint;
import io.holdfast.interop.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

final class AwsPresignedTest extends AwsSuite {
    private final S3Presigner presigner;
    private final HttpClient http = HttpClient.newHttpClient();

    AwsPresignedTest(Endpoint endpoint) {
        super(endpoint);
        this.presigner = AwsClients.presigner(endpoint);
    }

    @AfterAll
    void closeBoth() {
        presigner.close();
        http.close();
    }

    private URI putAddress(String key, Duration validity) throws URISyntaxException {
        return presigner
                .presignPutObject(
                        presign ->
                                presign.signatureDuration(validity)
                                        .putObjectRequest(
                                                request -> request.bucket(bucket).key(key)))
                .url()
                .toURI();
    }

    private URI getAddress(String key, Duration validity) throws URISyntaxException {
        return presigner
                .presignGetObject(
                        presign ->
                                presign.signatureDuration(validity)
                                        .getObjectRequest(
                                                request -> request.bucket(bucket).key(key)))
                .url()
                .toURI();
    }

    private HttpResponse<byte[]> get(URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> put(URI address, byte[] body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address).PUT(BodyPublishers.ofByteArray(body)).build(),
                BodyHandlers.ofByteArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "a b+c/ü&=?.txt", "x//y"})
    void anybodyWithTheAddressReadsAndWrites(String key) throws Exception {
        Content content = new Content(31, 300_000);
        assertThat(put(putAddress(key, Duration.ofMinutes(5)), content.bytes()).statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> answer = get(getAddress(key, Duration.ofMinutes(5)));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(content.bytes());
        assertHolds(key, content);
    }

    @Test
    void addressForOneMethodDoesNotServeAnother() throws Exception {
        put("kept", "kept");
        assertThat(put(getAddress("kept", Duration.ofMinutes(5)), new byte[1]).statusCode())
                .isEqualTo(403);
        assertThat(text("kept")).isEqualTo("kept");
    }

    @Test
    void changedAddressIsRefused() throws Exception {
        put("signed", "x");
        put("signee", "x");
        URI address = getAddress("signed", Duration.ofMinutes(5));
        HttpResponse<byte[]> answer =
                get(URI.create(address.toString().replace("signed?", "signee?")));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains("<Code>SignatureDoesNotMatch</Code>");
    }

    @Test
    void addressExpires() throws Exception {
        put("brief", "x");
        URI address = getAddress("brief", Duration.ofSeconds(1));
        Patience.await(
                Duration.ofSeconds(20),
                "the end of the address",
                () -> get(address).statusCode() == 403);
        assertThat(new String(get(address).body(), StandardCharsets.UTF_8))
                .contains("<Code>AccessDenied</Code>");
    }

    @Test
    void withoutSignatureNobodyReads() throws Exception {
        put("private", "x");
        HttpResponse<byte[]> answer = get(endpoint.uri().resolve("/" + bucket + "/private"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains("<Code>AccessDenied</Code>");
    }
}
