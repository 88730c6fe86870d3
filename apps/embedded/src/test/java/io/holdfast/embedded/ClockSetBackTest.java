package io.holdfast.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.base.Clock;
import io.holdfast.server.HostedNode;
import io.holdfast.server.Machine;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The machine's wall clock is set back an hour under a server that serves: clients that mend their
/// own by its answers go on, what was written later is the newer, and what is retained stays so.
final class ClockSetBackTest {
    private static final String ACCESS = "clock-root";
    private static final String SECRET = "clock-secret";
    private static final long HOUR_MS = 3_600_000;

    private final AtomicLong movedMs = new AtomicLong();
    private HostedNode node;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        Clock clock =
                new Clock() {
                    @Override
                    public long wallMs() {
                        return Clock.system().wallMs() + movedMs.get();
                    }

                    @Override
                    public long monotonicNs() {
                        return Clock.system().monotonicNs();
                    }
                };
        Machine machine = new Machine(clock, Machine.REAL.media(), UnaryOperator.identity());
        List<Path> drives = List.of(folder.resolve("d1"), folder.resolve("d2"));
        HostedNode.Outcome outcome =
                HostedNode.start(
                        Map.of(
                                "MINIO_ADDRESS", "127.0.0.1:0",
                                "MINIO_ROOT_USER", ACCESS,
                                "MINIO_ROOT_PASSWORD", SECRET),
                        drives,
                        folder,
                        machine);
        assertThat(outcome).isInstanceOf(HostedNode.Outcome.Started.class);
        node = ((HostedNode.Outcome.Started) outcome).node();
    }

    @AfterEach
    void stop() {
        SdkGlobalTime.setGlobalTimeOffset(0);
        node.close();
    }

    private S3Client client(RetryStrategy retries) {
        return S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + node.port()))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(ACCESS, SECRET)))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .overrideConfiguration(o -> o.retryStrategy(retries))
                .build();
    }

    @Test
    void clientsThatMendTheirClockGoOn() {
        String locked;
        try (S3Client s3 = client(AwsRetryStrategy.doNotRetry())) {
            s3.createBucket(r -> r.bucket("kept").objectLockEnabledForBucket(true));
            s3.createBucket(r -> r.bucket(Clients.BUCKET));
            Clients.put(s3, "before", Clients.bytes(10, 1));
            locked = put(s3, "kept", "key", "first");
            s3.putObjectRetention(
                    r ->
                            r.bucket("kept")
                                    .key("key")
                                    .versionId(locked)
                                    .retention(
                                            keep ->
                                                    keep.mode(ObjectLockRetentionMode.COMPLIANCE)
                                                            .retainUntilDate(
                                                                    Instant.now()
                                                                            .plusSeconds(60))));

            movedMs.set(-HOUR_MS);
        }
        // As the SDK does by itself, by the date of an answer, which is the machine's here.
        SdkGlobalTime.setGlobalTimeOffset((int) (HOUR_MS / 1000));
        try (S3Client s3 = client(AwsRetryStrategy.doNotRetry())) {
            assertThat(Clients.get(s3, "before")).hasSize(10);
            Clients.put(s3, "before", Clients.bytes(20, 2));
            assertThat(Clients.get(s3, "before")).hasSize(20);
            Clients.put(s3, "after", Clients.bytes(5 << 20, 3));
            assertThat(Clients.get(s3, "after")).hasSize(5 << 20);
            assertThat(s3.listObjectsV2(r -> r.bucket(Clients.BUCKET)).contents()).hasSize(2);
            String second = put(s3, "kept", "key", "second");
            assertThat(s3.listObjectVersions(r -> r.bucket("kept")).versions())
                    .extracting(ObjectVersion::versionId)
                    .containsExactly(second, locked);
            s3.deleteObject(r -> r.bucket(Clients.BUCKET).key("after"));
            s3.putBucketVersioning(
                    r ->
                            r.bucket(Clients.BUCKET)
                                    .versioningConfiguration(
                                            v -> v.status(BucketVersioningStatus.ENABLED)));
            // The last one: a refusal has the SDK set its clock by the machine's date.
            assertThatThrownBy(
                            () ->
                                    s3.deleteObject(
                                            r -> r.bucket("kept").key("key").versionId(locked)))
                    .isInstanceOf(S3Exception.class);
        }
    }

    @Test
    void othersAreToldThatTheClocksDiffer() {
        movedMs.set(-HOUR_MS);
        try (S3Client s3 = client(AwsRetryStrategy.doNotRetry())) {
            assertThatThrownBy(s3::listBuckets)
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            e ->
                                    assertThat(e.awsErrorDetails().errorCode())
                                            .isEqualTo("RequestTimeTooSkewed"));
        }
    }

    private static String put(S3Client s3, String bucket, String key, String text) {
        return s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(text))
                .versionId();
    }
}
