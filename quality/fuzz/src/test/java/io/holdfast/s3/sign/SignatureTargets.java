package io.holdfast.s3.sign;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.ports.Caller;
import io.holdfast.base.ports.Credential;
import io.holdfast.fuzz.FuzzTarget;
import io.holdfast.s3.MemoryExchange;
import io.holdfast.s3.request.Target;
import io.holdfast.s3.wire.Query;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.testkit.HandClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Signatures in all forms, and bodies in AWS's chunks.
public final class SignatureTargets {
    private static final String KEY = "AKIAIOSFODNN7EXAMPLE";
    private static final String SCOPE = KEY + "/20130524/us-east-1/s3/aws4_request";
    private static final long NOW_MS = 1_369_353_600_000L; // 24 May 2013, as in AWS's examples
    private static final String HEX = "f0".repeat(32);
    private static final int MODES = 3;

    private SignatureTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                FuzzTarget.of(
                        "authorization",
                        S3Exception.class,
                        seeds(
                                "AWS4-HMAC-SHA256 Credential=%s,SignedHeaders=host;x-amz-date,Signature=%s\n20130524T000000Z\n"
                                        .formatted(SCOPE, HEX),
                                "AWS4-HMAC-SHA256 Credential=%s, SignedHeaders=host, Signature=%s\nFri, 24 May 2013 00:00:00 GMT\nUNSIGNED-PAYLOAD"
                                        .formatted(SCOPE, HEX),
                                "AWS4-HMAC-SHA256 Credential=%s, SignedHeaders=host, Signature=%s\n-0005-05-24T00:00:00Z\n"
                                        .formatted(SCOPE, HEX),
                                "AWS %s:c2lnbmF0dXJl\nFri, 24 May 2013 00:00:00 GMT\n"
                                        .formatted(KEY)),
                        SignatureTargets::header),
                FuzzTarget.of(
                        "presigned",
                        S3Exception.class,
                        seeds(
                                "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=%s&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=%s"
                                        .formatted(SCOPE.replace("/", "%2F"), HEX),
                                "AWSAccessKeyId=%s&Expires=2000000000&Signature=c2lnbmF0dXJl"
                                        .formatted(KEY)),
                        SignatureTargets::query),
                FuzzTarget.of(
                        "chunks",
                        IOException.class,
                        seeds(
                                "\0006\r\nabcdef\r\n0\r\nx-amz-checksum-crc32:S8rbVw==\r\n\r\n",
                                "\0003;x=y\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n",
                                "\0016;chunk-signature=%s\r\nabcdef\r\n0;chunk-signature=%s\r\n\r\n"
                                        .formatted(HEX, HEX),
                                "\0026;chunk-signature=%s\r\nabcdef\r\n0;chunk-signature=%s\r\nx-amz-trailer-signature:%s\r\n\r\n"
                                        .formatted(HEX, HEX, HEX)),
                        SignatureTargets::chunks));
    }

    /// Lines: the field, the date, the payload's hash. The seeds' signatures are wrong, so nobody
    /// may be let in.
    private static Object header(byte[] input) throws S3Exception {
        List<String> lines = text(input).lines().toList();
        MemoryExchange exchange = new MemoryExchange("GET", "/bucket/key");
        exchange.with("host", "h").with("authorization", line(lines, 0));
        exchange.with("x-amz-date", line(lines, 1)).with("x-amz-content-sha256", line(lines, 2));
        return refuse(exchange);
    }

    private static Object query(byte[] input) throws S3Exception {
        String query = text(input).replace('\n', ' ');
        return refuse(new MemoryExchange("GET", "/bucket/key?" + query).with("host", "h"));
    }

    private static Object refuse(MemoryExchange exchange) throws S3Exception {
        HandClock clock = new HandClock();
        clock.jumpWallMs(NOW_MS - clock.wallMs());
        Authenticator authenticator =
                new Authenticator(
                        accessKey ->
                                accessKey.equals(KEY)
                                        ? Optional.of(new Credential(KEY, "secret", "", true))
                                        : Optional.empty(),
                        clock,
                        "us-east-1");
        Target target = Target.of(exchange.rawPath(), "h", List.of());
        Authentication authentication =
                authenticator.authenticate(
                        new SignedRequest(
                                exchange,
                                target.path(),
                                Query.parse(exchange.rawQuery()),
                                "",
                                false));
        assertThat(authentication.caller()).isInstanceOf(Caller.Anonymous.class);
        return authentication;
    }

    /// The first byte chooses the framing. Signed ones are wrong, so no such body may end well.
    private static Object chunks(byte[] input) throws S3Exception, IOException {
        if (input.length == 0) {
            return "";
        }
        int mode = (input[0] & 0xff) % MODES;
        byte[] wire = Arrays.copyOfRange(input, 1, input.length);
        MemoryExchange exchange =
                new MemoryExchange("PUT", "/bucket/key")
                        .with("x-amz-decoded-content-length", "6")
                        .with("x-amz-trailer", "x-amz-checksum-crc32")
                        .withBody(wire)
                        .splitBy(most -> 1 + (most * 7 + wire.length) % 13);
        BodySeal seal =
                mode == 0
                        ? new BodySeal.UnsignedChunks()
                        : new BodySeal.SignedChunks(
                                Crypto.key(new byte[] {1}),
                                "20130524T000000Z",
                                "20130524/us-east-1/s3/aws4_request",
                                HEX,
                                mode == 2);
        Payload payload = Payloads.open(exchange, seal);
        ByteBuffer body = ByteBuffer.allocate(64);
        while (payload.read(body) >= 0) {
            assertThat(body.position()).isLessThanOrEqualTo(6);
        }
        payload.finish();
        assertThat(mode).as("a wrong signature was taken").isZero();
        assertThat(body.position()).isEqualTo(6);
        assertThat(payload.expectedChecksum()).isPresent();
        return body;
    }

    private static String line(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "";
    }

    private static List<byte[]> seeds(String... texts) {
        return Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }
}
