package io.holdfast.s3.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.digest.ChecksumValue;
import io.holdfast.s3.MemoryExchange;
import io.holdfast.s3.wire.S3BodyException;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.testkit.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// The examples of [S3 API: Transferring payload in multiple chunks], split and damaged in every
/// way.
final class ChunkedPayloadTest {
    private static final String FIELDS =
            "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;"
                    + "x-amz-decoded-content-length;x-amz-storage-class";
    private static final String TRAILER_FIELDS =
            "content-encoding;host;x-amz-content-sha256;x-amz-date;"
                    + "x-amz-decoded-content-length;x-amz-storage-class;x-amz-trailer";
    private static final String SIGNED =
            chunk(65_536, "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648")
                    + chunk(
                            1024,
                            "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497")
                    + chunk(0, "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9");
    private static final String TRAILED =
            chunk(65_536, "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2")
                    + chunk(
                            1024,
                            "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7")
                    + "0;chunk-signature="
                    + "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992\r\n"
                    + "x-amz-checksum-crc32c:sOO8/Q==\r\n"
                    + "x-amz-trailer-signature:"
                    + "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n\r\n";
    private static final String SIX = "6\r\nabcdef\r\n";
    private static final String CRC32 = "x-amz-checksum-crc32:AAAAAA==\r\n\r\n";
    private static final byte[] PLAIN = "a".repeat(66_560).getBytes(StandardCharsets.US_ASCII);

    @Test
    void signedChunksGiveThePlainBody() {
        Seeds.forEach(
                50,
                random ->
                        assertThat(
                                        readAll(
                                                open(
                                                        signed(SIGNED)
                                                                .splitBy(
                                                                        most ->
                                                                                random.nextInt(most)
                                                                                        + 1))))
                                .isEqualTo(PLAIN));
    }

    @Test
    void signedTrailerGivesTheChecksum() throws Exception {
        Payload payload = open(trailed(TRAILED));
        assertThat(readAll(payload)).isEqualTo(PLAIN);
        assertThat(payload.expectedChecksum())
                .isEqualTo(ChecksumValue.parse(ChecksumAlgorithm.CRC32C, "sOO8/Q=="));
    }

    @Test
    void unsignedChunksWithATrailerAreRead() {
        Seeds.forEach(
                200,
                random -> {
                    byte[] plain = new byte[random.nextInt(3000)];
                    random.nextBytes(plain);
                    StringBuilder wire = new StringBuilder();
                    for (int at = 0; at < plain.length; ) {
                        int count = Math.min(random.nextInt(700) + 1, plain.length - at);
                        wire.append(Integer.toHexString(count)).append("\r\n");
                        wire.append(latin1(plain, at, count)).append("\r\n");
                        at += count;
                    }
                    wire.append("0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n");
                    MemoryExchange exchange =
                            unsigned(wire.toString(), plain.length)
                                    .splitBy(most -> random.nextInt(most) + 1);
                    Payload payload = Payloads.open(exchange, new BodySeal.UnsignedChunks());
                    assertThat(readAll(payload)).isEqualTo(plain);
                    assertThat(payload.expectedChecksum())
                            .isEqualTo(ChecksumValue.parse(ChecksumAlgorithm.CRC32, "AAAAAA=="));
                });
    }

    @Test
    void trailersOfMinioClientsAreRead() throws Exception {
        String bare = "0\r\nx-amz-checksum-crc32:AAAAAA==\n\r\n\r\n";
        Payload payload =
                Payloads.open(unsigned("6\r\nabcdef\r\n" + bare, 6), new BodySeal.UnsignedChunks());
        assertThat(readAll(payload)).isEqualTo("abcdef".getBytes(StandardCharsets.US_ASCII));
        assertThat(payload.expectedChecksum())
                .isEqualTo(ChecksumValue.parse(ChecksumAlgorithm.CRC32, "AAAAAA=="));
        String signed = TRAILED.replace("sOO8/Q==\r\n", "sOO8/Q==\n\r\n") + "\r\n";
        assertThat(signed).isNotEqualTo(TRAILED + "\r\n");
        assertThat(readAll(open(trailed(signed)))).isEqualTo(PLAIN);
    }

    @Test
    void everyTruncationIsRefused() {
        Seeds.forEach(
                100,
                random -> {
                    // Without its last empty line the body is still whole.
                    int end = random.nextInt(SIGNED.length() - 2);
                    refused(signed(SIGNED.substring(0, end)));
                });
    }

    @Test
    void everyChangedByteIsRefused() {
        Seeds.forEach(
                200,
                random -> {
                    String wire = random.nextBoolean() ? SIGNED : TRAILED;
                    StringBuilder changed = new StringBuilder(wire);
                    int at = random.nextInt(wire.length());
                    if (random.nextBoolean()) {
                        // half of the time among the lines, of which there are few
                        at = wire.indexOf('\n', random.nextInt(wire.length() - 2) / 2);
                        at = Math.max(0, at - random.nextInt(80));
                    }
                    char now = changed.charAt(at);
                    changed.setCharAt(at, (char) (now ^ (1 << random.nextInt(4))));
                    if (Character.toLowerCase(now) != Character.toLowerCase(changed.charAt(at))) {
                        refused(
                                wire.equals(SIGNED)
                                        ? signed(changed.toString())
                                        : trailed(changed.toString()));
                    }
                });
    }

    @Test
    void extraBytesAreRefused() {
        refused(signed(SIGNED + "x"));
        refused(signed(SIGNED + SIGNED));
        refused(trailed(TRAILED + "x"));
    }

    @Test
    void lengthMustBeWhatWasDeclared() {
        for (int declared : new int[] {0, 5, 7, 100}) {
            assertThatThrownBy(
                            () ->
                                    readAll(
                                            Payloads.open(
                                                    unsigned(SIX + "0\r\n" + CRC32, declared),
                                                    new BodySeal.UnsignedChunks())))
                    .isInstanceOf(S3BodyException.class);
        }
    }

    @Test
    void undeclaredAndMissingTrailersAreRefused() {
        for (String end :
                new String[] {
                    "0\r\n\r\n",
                    "0\r\nx-amz-checksum-sha1:AAAA\r\n\r\n",
                    "0\r\nx-amz-checksum-crc32:AA\r\n\r\n",
                    "0\r\nx-amz-checksum-crc32:AAAAAA==\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n",
                    "0\r\nnonsense\r\n\r\n",
                    "0\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n",
                    "0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\nx",
                    "0\r\nx-amz-checksum-crc32:AAAAAA==" + "\r\n".repeat(10),
                    "-1\r\n",
                    "g\r\n",
                    "\r\n",
                    "fffffffffffffffff\r\n",
                    "ffffffffffffffff\r\n",
                    "7fffffffffffffff\r\n"
                }) {
            assertThatThrownBy(
                            () ->
                                    readAll(
                                            Payloads.open(
                                                    unsigned("6\r\nabcdef\r\n" + end, 6),
                                                    new BodySeal.UnsignedChunks())))
                    .as(end)
                    .isInstanceOf(S3BodyException.class);
        }
    }

    @Test
    void refusalIsRepeated() throws Exception {
        Payload payload = Payloads.open(unsigned("1\r\nab", 1), new BodySeal.UnsignedChunks());
        ByteBuffer into = ByteBuffer.allocate(10);
        assertThatThrownBy(() -> payload.read(into)).isInstanceOf(S3BodyException.class);
        assertThatThrownBy(payload::finish).isInstanceOf(IOException.class);
    }

    private static void refused(MemoryExchange exchange) {
        assertThatThrownBy(() -> readAll(open(exchange)))
                .satisfiesAnyOf(
                        e -> assertThat(e).isInstanceOf(S3BodyException.class),
                        e -> assertThat(e).isInstanceOf(S3Exception.class));
    }

    private static Payload open(MemoryExchange exchange) throws S3Exception {
        return Payloads.open(exchange, Examples.authenticate(exchange).seal());
    }

    private static byte[] readAll(Payload payload) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(100_000);
        if (payload.length() == 0) {
            payload.finish();
        }
        while (payload.read(all) >= 0) {
            // goes on
        }
        return Arrays.copyOf(all.array(), all.position());
    }

    private static MemoryExchange signed(String wire) {
        return upload(
                        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                        FIELDS,
                        "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
                        wire)
                .with("Content-Length", "66824");
    }

    private static MemoryExchange trailed(String wire) {
        return upload(
                        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                        TRAILER_FIELDS,
                        "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e",
                        wire)
                .with("x-amz-trailer", "x-amz-checksum-crc32c");
    }

    private static MemoryExchange unsigned(String wire, int length) {
        return new MemoryExchange("PUT", "/b/k")
                .with("x-amz-decoded-content-length", Integer.toString(length))
                .with("x-amz-trailer", "x-amz-checksum-crc32")
                .withBody(wire.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static MemoryExchange upload(
            String payload, String signedHeaders, String signature, String wire) {
        return new MemoryExchange("PUT", "/examplebucket/chunkObject.txt")
                .with("Host", "s3.amazonaws.com")
                .with("x-amz-date", Examples.DATE)
                .with("x-amz-storage-class", "REDUCED_REDUNDANCY")
                .with("x-amz-content-sha256", payload)
                .with("Content-Encoding", "aws-chunked")
                .with("x-amz-decoded-content-length", "66560")
                .with("Authorization", Examples.authorization(signedHeaders, signature))
                .withBody(wire.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String chunk(int bytes, String signature) {
        return Integer.toHexString(bytes)
                + ";chunk-signature="
                + signature
                + "\r\n"
                + "a".repeat(bytes)
                + "\r\n";
    }

    private static String latin1(byte[] bytes, int offset, int count) {
        return new String(bytes, offset, count, StandardCharsets.ISO_8859_1);
    }
}
