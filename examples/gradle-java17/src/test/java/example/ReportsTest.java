package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.junit.Bucket;
import io.holdfast.junit.Bucket.Seed;
import io.holdfast.junit.HoldfastCredentials;
import io.holdfast.junit.HoldfastTest;
import io.holdfast.library.HoldfastClock;
import io.holdfast.library.HoldfastFaults;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

@HoldfastTest
class ReportsTest {
    @Test
    void aReportIsPublishedOnce(S3Client s3, @Bucket String bucket) {
        Reports reports = new Reports(s3, bucket);
        assertTrue(reports.publish("2026", "profit"));
        assertFalse(reports.publish("2026", "loss"));
        assertEquals("profit", reports.read("2026"));
    }

    @Test
    void troubleOnTheWayIsGotOver(S3Client s3, @Bucket String bucket, HoldfastFaults faults) {
        Reports reports = new Reports(s3, bucket);
        faults.refuseRequests(1, 503, "SlowDown");
        assertTrue(reports.publish("2026", "profit"));
        faults.cutRequests(1);
        assertTrue(reports.publish("2027", "profit"));
        assertEquals("profit", reports.read("2027"));
    }

    @Test
    void aLinkEndsWithItsTime(
            URI endpoint,
            HoldfastCredentials credentials,
            @Bucket(seeds = @Seed(key = "2026", text = "profit")) String bucket,
            HoldfastClock clock)
            throws Exception {
        try (S3Presigner presigner =
                S3Presigner.builder()
                        .endpointOverride(endpoint)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(
                                                credentials.accessKey(), credentials.secretKey())))
                        .serviceConfiguration(
                                S3Configuration.builder().pathStyleAccessEnabled(true).build())
                        .build()) {
            URI link =
                    presigner
                            .presignGetObject(
                                    p ->
                                            p.signatureDuration(Duration.ofDays(1))
                                                    .getObjectRequest(
                                                            r -> r.bucket(bucket).key("2026")))
                            .url()
                            .toURI();
            assertEquals(200, status(link));
            clock.advance(Duration.ofDays(2));
            assertEquals(403, status(link));
        }
    }

    private static int status(URI link) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(link).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
