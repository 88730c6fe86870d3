package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.Content;
import io.holdfast.interop.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class AwsMultipartTest extends AwsSuite {
    private static final int PART_BYTES = 5 << 20;

    AwsMultipartTest(Endpoint endpoint) {
        super(endpoint);
    }

    private String begin(String key) {
        return s3.createMultipartUpload(
                        request ->
                                request.bucket(bucket)
                                        .key(key)
                                        .contentType("text/parts")
                                        .metadata(Map.of("k", "v")))
                .uploadId();
    }

    private CompletedPart part(
            String key, String upload, int number, Content content, long from, int length) {
        String etag =
                s3.uploadPart(
                                request ->
                                        request.bucket(bucket)
                                                .key(key)
                                                .uploadId(upload)
                                                .partNumber(number),
                                RequestBody.fromBytes(content.range(from, length)))
                        .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private void complete(String key, String upload, List<CompletedPart> parts) {
        s3.completeMultipartUpload(
                request ->
                        request.bucket(bucket)
                                .key(key)
                                .uploadId(upload)
                                .multipartUpload(m -> m.parts(parts)));
    }

    @Test
    void partsInAnyOrderBecomeOneObject() throws IOException {
        Content content = new Content(8, 2L * PART_BYTES + 12_345);
        String upload = begin("parts");
        List<CompletedPart> parts = new ArrayList<>();
        parts.add(part("parts", upload, 3, content, 2L * PART_BYTES, 12_345));
        parts.add(part("parts", upload, 1, content, 0, PART_BYTES));
        parts.add(part("parts", upload, 2, content, PART_BYTES, PART_BYTES));
        parts.sort(Comparator.comparing(CompletedPart::partNumber));

        assertThat(listParts("parts", upload))
                .extracting(Part::partNumber)
                .containsExactly(1, 2, 3);
        complete("parts", upload, parts);

        assertHolds("parts", content);
        HeadObjectResponse head = s3.headObject(request -> request.bucket(bucket).key("parts"));
        assertThat(head.contentLength()).isEqualTo(content.sizeBytes());
        assertThat(head.eTag()).endsWith("-3\"");
        assertThat(head.contentType()).isEqualTo("text/parts");
        assertThat(head.metadata()).containsEntry("k", "v");
        assertThat(
                        bytes(
                                "parts",
                                request ->
                                        request.range(
                                                "bytes="
                                                        + (PART_BYTES - 5)
                                                        + "-"
                                                        + (2 * PART_BYTES + 5))))
                .isEqualTo(content.range(PART_BYTES - 5, PART_BYTES + 11));
        assertThat(bytes("parts", request -> request.partNumber(2)))
                .isEqualTo(content.range(PART_BYTES, PART_BYTES));
    }

    @Test
    void numbersOfPartsMayHaveGaps() throws IOException {
        Content content = new Content(16, PART_BYTES + 1_000);
        String upload = begin("gaps");
        CompletedPart last = part("gaps", upload, 10_000, content, PART_BYTES, 1_000);
        CompletedPart first = part("gaps", upload, 70, content, 0, PART_BYTES);
        complete("gaps", upload, List.of(first, last));
        assertHolds("gaps", content);
    }

    private List<Part> listParts(String key, String upload) {
        return s3.listParts(request -> request.bucket(bucket).key(key).uploadId(upload)).parts();
    }

    @Test
    void partSentAgainReplacesTheFirst() throws IOException {
        Content first = new Content(9, 1_000);
        Content second = new Content(10, 2_000);
        String upload = begin("resent");
        part("resent", upload, 1, first, 0, 1_000);
        CompletedPart kept = part("resent", upload, 1, second, 0, 2_000);
        assertThat(listParts("resent", upload)).extracting(Part::size).containsExactly(2_000L);
        complete("resent", upload, List.of(kept));
        assertHolds("resent", second);
    }

    @Test
    void completingTwiceGivesTheSameAnswer() throws IOException {
        Content content = new Content(11, 1_000);
        String upload = begin("twice");
        List<CompletedPart> parts = List.of(part("twice", upload, 1, content, 0, 1_000));
        complete("twice", upload, parts);
        try {
            complete("twice", upload, parts);
        } catch (S3Exception e) {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchUpload");
        }
        assertHolds("twice", content);
    }

    @Test
    void abortedUploadLeavesNothing() {
        String upload = begin("aborted");
        part("aborted", upload, 1, new Content(12, 100), 0, 100);
        assertThat(uploads()).extracting(MultipartUpload::uploadId).contains(upload);

        s3.abortMultipartUpload(request -> request.bucket(bucket).key("aborted").uploadId(upload));

        assertThat(uploads()).extracting(MultipartUpload::uploadId).doesNotContain(upload);
        assertRefused(404, "NoSuchUpload", () -> listParts("aborted", upload));
        assertRefused(404, "NoSuchKey", () -> text("aborted"));
    }

    private List<MultipartUpload> uploads() {
        return s3.listMultipartUploads(request -> request.bucket(bucket).prefix("aborted"))
                .uploads();
    }

    @Test
    void wrongPartsAreRefused() {
        Content content = new Content(13, 1_000);
        String upload = begin("wrong");
        CompletedPart small = part("wrong", upload, 1, content, 0, 500);
        CompletedPart last = part("wrong", upload, 2, content, 500, 500);
        CompletedPart never = CompletedPart.builder().partNumber(9).eTag(small.eTag()).build();

        assertRefused(400, "EntityTooSmall", () -> complete("wrong", upload, List.of(small, last)));
        assertRefused(400, "InvalidPart", () -> complete("wrong", upload, List.of(never)));
        assertRefused(
                400, "InvalidPartOrder", () -> complete("wrong", upload, List.of(last, small)));
        s3.abortMultipartUpload(request -> request.bucket(bucket).key("wrong").uploadId(upload));
    }

    @Test
    void partsAreCopiedFromAnObject() throws IOException {
        Content content = new Content(14, PART_BYTES + 777);
        put("whole", content, request -> {});
        String upload = begin("copied");
        List<CompletedPart> parts = new ArrayList<>();
        String[] ranges = {
            "bytes=0-" + (PART_BYTES - 1), "bytes=" + PART_BYTES + "-" + (PART_BYTES + 776)
        };
        for (int number = 1; number <= 2; number++) {
            int part = number;
            String etag =
                    s3.uploadPartCopy(
                                    request ->
                                            request.sourceBucket(bucket)
                                                    .sourceKey("whole")
                                                    .destinationBucket(bucket)
                                                    .destinationKey("copied")
                                                    .uploadId(upload)
                                                    .partNumber(part)
                                                    .copySourceRange(ranges[part - 1]))
                            .copyPartResult()
                            .eTag();
            parts.add(CompletedPart.builder().partNumber(part).eTag(etag).build());
        }
        complete("copied", upload, parts);
        assertHolds("copied", content);
    }

    @Test
    void streamOfDeclaredLengthIsAPart() throws IOException {
        Content content = new Content(15, 6_000_000);
        String upload = begin("streamed");
        try (InputStream body = content.stream()) {
            String etag =
                    s3.uploadPart(
                                    request ->
                                            request.bucket(bucket)
                                                    .key("streamed")
                                                    .uploadId(upload)
                                                    .partNumber(1),
                                    RequestBody.fromInputStream(body, content.sizeBytes()))
                            .eTag();
            complete(
                    "streamed",
                    upload,
                    List.of(CompletedPart.builder().partNumber(1).eTag(etag).build()));
        }
        assertHolds("streamed", content);
    }
}
