package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.Endpoint;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;

final class AwsVersionsTest extends AwsSuite {
    AwsVersionsTest(Endpoint endpoint) {
        super(endpoint);
    }

    @BeforeAll
    void enableVersions() {
        versioning(bucket, BucketVersioningStatus.ENABLED);
    }

    private void versioning(String name, BucketVersioningStatus status) {
        s3.putBucketVersioning(
                request ->
                        request.bucket(name)
                                .versioningConfiguration(config -> config.status(status)));
    }

    private String version(String key, String versionId) {
        return new String(
                bytes(key, request -> request.versionId(versionId)), StandardCharsets.UTF_8);
    }

    @Test
    void everyVersionStaysReadable() {
        List<String> ids =
                IntStream.range(0, 5).mapToObj(i -> put("kept", "text " + i).versionId()).toList();
        assertThat(ids).doesNotHaveDuplicates().doesNotContainNull();
        for (int i = 0; i < 5; i++) {
            assertThat(version("kept", ids.get(i))).isEqualTo("text " + i);
        }
        assertThat(text("kept")).isEqualTo("text 4");
        assertThat(versions("kept").versions())
                .extracting(ObjectVersion::versionId)
                .containsExactlyElementsOf(ids.reversed());
        assertThat(versions("kept").versions())
                .extracting(ObjectVersion::isLatest)
                .containsExactly(true, false, false, false, false);
    }

    private ListObjectVersionsResponse versions(String prefix) {
        return s3.listObjectVersions(request -> request.bucket(bucket).prefix(prefix));
    }

    @Test
    void deleteMarkerHidesAndItsRemovalShowsAgain() {
        String id = put("hidden", "seen").versionId();
        DeleteObjectResponse deleted =
                s3.deleteObject(request -> request.bucket(bucket).key("hidden"));
        assertThat(deleted.deleteMarker()).isTrue();
        assertRefused(404, "NoSuchKey", () -> text("hidden"));
        assertThat(version("hidden", id)).isEqualTo("seen");
        assertStatus(405, () -> bytes("hidden", request -> request.versionId(deleted.versionId())));
        assertThat(versions("hidden").deleteMarkers())
                .extracting(DeleteMarkerEntry::versionId)
                .containsExactly(deleted.versionId());
        assertThat(s3.listObjectsV2(request -> request.bucket(bucket).prefix("hidden")).contents())
                .isEmpty();

        s3.deleteObject(
                request -> request.bucket(bucket).key("hidden").versionId(deleted.versionId()));
        assertThat(text("hidden")).isEqualTo("seen");
    }

    @Test
    void deletingTheNewestVersionShowsTheOneBefore() {
        put("stack", "one");
        String two = put("stack", "two").versionId();
        s3.deleteObject(request -> request.bucket(bucket).key("stack").versionId(two));
        assertThat(text("stack")).isEqualTo("one");
        assertRefused(404, "NoSuchVersion", () -> version("stack", two));
    }

    @Test
    void oldVersionIsCopiedBack() {
        String one = put("restored", "one").versionId();
        put("restored", "two");
        CopyObjectResponse copied =
                s3.copyObject(
                        request ->
                                request.sourceBucket(bucket)
                                        .sourceKey("restored")
                                        .sourceVersionId(one)
                                        .destinationBucket(bucket)
                                        .destinationKey("restored"));
        assertThat(copied.copySourceVersionId()).isEqualTo(one);
        assertThat(text("restored")).isEqualTo("one");
        assertThat(versions("restored").versions()).hasSize(3);
    }

    @Test
    void copiedPartsNameTheirVersion() {
        String one = put("whole", "one").versionId();
        String upload =
                s3.createMultipartUpload(request -> request.bucket(bucket).key("parts")).uploadId();
        UploadPartCopyResponse part =
                s3.uploadPartCopy(
                        request ->
                                request.sourceBucket(bucket)
                                        .sourceKey("whole")
                                        .destinationBucket(bucket)
                                        .destinationKey("parts")
                                        .uploadId(upload)
                                        .partNumber(1));
        assertThat(part.copySourceVersionId()).isEqualTo(one);
        s3.abortMultipartUpload(request -> request.bucket(bucket).key("parts").uploadId(upload));
    }

    @Test
    void pagesOfVersionsGiveEachOnce() {
        for (int i = 0; i < 3; i++) {
            for (int round = 0; round < 3; round++) {
                put("paged/" + i, "x" + round);
            }
            String key = "paged/" + i;
            s3.deleteObject(request -> request.bucket(bucket).key(key));
        }
        List<String> found = new ArrayList<>();
        s3.listObjectVersionsPaginator(
                        request -> request.bucket(bucket).prefix("paged/").maxKeys(2))
                .forEach(
                        page -> {
                            page.versions()
                                    .forEach(entry -> found.add(entry.key() + entry.versionId()));
                            page.deleteMarkers()
                                    .forEach(entry -> found.add(entry.key() + entry.versionId()));
                        });
        assertThat(found).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void suspendedBucketOverwritesItsNullVersion() {
        String name = newBucket();
        versioning(name, BucketVersioningStatus.ENABLED);
        RequestBody body = RequestBody.fromString("kept");
        String id = s3.putObject(request -> request.bucket(name).key("k"), body).versionId();
        versioning(name, BucketVersioningStatus.SUSPENDED);
        for (int i = 0; i < 2; i++) {
            RequestBody newer = RequestBody.fromString("null " + i);
            s3.putObject(request -> request.bucket(name).key("k"), newer);
        }
        assertThat(s3.listObjectVersions(request -> request.bucket(name)).versions())
                .extracting(ObjectVersion::versionId)
                .containsExactly("null", id);
        assertThat(
                        s3.getObjectAsBytes(
                                        request -> request.bucket(name).key("k").versionId("null"))
                                .asUtf8String())
                .isEqualTo("null 1");
    }
}
