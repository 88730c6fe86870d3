package io.holdfast.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PresignerTest {
    /// The example of [Amazon S3 API: Authenticating Requests: Using Query Parameters].
    @Test
    void signatureIsThatOfTheManual() {
        Target target =
                new Target(
                        URI.create("http://examplebucket.s3.amazonaws.com"),
                        "AKIAIOSFODNN7EXAMPLE",
                        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                        "examplebucket",
                        0);
        String signed =
                new Presigner(target, Instant.parse("2013-05-24T00:00:00Z"))
                        .sign("GET", "/test.txt", Map.of());
        assertThat(signed)
                .startsWith("/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&")
                .endsWith(
                        "X-Amz-Signature="
                                + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    }
}
