package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.Content;
import io.holdfast.interop.Endpoint;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class AwsConditionsTest extends AwsSuite {
    private static final Content CONTENT = new Content(5, 100);

    AwsConditionsTest(Endpoint endpoint) {
        super(endpoint);
    }

    @Test
    void existingObjectIsNotOverwrittenOnRequest() {
        put("once", CONTENT, request -> request.ifNoneMatch("*"));
        assertRefused(
                412,
                "PreconditionFailed",
                () -> put("once", new Content(6, 9), request -> request.ifNoneMatch("*")));
        assertThat(bytes("once", request -> {})).isEqualTo(CONTENT.bytes());
    }

    @Test
    void deletedObjectMayBeCreatedAgain() {
        put("again", CONTENT, request -> request.ifNoneMatch("*"));
        s3.deleteObject(request -> request.bucket(bucket).key("again"));
        put("again", CONTENT, request -> request.ifNoneMatch("*"));
    }

    @Test
    void ofManyCreatorsOneWins() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<Boolean> creation =
                    () -> {
                        try {
                            put("race", CONTENT, request -> request.ifNoneMatch("*"));
                            return true;
                        } catch (S3Exception e) {
                            assertThat(e.statusCode()).isIn(409, 412);
                            return false;
                        }
                    };
            int winners = 0;
            for (Future<Boolean> result :
                    threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> creation).toList())) {
                winners += result.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        }
    }

    @Test
    void overwriteNeedsTheExpectedTag() {
        String etag = put("swap", CONTENT, request -> {}).eTag();
        String newer = put("swap", new Content(7, 9), request -> request.ifMatch(etag)).eTag();
        assertRefused(
                412,
                "PreconditionFailed",
                () -> put("swap", CONTENT, request -> request.ifMatch(etag)));
        assertThat(s3.headObject(request -> request.bucket(bucket).key("swap")).eTag())
                .isEqualTo(newer);
    }

    @Test
    void readsAreConditional() {
        String etag = put("read", CONTENT, request -> {}).eTag();
        Instant later = Instant.now().plusSeconds(3_600);
        Instant earlier = Instant.now().minusSeconds(3_600);

        assertThat(bytes("read", request -> request.ifMatch(etag))).hasSize(100);
        assertThat(bytes("read", request -> request.ifModifiedSince(earlier))).hasSize(100);
        assertThat(bytes("read", request -> request.ifUnmodifiedSince(later))).hasSize(100);
        assertStatus(304, () -> bytes("read", request -> request.ifNoneMatch(etag)));
        assertStatus(412, () -> bytes("read", request -> request.ifMatch("\"other\"")));
        assertStatus(412, () -> bytes("read", request -> request.ifUnmodifiedSince(earlier)));
    }

    @Test
    void copyIsConditionalOnItsSource() {
        String etag = put("from", CONTENT, request -> {}).eTag();
        s3.copyObject(
                request ->
                        request.sourceBucket(bucket)
                                .sourceKey("from")
                                .destinationBucket(bucket)
                                .destinationKey("to")
                                .copySourceIfMatch(etag));
        assertRefused(
                412,
                "PreconditionFailed",
                () ->
                        s3.copyObject(
                                request ->
                                        request.sourceBucket(bucket)
                                                .sourceKey("from")
                                                .destinationBucket(bucket)
                                                .destinationKey("to")
                                                .copySourceIfNoneMatch(etag)));
    }
}
