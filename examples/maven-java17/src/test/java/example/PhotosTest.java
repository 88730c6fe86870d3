package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.holdfast.junit.Bucket;
import io.holdfast.junit.Bucket.Seed;
import io.holdfast.junit.HoldfastTest;
import io.holdfast.library.HoldfastClock;
import io.holdfast.library.HoldfastFaults;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// What a project's own tests look like.
@HoldfastTest
class PhotosTest {
    @Test
    void seededContentIsThere(
            S3Client s3, @Bucket(seeds = @Seed(key = "a.txt", text = "hello")) String bucket) {
        assertEquals("hello", text(s3, bucket, "a.txt"));
    }

    @Test
    void aLostDriveIsNoMatter(S3Client s3, @Bucket String bucket, HoldfastFaults faults) {
        faults.loseDrive(0);
        s3.putObject(r -> r.bucket(bucket).key("photo"), RequestBody.fromString("still here"));
        faults.rotObject(bucket, "photo", 1);
        assertEquals("still here", text(s3, bucket, "photo"));
    }

    @Test
    void whatIsKeptCanBeDeletedWhenItsTimeHasPassed(S3Client s3, HoldfastClock clock) {
        s3.createBucket(r -> r.bucket("archive").objectLockEnabledForBucket(true));
        Instant until = clock.now().plus(Duration.ofDays(365));
        String version =
                s3.putObject(
                                r ->
                                        r.bucket("archive")
                                                .key("contract")
                                                .objectLockMode(ObjectLockMode.COMPLIANCE)
                                                .objectLockRetainUntilDate(until),
                                RequestBody.fromString("signed"))
                        .versionId();
        assertThrows(S3Exception.class, () -> delete(s3, version));
        clock.advance(Duration.ofDays(366));
        delete(s3, version);
    }

    private static void delete(S3Client s3, String version) {
        s3.deleteObject(r -> r.bucket("archive").key("contract").versionId(version));
    }

    private static String text(S3Client s3, String bucket, String key) {
        return s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
    }
}
