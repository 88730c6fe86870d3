package io.holdfast.s3.sign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.base.ports.Credential;
import io.holdfast.s3.MemoryExchange;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Times;
import io.holdfast.testkit.HandClock;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// The examples of [S3 user guide: Signing and authenticating REST requests (version 2)].
final class SignatureV2Test {
    private static final String DATE = "Tue, 27 Mar 2007 19:36:42 +0000";
    private static final String ACCESS_KEY = "AKIAIOSFODNN7EXAMPLE";

    @Test
    void getObjectIsVerified() throws S3Exception {
        authenticate(
                new MemoryExchange("GET", "/photos/puppy.jpg")
                        .with("Host", "awsexamplebucket1.us-west-1.s3.amazonaws.com")
                        .with("Date", DATE)
                        .with(
                                "Authorization",
                                "AWS " + ACCESS_KEY + ":qgk2+6Sv9/oM7G3qLEjTH1a1l1g="),
                "awsexamplebucket1");
    }

    @Test
    void stringToSignHasSortedFieldsAndSubResources() throws S3Exception {
        MemoryExchange exchange =
                new MemoryExchange("PUT", "/b/k%20x?versionId=v&acl&prefix=p")
                        .with("Content-Type", "text/plain")
                        .with("X-Amz-Meta-B", " two ")
                        .with("x-amz-meta-a", "1")
                        .with("x-amz-meta-b", "three");
        assertThat(SignatureV2.stringToSign(Examples.request(exchange), "D", exchange.rawPath()))
                .isEqualTo(
                        "PUT\n\ntext/plain\nD\nx-amz-meta-a:1\nx-amz-meta-b:two,three\n"
                                + "/b/k%20x?acl&versionId=v");
    }

    @Test
    void aBucketMayBeSignedWithASlash() throws Exception {
        for (String signed : new String[] {"/bucket", "/bucket/"}) {
            authenticate(signedFor("/bucket", signed), "");
        }
        assertThatThrownBy(() -> authenticate(signedFor("/bucket/key", "/bucket/key/"), ""))
                .isInstanceOf(S3Exception.class);
        assertThatThrownBy(() -> authenticate(signedFor("/bucket/", "/bucket"), ""))
                .isInstanceOf(S3Exception.class);
    }

    private static MemoryExchange signedFor(String sent, String signed) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(Examples.SECRET_KEY.getBytes(UTF_8), "HmacSHA1"));
        byte[] signature = mac.doFinal(("PUT\n\n\n" + DATE + "\n" + signed).getBytes(UTF_8));
        return new MemoryExchange("PUT", sent)
                .with("Date", DATE)
                .with(
                        "Authorization",
                        "AWS " + ACCESS_KEY + ":" + Base64.getEncoder().encodeToString(signature));
    }

    private static void authenticate(MemoryExchange exchange, String hostBucket)
            throws S3Exception {
        HandClock clock = new HandClock();
        clock.jumpWallMs(Times.parseHttp(DATE).orElseThrow() - clock.wallMs());
        SignedRequest request = Examples.request(exchange);
        SignatureV2 v2 =
                new SignatureV2(
                        _ -> Optional.of(new Credential(ACCESS_KEY, Examples.SECRET_KEY, "", true)),
                        clock);
        v2.verifyHeader(
                new SignedRequest(exchange, request.path(), request.query(), hostBucket, false),
                exchange.header("authorization").orElseThrow());
    }
}
