package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.Endpoint;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.assertj.core.data.TemporalUnitOffset;
import org.assertj.core.data.TemporalUnitWithinOffset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRule;
import software.amazon.awssdk.services.s3.model.S3Error;

/// What object lock keeps stays, for root too [S3: Object Lock].
final class AwsLockTest extends AwsSuite {
    private final Instant soon = Instant.now().plus(1, ChronoUnit.HOURS);
    private final Instant later = soon.plus(1, ChronoUnit.HOURS);

    private final String locked = freshName();

    AwsLockTest(Endpoint endpoint) {
        super(endpoint);
    }

    @BeforeAll
    void makeBucket() {
        s3.createBucket(request -> request.bucket(locked).objectLockEnabledForBucket(true));
    }

    private String put(String key) {
        return s3.putObject(
                        request -> request.bucket(locked).key(key), RequestBody.fromString("kept"))
                .versionId();
    }

    private String put(String key, ObjectLockMode mode) {
        return s3.putObject(
                        request ->
                                request.bucket(locked)
                                        .key(key)
                                        .objectLockMode(mode)
                                        .objectLockRetainUntilDate(soon),
                        RequestBody.fromString("kept"))
                .versionId();
    }

    private void remove(String key, String version, boolean isBypassing) {
        s3.deleteObject(
                request ->
                        request.bucket(locked)
                                .key(key)
                                .versionId(version)
                                .bypassGovernanceRetention(isBypassing));
    }

    private void retain(
            String key, ObjectLockRetentionMode mode, Instant until, boolean isBypassing) {
        s3.putObjectRetention(
                request ->
                        request.bucket(locked)
                                .key(key)
                                .retention(retention -> retention.mode(mode).retainUntilDate(until))
                                .bypassGovernanceRetention(isBypassing));
    }

    private HeadObjectResponse head(String key) {
        return s3.headObject(request -> request.bucket(locked).key(key));
    }

    @Test
    void complianceCannotBeRemovedNorShortened() {
        String version = put("compliance", ObjectLockMode.COMPLIANCE);
        assertRefused(403, "AccessDenied", () -> remove("compliance", version, true));
        assertRefused(
                403,
                "AccessDenied",
                () ->
                        retain(
                                "compliance",
                                ObjectLockRetentionMode.COMPLIANCE,
                                soon.minusSeconds(60),
                                true));
        assertRefused(
                403,
                "AccessDenied",
                () -> retain("compliance", ObjectLockRetentionMode.GOVERNANCE, later, true));
        retain("compliance", ObjectLockRetentionMode.COMPLIANCE, later, false);
        HeadObjectResponse head = head("compliance");
        assertThat(head.objectLockMode()).isEqualTo(ObjectLockMode.COMPLIANCE);
        assertThat(head.objectLockRetainUntilDate()).isCloseTo(later, within());
        // A marker may hide it.
        s3.deleteObject(request -> request.bucket(locked).key("compliance"));
        assertRefused(403, "AccessDenied", () -> remove("compliance", version, true));
        assertRefused(
                409, "BucketNotEmpty", () -> s3.deleteBucket(request -> request.bucket(locked)));
    }

    private static TemporalUnitOffset within() {
        return new TemporalUnitWithinOffset(1, ChronoUnit.SECONDS);
    }

    @Test
    void governanceYieldsToThoseWhoMayBypass() {
        String version = put("governance", ObjectLockMode.GOVERNANCE);
        assertRefused(403, "AccessDenied", () -> remove("governance", version, false));
        assertRefused(
                403,
                "AccessDenied",
                () ->
                        retain(
                                "governance",
                                ObjectLockRetentionMode.GOVERNANCE,
                                soon.minusSeconds(60),
                                false));
        ObjectLockRetention retention =
                s3.getObjectRetention(request -> request.bucket(locked).key("governance"))
                        .retention();
        assertThat(retention.mode()).isEqualTo(ObjectLockRetentionMode.GOVERNANCE);
        remove("governance", version, true);
        assertStatus(404, () -> head("governance"));
    }

    @Test
    void manyAreDeletedButThoseThatAreKept() {
        String kept = put("many/kept", ObjectLockMode.GOVERNANCE);
        String free = put("many/free");
        DeleteObjectsResponse response =
                s3.deleteObjects(
                        request ->
                                request.bucket(locked)
                                        .delete(
                                                delete ->
                                                        delete.objects(
                                                                identifier("many/kept", kept),
                                                                identifier("many/free", free))));
        assertThat(response.deleted()).hasSize(1);
        assertThat(response.errors()).extracting(S3Error::code).containsExactly("AccessDenied");
    }

    private static ObjectIdentifier identifier(String key, String version) {
        return ObjectIdentifier.builder().key(key).versionId(version).build();
    }

    @Test
    void legalHoldIsBegunAndEnded() {
        String version = put("held");
        hold("held", ObjectLockLegalHoldStatus.ON);
        assertThat(head("held").objectLockLegalHoldStatus())
                .isEqualTo(ObjectLockLegalHoldStatus.ON);
        assertRefused(403, "AccessDenied", () -> remove("held", version, true));
        hold("held", ObjectLockLegalHoldStatus.OFF);
        assertThat(
                        s3.getObjectLegalHold(request -> request.bucket(locked).key("held"))
                                .legalHold()
                                .status())
                .isEqualTo(ObjectLockLegalHoldStatus.OFF);
        remove("held", version, false);
    }

    private void hold(String key, ObjectLockLegalHoldStatus status) {
        s3.putObjectLegalHold(
                request -> request.bucket(locked).key(key).legalHold(hold -> hold.status(status)));
    }

    @Test
    void defaultRetentionOfSixYears() {
        String name = freshName();
        s3.createBucket(request -> request.bucket(name).objectLockEnabledForBucket(true));
        configure(name, ObjectLockRetentionMode.COMPLIANCE, 2190);
        GetObjectLockConfigurationResponse told =
                s3.getObjectLockConfiguration(request -> request.bucket(name));
        ObjectLockConfiguration set = told.objectLockConfiguration();
        assertThat(
                        told.sdkHttpResponse()
                                .firstMatchingHeader("x-holdfast-trusted-time")
                                .map(Instant::parse)
                                .orElseThrow())
                .isBetween(Instant.now().minusSeconds(3600), Instant.now().plusSeconds(3600));
        assertThat(set.rule().defaultRetention().days()).isEqualTo(2190);
        s3.putObject(request -> request.bucket(name).key("record"), RequestBody.fromString("kept"));
        HeadObjectResponse head = s3.headObject(request -> request.bucket(name).key("record"));
        assertThat(head.objectLockMode()).isEqualTo(ObjectLockMode.COMPLIANCE);
        assertThat(head.objectLockRetainUntilDate())
                .isAfter(Instant.now().plus(2189, ChronoUnit.DAYS));
        assertRefused(
                403,
                "AccessDenied",
                () ->
                        s3.deleteObject(
                                request ->
                                        request.bucket(name)
                                                .key("record")
                                                .versionId(head.versionId())
                                                .bypassGovernanceRetention(true)));
    }

    @Test
    void copiesAndUploadsBringTheirOwnLock() {
        put("source");
        s3.copyObject(
                request ->
                        request.sourceBucket(locked)
                                .sourceKey("source")
                                .destinationBucket(locked)
                                .destinationKey("copy")
                                .objectLockLegalHoldStatus(ObjectLockLegalHoldStatus.ON));
        assertThat(head("copy").objectLockLegalHoldStatus())
                .isEqualTo(ObjectLockLegalHoldStatus.ON);
        assertThat(head("source").objectLockLegalHoldStatus()).isNull();
        String upload =
                s3.createMultipartUpload(
                                request ->
                                        request.bucket(locked)
                                                .key("upload")
                                                .objectLockMode(ObjectLockMode.GOVERNANCE)
                                                .objectLockRetainUntilDate(soon))
                        .uploadId();
        String etag =
                s3.uploadPart(
                                request ->
                                        request.bucket(locked)
                                                .key("upload")
                                                .uploadId(upload)
                                                .partNumber(1),
                                RequestBody.fromString("part"))
                        .eTag();
        s3.completeMultipartUpload(
                request ->
                        request.bucket(locked)
                                .key("upload")
                                .uploadId(upload)
                                .multipartUpload(
                                        all ->
                                                all.parts(
                                                        List.of(
                                                                CompletedPart.builder()
                                                                        .partNumber(1)
                                                                        .eTag(etag)
                                                                        .build()))));
        assertThat(head("upload").objectLockMode()).isEqualTo(ObjectLockMode.GOVERNANCE);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertRefused(
                400,
                "InvalidRequest",
                () ->
                        s3.putObject(
                                request ->
                                        request.bucket(bucket)
                                                .key("plain")
                                                .objectLockLegalHoldStatus(
                                                        ObjectLockLegalHoldStatus.ON),
                                RequestBody.fromString("x")));
        assertRefused(
                400,
                "InvalidArgument",
                () ->
                        s3.putObject(
                                request ->
                                        request.bucket(locked)
                                                .key("past")
                                                .objectLockMode(ObjectLockMode.COMPLIANCE)
                                                .objectLockRetainUntilDate(
                                                        Instant.now().minusSeconds(60)),
                                RequestBody.fromString("x")));
        assertRefused(
                400,
                "InvalidArgument",
                () ->
                        s3.putObject(
                                request ->
                                        request.bucket(locked)
                                                .key("half")
                                                .objectLockMode(ObjectLockMode.COMPLIANCE),
                                RequestBody.fromString("x")));
        put("free");
        assertRefused(
                404,
                "NoSuchObjectLockConfiguration",
                () -> s3.getObjectRetention(request -> request.bucket(locked).key("free")));
        assertRefused(
                404,
                "ObjectLockConfigurationNotFoundError",
                () -> s3.getObjectLockConfiguration(request -> request.bucket(bucket)));
        assertRefused(409, "InvalidBucketState", () -> enableLock(bucket));
        assertRefused(
                400,
                "InvalidRetentionPeriod",
                () -> configure(locked, ObjectLockRetentionMode.GOVERNANCE, 0));
    }

    private void configure(String name, ObjectLockRetentionMode mode, int days) {
        ObjectLockRule rule =
                ObjectLockRule.builder()
                        .defaultRetention(retention -> retention.mode(mode).days(days))
                        .build();
        s3.putObjectLockConfiguration(
                request ->
                        request.bucket(name)
                                .objectLockConfiguration(
                                        lock ->
                                                lock.objectLockEnabled(ObjectLockEnabled.ENABLED)
                                                        .rule(rule)));
    }

    @Test
    void lockComesLaterToAVersionedBucket() {
        String name = newBucket();
        versioning(name, BucketVersioningStatus.ENABLED);
        enableLock(name);
        assertThat(
                        s3.getObjectLockConfiguration(request -> request.bucket(name))
                                .objectLockConfiguration()
                                .objectLockEnabled())
                .isEqualTo(ObjectLockEnabled.ENABLED);
        assertRefused(
                409,
                "InvalidBucketState",
                () -> versioning(name, BucketVersioningStatus.SUSPENDED));
    }

    private void versioning(String name, BucketVersioningStatus status) {
        s3.putBucketVersioning(
                request ->
                        request.bucket(name)
                                .versioningConfiguration(config -> config.status(status)));
    }

    private void enableLock(String name) {
        s3.putObjectLockConfiguration(
                request ->
                        request.bucket(name)
                                .objectLockConfiguration(
                                        lock -> lock.objectLockEnabled(ObjectLockEnabled.ENABLED)));
    }
}
