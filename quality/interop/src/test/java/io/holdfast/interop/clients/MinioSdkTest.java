package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.interop.Content;
import io.holdfast.interop.Endpoint;
import io.holdfast.interop.SharedServer;
import io.minio.BucketExistsArgs;
import io.minio.ComposeObjectArgs;
import io.minio.CopyObjectArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectTagsArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveBucketArgs;
import io.minio.RemoveObjectArgs;
import io.minio.RemoveObjectsArgs;
import io.minio.Result;
import io.minio.SetBucketVersioningArgs;
import io.minio.SourceObject;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.ErrorResponseException;
import io.minio.messages.DeleteRequest;
import io.minio.messages.DeleteResult;
import io.minio.messages.Item;
import io.minio.messages.ListAllMyBucketsResult;
import io.minio.messages.VersioningConfiguration;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MinioSdkTest {
    private final MinioClient client;
    private final String bucket = AwsSuite.freshName();

    MinioSdkTest(Endpoint endpoint) throws Exception {
        this.client =
                MinioClient.builder()
                        .endpoint(endpoint.uri().toString())
                        .credentials(endpoint.accessKey(), endpoint.secretKey())
                        .build();
        makeBucket(bucket);
    }

    @AfterAll
    void closeClient() throws Exception {
        client.close();
    }

    private void makeBucket(String name) throws Exception {
        client.makeBucket(MakeBucketArgs.builder().bucket(name).build());
    }

    private void put(String key, Content content) throws Exception {
        client.putObject(
                PutObjectArgs.builder().bucket(bucket).object(key).stream(
                                content.stream(), content.sizeBytes(), -1L)
                        .build());
    }

    private byte[] get(String key) throws Exception {
        try (InputStream body =
                client.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build())) {
            return body.readAllBytes();
        }
    }

    private List<Item> list(ListObjectsArgs.Builder listing) throws Exception {
        List<Item> items = new ArrayList<>();
        for (Result<Item> result : client.listObjects(listing.bucket(bucket).build())) {
            items.add(result.get());
        }
        return items;
    }

    @Test
    void bucketIsCreatedListedAndDeleted() throws Exception {
        String name = AwsSuite.freshName();
        makeBucket(name);
        assertThat(client.listBuckets())
                .extracting(ListAllMyBucketsResult.Bucket::name)
                .contains(name);
        client.removeBucket(RemoveBucketArgs.builder().bucket(name).build());
        assertThat(client.bucketExists(BucketExistsArgs.builder().bucket(name).build())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000, 5_242_880, 12_000_000})
    void objectComesBack(int size) throws Exception {
        Content content = new Content(size, size);
        put("size/" + size, content);
        assertThat(get("size/" + size)).isEqualTo(content.bytes());
    }

    @Test
    void streamOfUnknownLengthIsSplitIntoParts() throws Exception {
        Content content = new Content(51, 17_000_000);
        client.putObject(
                PutObjectArgs.builder().bucket(bucket).object("unknown").stream(
                                content.stream(), -1L, 5L << 20)
                        .build());
        assertThat(get("unknown")).isEqualTo(content.bytes());
    }

    @Test
    void rangeIsServedExactly() throws Exception {
        Content content = new Content(52, 1_200_000);
        put("ranged", content);
        try (InputStream body =
                client.getObject(
                        GetObjectArgs.builder()
                                .bucket(bucket)
                                .object("ranged")
                                .offset(1_048_500L)
                                .length(200L)
                                .build())) {
            assertThat(body.readAllBytes()).isEqualTo(content.range(1_048_500, 200));
        }
    }

    @Test
    void metadataAndTagsAreKept() throws Exception {
        client.putObject(
                PutObjectArgs.builder()
                        .bucket(bucket)
                        .object("described")
                        .data(new byte[] {1}, 1)
                        .contentType("text/x-test")
                        .userMetadata(Map.of("colour", "blue"))
                        .tags(Map.of("a", "1", "b c", "2/3"))
                        .build());
        StatObjectResponse stat =
                client.statObject(
                        StatObjectArgs.builder().bucket(bucket).object("described").build());
        assertThat(stat.contentType()).isEqualTo("text/x-test");
        assertThat(stat.userMetadata().getFirst("colour")).isEqualTo("blue");
        assertThat(
                        client.getObjectTags(
                                        GetObjectTagsArgs.builder()
                                                .bucket(bucket)
                                                .object("described")
                                                .build())
                                .get())
                .isEqualTo(Map.of("a", "1", "b c", "2/3"));
    }

    @Test
    void listingTellsFoldersAndFiles() throws Exception {
        for (String key : new String[] {"list/a", "list/b/1", "list/b/2", "list/ü +%.txt"}) {
            put(key, new Content(1, 1));
        }
        assertThat(list(ListObjectsArgs.builder().prefix("list/")))
                .extracting(Item::objectName)
                .containsExactlyInAnyOrder("list/a", "list/b/", "list/ü +%.txt");
        assertThat(list(ListObjectsArgs.builder().prefix("list/").recursive(true).maxKeys(1)))
                .extracting(Item::objectName)
                .containsExactly("list/a", "list/b/1", "list/b/2", "list/ü +%.txt");
        assertThat(
                        list(
                                ListObjectsArgs.builder()
                                        .prefix("list/")
                                        .recursive(true)
                                        .includeUserMetadata(true)
                                        .useApiVersion1(false)))
                .hasSize(4);
    }

    @Test
    void objectsAreCopiedAndComposed() throws Exception {
        Content first = new Content(53, 5 << 20);
        Content second = new Content(54, 100);
        put("first", first);
        put("second", second);
        client.copyObject(
                CopyObjectArgs.builder()
                        .bucket(bucket)
                        .object("copy")
                        .source(source("second"))
                        .build());
        assertThat(get("copy")).isEqualTo(second.bytes());
        client.composeObject(
                ComposeObjectArgs.builder()
                        .bucket(bucket)
                        .object("both")
                        .sources(new ArrayList<>(List.of(source("first"), source("second"))))
                        .build());
        byte[] both = get("both");
        assertThat(both).hasSize((5 << 20) + 100).startsWith(first.range(0, 100));
        assertThat(both).endsWith(second.bytes());
    }

    private SourceObject source(String key) {
        return SourceObject.builder().bucket(bucket).object(key).build();
    }

    @Test
    void manyAreDeletedInOneRequest() throws Exception {
        List<DeleteRequest.Object> doomed = new ArrayList<>();
        for (int i : IntStream.range(0, 20).toArray()) {
            put("many/" + i, new Content(i, 10));
            doomed.add(new DeleteRequest.Object("many/" + i));
        }
        for (Result<DeleteResult.Error> error :
                client.removeObjects(
                        RemoveObjectsArgs.builder().bucket(bucket).objects(doomed).build())) {
            throw new AssertionError(error.get().message());
        }
        assertThat(list(ListObjectsArgs.builder().prefix("many/"))).isEmpty();
    }

    @Test
    void versionsAreListedWithTheirDeleteMarker() throws Exception {
        String versioned = AwsSuite.freshName();
        makeBucket(versioned);
        client.setBucketVersioning(
                SetBucketVersioningArgs.builder()
                        .bucket(versioned)
                        .config(
                                new VersioningConfiguration(
                                        VersioningConfiguration.Status.ENABLED, null, null, null))
                        .build());
        for (int i = 0; i < 2; i++) {
            byte[] body = {(byte) i};
            client.putObject(
                    PutObjectArgs.builder().bucket(versioned).object("k").stream(
                                    new ByteArrayInputStream(body), 1L, -1L)
                            .build());
        }
        client.removeObject(RemoveObjectArgs.builder().bucket(versioned).object("k").build());
        List<Boolean> markers = new ArrayList<>();
        for (Result<Item> result :
                client.listObjects(
                        ListObjectsArgs.builder()
                                .bucket(versioned)
                                .includeVersions(true)
                                .build())) {
            markers.add(result.get().isDeleteMarker());
        }
        assertThat(markers).containsExactlyInAnyOrder(true, false, false);
    }

    @Test
    void presignedAddressesWork() throws Exception {
        String key = "signed/ü +.bin";
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(
                            http.send(
                                            HttpRequest.newBuilder(presigned(Http.Method.PUT, key))
                                                    .PUT(BodyPublishers.ofString("body"))
                                                    .build(),
                                            BodyHandlers.discarding())
                                    .statusCode())
                    .isEqualTo(200);
            assertThat(
                            http.send(
                                            HttpRequest.newBuilder(presigned(Http.Method.GET, key))
                                                    .build(),
                                            BodyHandlers.ofString())
                                    .body())
                    .isEqualTo("body");
        }
    }

    private URI presigned(Http.Method method, String key) throws Exception {
        return URI.create(
                client.getPresignedObjectUrl(
                        GetPresignedObjectUrlArgs.builder()
                                .method(method)
                                .bucket(bucket)
                                .object(key)
                                .expiry(600)
                                .build()));
    }

    @Test
    void missingObjectHasTheRightError() {
        assertThatThrownBy(() -> get("never"))
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        refusal ->
                                assertThat(refusal.errorResponse().code()).isEqualTo("NoSuchKey"));
    }
}
