package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.interop.Endpoint;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.Tag;

final class AwsBucketsTest extends AwsSuite {
    AwsBucketsTest(Endpoint endpoint) {
        super(endpoint);
    }

    @Test
    void bucketIsCreatedListedAndDeleted() {
        String name = newBucket();
        assertThat(s3.listBuckets().buckets()).extracting(Bucket::name).contains(name);
        assertThat(s3.headBucket(request -> request.bucket(name)).sdkHttpResponse().statusCode())
                .isEqualTo(200);

        s3.deleteBucket(request -> request.bucket(name));

        assertThat(s3.listBuckets().buckets()).extracting(Bucket::name).doesNotContain(name);
        assertStatus(404, () -> s3.headBucket(request -> request.bucket(name)));
        assertRefused(404, "NoSuchBucket", () -> s3.listObjectsV2(request -> request.bucket(name)));
        assertRefused(404, "NoSuchBucket", () -> s3.deleteBucket(request -> request.bucket(name)));
    }

    @Test
    void ownBucketIsNotCreatedTwiceInAnotherWay() {
        put("guard", "x");
        s3.createBucket(request -> request.bucket(bucket));
        assertThat(text("guard")).isEqualTo("x");
        assertRefused(
                409,
                "BucketAlreadyOwnedByYou",
                () ->
                        s3.createBucket(
                                request ->
                                        request.bucket(bucket).objectLockEnabledForBucket(true)));
    }

    @Test
    void bucketWithObjectsIsNotDeleted() {
        put("guard", "x");
        assertRefused(
                409, "BucketNotEmpty", () -> s3.deleteBucket(request -> request.bucket(bucket)));
        assertThat(text("guard")).isEqualTo("x");
    }

    @Test
    void bucketTellsItsRegion() {
        assertThat(
                        s3.getBucketLocation(request -> request.bucket(bucket))
                                .locationConstraintAsString())
                .isIn("", Endpoint.REGION, null);
    }

    @Test
    void bucketKeepsTags() {
        s3.putBucketTagging(
                request ->
                        request.bucket(bucket)
                                .tagging(
                                        tags ->
                                                tags.tagSet(
                                                        Tag.builder()
                                                                .key("team")
                                                                .value("blue + white")
                                                                .build())));
        assertThat(s3.getBucketTagging(request -> request.bucket(bucket)).tagSet())
                .extracting(Tag::key, Tag::value)
                .containsExactly(tuple("team", "blue + white"));

        s3.deleteBucketTagging(request -> request.bucket(bucket));
        assertRefused(
                404, "NoSuchTagSet", () -> s3.getBucketTagging(request -> request.bucket(bucket)));
    }

    @Test
    void versioningIsSwitchedOnAndSuspended() {
        String name = newBucket();
        assertThat(s3.getBucketVersioning(request -> request.bucket(name)).status()).isNull();
        for (BucketVersioningStatus status :
                new BucketVersioningStatus[] {
                    BucketVersioningStatus.ENABLED, BucketVersioningStatus.SUSPENDED
                }) {
            s3.putBucketVersioning(
                    request ->
                            request.bucket(name)
                                    .versioningConfiguration(config -> config.status(status)));
            assertThat(s3.getBucketVersioning(request -> request.bucket(name)).status())
                    .isEqualTo(status);
        }
    }
}
