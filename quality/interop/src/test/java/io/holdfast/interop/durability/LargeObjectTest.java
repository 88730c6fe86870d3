package io.holdfast.interop.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Content;
import io.holdfast.interop.Deployment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/// An object four times the server's heap moves through it both ways. `-Dholdfast.interop.large.mb`
/// sets another size, up to the 5 GiB (5120) that one PUT may have.
@Tag("large")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LargeObjectTest {
    private static final int HEAP_MB = 512;
    private static final String BUCKET = "large";

    private final long sizeBytes = Long.getLong("holdfast.interop.large.mb", 2_048) << 20;
    private final Deployment deployment;
    private final S3Client s3;

    LargeObjectTest() throws IOException, InterruptedException {
        this.deployment = Deployment.create("large", 4, HEAP_MB).start();
        this.s3 = AwsClients.blocking(deployment.endpoint());
        s3.createBucket(request -> request.bucket(BUCKET));
    }

    @AfterAll
    void close() throws IOException {
        IO.println(peakMemory() + deployment.server().logTail());
        s3.close();
        deployment.close();
    }

    @Test
    void movesInPartsByTheTransferManager() throws IOException {
        Content content = new Content(91, sizeBytes);
        try (S3AsyncClient async = AwsClients.async(deployment.endpoint());
                S3TransferManager transfers = S3TransferManager.builder().s3Client(async).build();
                ExecutorService executor = Executors.newSingleThreadExecutor();
                InputStream body = content.stream()) {
            timed(
                    "PUT in parts",
                    () ->
                            transfers
                                    .upload(
                                            upload ->
                                                    upload.putObjectRequest(
                                                                    request ->
                                                                            request.bucket(BUCKET)
                                                                                    .key("parts"))
                                                            .requestBody(
                                                                    AsyncRequestBody
                                                                            .fromInputStream(
                                                                                    body, sizeBytes,
                                                                                    executor)))
                                    .completionFuture()
                                    .join());
        }
        assertComesBack("parts", content);
    }

    @Test
    void movesInOnePut() throws Exception {
        Content content = new Content(92, sizeBytes);
        try (S3Presigner presigner = AwsClients.presigner(deployment.endpoint());
                HttpClient http = HttpClient.newHttpClient()) {
            URI address =
                    presigner
                            .presignPutObject(
                                    presign ->
                                            presign.signatureDuration(Duration.ofHours(1))
                                                    .putObjectRequest(
                                                            request ->
                                                                    request.bucket(BUCKET)
                                                                            .key("whole")))
                            .url()
                            .toURI();
            HttpRequest request =
                    HttpRequest.newBuilder(address)
                            .PUT(
                                    BodyPublishers.fromPublisher(
                                            BodyPublishers.ofInputStream(content::stream),
                                            sizeBytes))
                            .build();
            HttpResponse<String> answer = timed("PUT in one piece", () -> send(http, request));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("ETag")).hasValue('"' + content.md5() + '"');
        }
        assertComesBack("whole", content);
    }

    private static HttpResponse<String> send(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void assertComesBack(String key, Content content) throws IOException {
        try (InputStream body = s3.getObject(request -> request.bucket(BUCKET).key(key))) {
            long difference =
                    timed(
                            "GET",
                            () -> {
                                try {
                                    return content.mismatch(body);
                                } catch (IOException e) {
                                    throw new AssertionError(e);
                                }
                            });
            assertThat(difference).isEqualTo(-1);
        }
        s3.deleteObject(request -> request.bucket(BUCKET).key(key));
    }

    private <T> T timed(String step, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        long ms = (System.nanoTime() - start) / 1_000_000;
        IO.println(
                "%s: %d MiB in %d ms, %d MB/s"
                        .formatted(step, sizeBytes >> 20, ms, sizeBytes / 1_000 / Math.max(1, ms)));
        return result;
    }

    /// The server's peak of resident memory, where the system tells it.
    private String peakMemory() throws IOException {
        Path status = Path.of("/proc/" + deployment.server().pid() + "/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                                .filter(line -> line.startsWith("VmHWM"))
                                .findFirst()
                                .orElse("")
                        + "\n"
                : "";
    }
}
