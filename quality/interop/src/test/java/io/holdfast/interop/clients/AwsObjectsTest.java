package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.interop.Content;
import io.holdfast.interop.Endpoint;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

final class AwsObjectsTest extends AwsSuite {
    AwsObjectsTest(Endpoint endpoint) {
        super(endpoint);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, 4_096, 131_072, 1_048_575, 1_048_576, 1_048_577, 3_000_001, 9_437_184})
    void objectOfAnySizeComesBack(int size) throws IOException {
        Content content = new Content(size, size);
        String key = "size/" + size;

        assertThat(put(key, content, request -> {}).eTag()).isEqualTo('"' + content.md5() + '"');

        assertHolds(key, content);
        HeadObjectResponse head = s3.headObject(request -> request.bucket(bucket).key(key));
        assertThat(head.contentLength()).isEqualTo(size);
        assertThat(head.eTag()).isEqualTo('"' + content.md5() + '"');
        assertThat(head.lastModified())
                .isBetween(Instant.now().minusSeconds(300), Instant.now().plusSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=1048570-1048580, 1048570, 11",
        "bytes=2999990-, 2999990, 11",
        "bytes=-7, 2999994, 7",
        "bytes=5-99999999, 5, 2999996"
    })
    void rangeIsServedExactly(String range, int from, int length) {
        Content content = new Content(77, 3_000_001);
        put("ranged", content, request -> {});
        assertThat(bytes("ranged", request -> request.range(range)))
                .isEqualTo(content.range(from, length));
    }

    @Test
    void rangeBehindTheEndIsRefused() {
        put("short", "0123456789");
        assertRefused(
                416, "InvalidRange", () -> bytes("short", request -> request.range("bytes=10-20")));
    }

    @Test
    void deletedObjectIsGoneAndDeletingTwiceIsFine() {
        put("gone", "x");
        s3.deleteObject(request -> request.bucket(bucket).key("gone"));
        s3.deleteObject(request -> request.bucket(bucket).key("gone"));
        assertRefused(404, "NoSuchKey", () -> text("gone"));
        assertStatus(404, () -> s3.headObject(request -> request.bucket(bucket).key("gone")));
    }

    @Test
    void headersAndMetadataAreKept() {
        put(
                "described",
                new Content(1, 10),
                request ->
                        request.contentType("text/x-test; charset=utf-8")
                                .contentEncoding("identity")
                                .contentDisposition("attachment; filename=\"a b.txt\"")
                                .contentLanguage("de")
                                .cacheControl("max-age=60")
                                .metadata(Map.of("plain", "value", "with-space", "a  b")));
        HeadObjectResponse head = s3.headObject(request -> request.bucket(bucket).key("described"));
        assertThat(head.contentType()).isEqualTo("text/x-test; charset=utf-8");
        assertThat(head.contentEncoding()).isEqualTo("identity");
        assertThat(head.contentDisposition()).isEqualTo("attachment; filename=\"a b.txt\"");
        assertThat(head.contentLanguage()).isEqualTo("de");
        assertThat(head.cacheControl()).isEqualTo("max-age=60");
        assertThat(head.metadata()).containsEntry("plain", "value").containsKey("with-space");
    }

    @Test
    void responseHeadersCanBeAskedFor() {
        put("overridden", "x");
        assertThat(
                        s3.getObjectAsBytes(
                                        request ->
                                                request.bucket(bucket)
                                                        .key("overridden")
                                                        .responseContentType("image/x-own")
                                                        .responseCacheControl("no-store"))
                                .response())
                .satisfies(
                        response -> {
                            assertThat(response.contentType()).isEqualTo("image/x-own");
                            assertThat(response.cacheControl()).isEqualTo("no-store");
                        });
    }

    @Test
    void tagsAreKeptReplacedAndDeleted() {
        put("tagged", new Content(2, 10), request -> request.tagging("a=1&b=x%20y"));
        assertThat(tags("tagged")).containsExactlyInAnyOrder(tuple("a", "1"), tuple("b", "x y"));

        s3.putObjectTagging(
                request ->
                        request.bucket(bucket)
                                .key("tagged")
                                .tagging(
                                        t ->
                                                t.tagSet(
                                                        Tag.builder()
                                                                .key("b c")
                                                                .value("a+b=c@d")
                                                                .build())));
        assertThat(tags("tagged")).containsExactly(tuple("b c", "a+b=c@d"));

        s3.deleteObjectTagging(request -> request.bucket(bucket).key("tagged"));
        assertThat(tags("tagged")).isEmpty();
    }

    private List<Tuple> tags(String key) {
        return s3.getObjectTagging(request -> request.bucket(bucket).key(key)).tagSet().stream()
                .map(tag -> tuple(tag.key(), tag.value()))
                .toList();
    }

    @Test
    void copyTakesContentMetadataAndTagsAlong() throws IOException {
        Content content = new Content(3, 2_500_000);
        put("source", content, request -> request.metadata(Map.of("k", "v")).tagging("t=1"));
        String elsewhere = newBucket();

        s3.copyObject(
                request ->
                        request.sourceBucket(bucket)
                                .sourceKey("source")
                                .destinationBucket(elsewhere)
                                .destinationKey("copy"));

        assertThat(content.mismatch(s3.getObject(request -> request.bucket(elsewhere).key("copy"))))
                .isEqualTo(-1);
        assertThat(s3.headObject(request -> request.bucket(elsewhere).key("copy")).metadata())
                .containsEntry("k", "v");
        assertThat(s3.getObjectTagging(request -> request.bucket(elsewhere).key("copy")).tagSet())
                .hasSize(1);
    }

    @Test
    void copyOntoItselfReplacesMetadata() {
        put("itself", new Content(4, 5_000), request -> request.metadata(Map.of("old", "1")));
        s3.copyObject(
                request ->
                        request.sourceBucket(bucket)
                                .sourceKey("itself")
                                .destinationBucket(bucket)
                                .destinationKey("itself")
                                .metadataDirective(MetadataDirective.REPLACE)
                                .taggingDirective(TaggingDirective.COPY)
                                .contentType("text/new")
                                .metadata(Map.of("new", "2")));
        HeadObjectResponse head = s3.headObject(request -> request.bucket(bucket).key("itself"));
        assertThat(head.metadata()).isEqualTo(Map.of("new", "2"));
        assertThat(head.contentType()).isEqualTo("text/new");
        assertRefused(
                400,
                "InvalidRequest",
                () ->
                        s3.copyObject(
                                request ->
                                        request.sourceBucket(bucket)
                                                .sourceKey("itself")
                                                .destinationBucket(bucket)
                                                .destinationKey("itself")));
    }

    @Test
    void copyOfNothingIsRefused() {
        assertRefused(
                404,
                "NoSuchKey",
                () ->
                        s3.copyObject(
                                request ->
                                        request.sourceBucket(bucket)
                                                .sourceKey("never")
                                                .destinationBucket(bucket)
                                                .destinationKey("target")));
    }

    @Test
    void manyAreDeletedInOneRequest() {
        List<ObjectIdentifier> doomed = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            put("many/" + i, "x");
            doomed.add(ObjectIdentifier.builder().key("many/" + i).build());
        }
        doomed.add(ObjectIdentifier.builder().key("many/never & <there>").build());

        var answer =
                s3.deleteObjects(request -> request.bucket(bucket).delete(d -> d.objects(doomed)));

        assertThat(answer.errors()).isEmpty();
        assertThat(answer.deleted()).hasSize(51);
        assertThat(s3.listObjectsV2(request -> request.bucket(bucket).prefix("many/")).contents())
                .isEmpty();
    }
}
