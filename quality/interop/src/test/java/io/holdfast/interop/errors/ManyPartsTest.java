package io.holdfast.interop.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.Endpoint;
import io.holdfast.interop.HandSigned;
import io.holdfast.interop.Wire;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// As many parts as there can be, and one more.
final class ManyPartsTest extends ErrorSuite {
    private static final int PARTS = 10_000;
    private static final int CONNECTIONS = 8;

    ManyPartsTest(Endpoint endpoint) {
        super(endpoint);
    }

    private String start(String key) {
        return s3.createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId();
    }

    private HandSigned part(String upload, int number) {
        return request("PUT", "many")
                .query("partNumber", Integer.toString(number))
                .query("uploadId", upload)
                .header("content-length", "1");
    }

    @Test
    void tenThousandPartsAreKeptListedAndJudged() throws Exception {
        String upload = start("many");
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Callable<Integer>> work =
                    IntStream.range(0, CONNECTIONS)
                            .<Callable<Integer>>mapToObj(share -> () -> putShare(upload, share))
                            .toList();
            for (Future<Integer> stored : threads.invokeAll(work)) {
                assertThat(stored.get()).isEqualTo(PARTS / CONNECTIONS);
            }
        }
        List<Part> listed =
                s3
                        .listPartsPaginator(r -> r.bucket(bucket).key("many").uploadId(upload))
                        .parts()
                        .stream()
                        .toList();
        assertThat(listed).hasSize(PARTS);
        assertThat(new TreeSet<>(listed.stream().map(Part::partNumber).toList()))
                .hasSize(PARTS)
                .startsWith(1)
                .endsWith(PARTS);
        // Parts of one byte may be sent and listed, but no object can be made of them.
        assertThat(complete(upload, listed)).isEqualTo("EntityTooSmall");
        assertThat(complete(upload, listed.reversed())).isEqualTo("InvalidPartOrder");
        assertThat(
                        s3.listParts(r -> r.bucket(bucket).key("many").uploadId(upload).maxParts(1))
                                .parts())
                .as("a refused completion loses no part")
                .hasSize(1);
        assertMissing("many");
        // All of them but the first and only one that counts are forgotten.
        assertThat(complete(upload, listed.subList(PARTS - 1, PARTS))).isEmpty();
        assertThat(get("many")).containsExactly(1);
    }

    private String complete(String upload, List<Part> parts) {
        List<CompletedPart> completed =
                parts.stream()
                        .map(
                                part ->
                                        CompletedPart.builder()
                                                .partNumber(part.partNumber())
                                                .eTag(part.eTag())
                                                .build())
                        .toList();
        try {
            s3.completeMultipartUpload(
                    r ->
                            r.bucket(bucket)
                                    .key("many")
                                    .uploadId(upload)
                                    .multipartUpload(m -> m.parts(completed)));
            return "";
        } catch (S3Exception e) {
            return e.awsErrorDetails().errorCode();
        }
    }

    /// Every eighth part, pipelined over one connection.
    private int putShare(String upload, int share) throws IOException {
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        try (Socket socket = Wire.open(endpoint)) {
            Thread reader =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try (InputStream in = socket.getInputStream()) {
                                            in.transferTo(answers);
                                        } catch (IOException e) {
                                            answers.reset();
                                        }
                                    });
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            for (int number = share + 1; number <= PARTS; number += CONNECTIONS) {
                out.write(part(upload, number).v4().head().getBytes(StandardCharsets.US_ASCII));
                out.write(1);
            }
            out.flush();
            socket.shutdownOutput();
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String text = answers.toString(StandardCharsets.US_ASCII);
        return text.split("HTTP/1\\.1 200 ", -1).length - 1;
    }

    @Test
    void partNumbersOutOfRangeAreNamed() throws IOException {
        String upload = start("many");
        byte[] body = {1};
        send(part(upload, 10_001).v4(), body).assertRefusal(400, "InvalidArgument");
        send(part(upload, 0).v4(), body).assertRefusal(400, "InvalidPart");
        send(part(upload, -1).v4(), body).assertRefusal(400, "InvalidPart");
        send(part(upload, 1).query("partNumber", "x").v4(), body).assertRefusal(400, "InvalidPart");
        send(part("nonsense", 1).v4(), body).assertRefusal(404, "NoSuchUpload");
        s3.abortMultipartUpload(r -> r.bucket(bucket).key("many").uploadId(upload));
        assertThat(s3.listMultipartUploads(r -> r.bucket(bucket)).uploads())
                .extracting(MultipartUpload::uploadId)
                .doesNotContain(upload);
    }

    @Test
    void completionWithMorePartsThanThereCanBeIsRefused() throws IOException {
        String upload = start("many");
        StringBuilder document = new StringBuilder("<CompleteMultipartUpload>");
        for (int number = 1; number <= PARTS + 1; number++) {
            document.append("<Part><PartNumber>").append(number);
            document.append("</PartNumber><ETag>0</ETag></Part>");
        }
        byte[] body = (document + "</CompleteMultipartUpload>").getBytes(StandardCharsets.US_ASCII);
        HandSigned request =
                request("POST", "many")
                        .query("uploadId", upload)
                        .header("content-length", Integer.toString(body.length));
        send(request.v4(), body).assertRefusal(400, "MalformedXML");
        s3.abortMultipartUpload(r -> r.bucket(bucket).key("many").uploadId(upload));
    }
}
