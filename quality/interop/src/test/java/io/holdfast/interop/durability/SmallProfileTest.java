package io.holdfast.interop.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Content;
import io.holdfast.interop.Deployment;
import io.holdfast.interop.Memory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// `--small` serves small and large objects, uploads in parts and listings in 192 MiB.
final class SmallProfileTest {
    private static final String BUCKET = "small-profile";
    private static final long LIMIT_BYTES = 192L << 20;
    private static final int CLIENTS = 16;
    private static final int SMALL_EACH = 60;
    private static final int LARGE_BYTES = 10 << 20;

    @Test
    void servesAllInLittleMemory() throws Exception {
        try (Deployment deployment =
                Deployment.create("small-profile")
                        .option("--small")
                        .with("HOLDFAST_HEAP_MIB", "")) {
            deployment.start();
            long pid = deployment.server().pid();
            MemoryLimit limit = MemoryLimit.of(pid, LIMIT_BYTES);
            try (S3Client s3 = AwsClients.blocking(deployment.endpoint())) {
                s3.createBucket(request -> request.bucket(BUCKET));
                atOnce(client -> smallObjects(s3, client));
                atOnce(client -> largeObject(s3, client));
                atOnce(client -> upload(s3, client));
                assertThat(
                                s3
                                        .listObjectsV2Paginator(
                                                request -> request.bucket(BUCKET).prefix("small/"))
                                        .contents()
                                        .stream()
                                        .count())
                        .isEqualTo((long) CLIENTS * SMALL_EACH);
                assertThat(Memory.ownBytes(pid)).isLessThan(LIMIT_BYTES);
                assertThat(deployment.server().stop()).isZero();
            }
            limit.close();
        }
    }

    private interface Work {
        void run(int client) throws IOException;
    }

    private static void atOnce(Work work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                running.add(
                        threads.submit(
                                () -> {
                                    work.run(client);
                                    return null;
                                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    private static void smallObjects(S3Client s3, int client) {
        byte[] bytes = new Content(client, 4096).bytes();
        for (int i = 0; i < SMALL_EACH; i++) {
            String key = "small/%d/%d".formatted(client, i);
            s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromBytes(bytes));
            assertThat(
                            s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key))
                                    .asByteArrayUnsafe())
                    .isEqualTo(bytes);
        }
    }

    private static void largeObject(S3Client s3, int client) throws IOException {
        Content content = new Content(100 + client, LARGE_BYTES);
        String key = "large/" + client;
        s3.putObject(
                request -> request.bucket(BUCKET).key(key),
                RequestBody.fromInputStream(content.stream(), LARGE_BYTES));
        try (var body = s3.getObject(request -> request.bucket(BUCKET).key(key))) {
            assertThat(content.mismatch(body)).isNegative();
        }
    }

    private static void upload(S3Client s3, int client) throws IOException {
        String key = "parts/" + client;
        String id = s3.createMultipartUpload(request -> request.bucket(BUCKET).key(key)).uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            int part = number;
            Content content = new Content(200 + 10 * client + number, 5 << 20);
            String etag =
                    s3.uploadPart(
                                    request ->
                                            request.bucket(BUCKET)
                                                    .key(key)
                                                    .uploadId(id)
                                                    .partNumber(part),
                                    RequestBody.fromInputStream(content.stream(), 5 << 20))
                            .eTag();
            parts.add(CompletedPart.builder().partNumber(part).eTag(etag).build());
        }
        s3.completeMultipartUpload(
                request ->
                        request.bucket(BUCKET)
                                .key(key)
                                .uploadId(id)
                                .multipartUpload(upload -> upload.parts(parts)));
    }
}
