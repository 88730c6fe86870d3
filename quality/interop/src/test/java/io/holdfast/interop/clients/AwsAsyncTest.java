package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Content;
import io.holdfast.interop.Endpoint;
import io.holdfast.interop.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

final class AwsAsyncTest extends AwsSuite {
    private final S3AsyncClient async;
    private final S3TransferManager transfers;
    private final Path folder = Workspace.folder("transfers");

    AwsAsyncTest(Endpoint endpoint) {
        super(endpoint);
        this.async = AwsClients.async(endpoint);
        this.transfers = S3TransferManager.builder().s3Client(async).build();
    }

    @AfterAll
    void closeAll() throws IOException {
        transfers.close();
        async.close();
        Workspace.delete(folder);
    }

    @Test
    void streamOfUnknownLengthIsSplitIntoParts() throws IOException {
        Content content = new Content(41, 30_000_000);
        try (ExecutorService executor = Executors.newSingleThreadExecutor();
                InputStream body = content.stream()) {
            async.putObject(
                            request -> request.bucket(bucket).key("unknown"),
                            AsyncRequestBody.fromInputStream(
                                    config ->
                                            config.inputStream(body)
                                                    .contentLength(null)
                                                    .executor(executor)))
                    .join();
        }
        assertThat(s3.headObject(request -> request.bucket(bucket).key("unknown")).eTag())
                .contains("-");
        assertHolds("unknown", content);
    }

    @Test
    void hundredsOfRequestsAtOnceAreServed() {
        List<CompletableFuture<PutObjectResponse>> puts =
                IntStream.range(0, 400)
                        .mapToObj(
                                i ->
                                        async.putObject(
                                                request ->
                                                        request.bucket(bucket).key("at-once/" + i),
                                                AsyncRequestBody.fromString("value " + i)))
                        .toList();
        puts.forEach(CompletableFuture::join);
        List<CompletableFuture<String>> gets =
                IntStream.range(0, 400)
                        .mapToObj(
                                i ->
                                        async.getObject(
                                                        request ->
                                                                request.bucket(bucket)
                                                                        .key("at-once/" + i),
                                                        AsyncResponseTransformer.toBytes())
                                                .thenApply(bytes -> bytes.asUtf8String()))
                        .toList();
        for (int i = 0; i < 400; i++) {
            assertThat(gets.get(i).join()).isEqualTo("value " + i);
        }
    }

    @Test
    void fileMovesInPartsBothWays() throws IOException {
        Content content = new Content(42, 40_000_003);
        Path source = folder.resolve("source");
        try (InputStream body = content.stream()) {
            Files.copy(body, source);
        }
        transfers
                .uploadFile(
                        upload ->
                                upload.source(source)
                                        .putObjectRequest(
                                                request -> request.bucket(bucket).key("file")))
                .completionFuture()
                .join();
        assertThat(s3.headObject(request -> request.bucket(bucket).key("file")).eTag())
                .endsWith("-5\"");
        Path target = folder.resolve("target");
        transfers
                .downloadFile(
                        download ->
                                download.destination(target)
                                        .getObjectRequest(
                                                request -> request.bucket(bucket).key("file")))
                .completionFuture()
                .join();
        assertThat(Files.mismatch(source, target)).isEqualTo(-1);
    }

    @Test
    void folderMovesBothWays() throws IOException {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        for (int i = 0; i < 60; i++) {
            Path file = tree.resolve("d" + i % 7 + "/f " + i);
            Files.createDirectories(file.resolveSibling("."));
            Files.write(file, new Content(i, i * 997L).bytes());
        }
        assertThat(
                        transfers
                                .uploadDirectory(
                                        upload ->
                                                upload.bucket(bucket).s3Prefix("tree").source(tree))
                                .completionFuture()
                                .join()
                                .failedTransfers())
                .isEmpty();
        Path back = folder.resolve("back");
        assertThat(
                        transfers
                                .downloadDirectory(
                                        download ->
                                                download.bucket(bucket)
                                                        .listObjectsV2RequestTransformer(
                                                                list -> list.prefix("tree/"))
                                                        .destination(back))
                                .completionFuture()
                                .join()
                                .failedTransfers())
                .isEmpty();
        for (int i = 0; i < 60; i++) {
            String name = "d" + i % 7 + "/f " + i;
            assertThat(Files.mismatch(tree.resolve(name), back.resolve(name)))
                    .as(name)
                    .isEqualTo(-1);
        }
    }
}
