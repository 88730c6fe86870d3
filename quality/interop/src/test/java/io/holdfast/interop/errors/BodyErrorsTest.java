package io.holdfast.interop.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.Answer;
import io.holdfast.interop.Endpoint;
import io.holdfast.interop.HandSigned;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies that are not what was declared or signed. None of them is stored, and the client is told
/// which of its promises was broken.
final class BodyErrorsTest extends ErrorSuite {
    private static final String SIGNED = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private static final String SIGNED_TRAILER = SIGNED + "-TRAILER";
    private static final String UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private static final String CHUNK = "AWS4-HMAC-SHA256-PAYLOAD";
    private static final String TRAILER = "AWS4-HMAC-SHA256-TRAILER";
    private static final String DATA = "hello, chunks";
    private static final String CRC = "x-amz-checksum-crc32:" + crc32(DATA);

    BodyErrorsTest(Endpoint endpoint) {
        super(endpoint);
    }

    private static String crc32(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        int value = (int) crc.getValue();
        byte[] bytes = {
            (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value
        };
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// A body in unsigned chunks; the length of the data is as declared.
    private Answer unsigned(long declared, String wire) throws IOException {
        return chunked(
                request("PUT", "chunked")
                        .header("x-amz-trailer", "x-amz-checksum-crc32")
                        .payload(UNSIGNED_TRAILER),
                declared,
                wire);
    }

    private Answer chunked(HandSigned request, long declared, String wire) throws IOException {
        request.header("content-encoding", "aws-chunked")
                .header("x-amz-decoded-content-length", Long.toString(declared))
                .header("content-length", Integer.toString(wire.length()))
                .v4();
        return send(request, wire.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void rightBodiesOfAllFramingsAreStored() throws IOException {
        unsigned(13, "d\r\n" + DATA + "\r\n0\r\n" + CRC + "\r\n\r\n").assertOk();
        assertThat(get("chunked")).asString().isEqualTo(DATA);
        signed(DATA, "", "", false).assertOk();
        signed(DATA, "", "", true).assertOk();
        assertThat(get("chunked")).asString().isEqualTo(DATA);
        s3.deleteObject(request -> request.bucket(bucket).key("chunked"));
    }

    static Stream<Arguments> wrongFramings() {
        String end = "0\r\n" + CRC + "\r\n\r\n";
        String good = "d\r\n" + DATA + "\r\n";
        return Stream.of(
                Arguments.of("shorter than declared", 14, good + end, "IncompleteBody"),
                Arguments.of("longer than declared", 12, good + end, "ExcessData"),
                Arguments.of("more behind the end", 13, good + end + "x", "ExcessData"),
                Arguments.of("no end", 13, good, "IncompleteBody"),
                Arguments.of("cut in the data", 13, "d\r\nhel", "IncompleteBody"),
                Arguments.of("cut in the line", 13, "d", "IncompleteBody"),
                Arguments.of(
                        "size that is none", 13, "xyz\r\n" + DATA + "\r\n" + end, "BadRequest"),
                Arguments.of("negative size", 13, "-d\r\n" + DATA + "\r\n" + end, "BadRequest"),
                Arguments.of("size beyond a long", 13, "1".repeat(17) + "\r\n", "BadRequest"),
                Arguments.of("huge size", 13, "7fffffffffffffff\r\n" + DATA, "ExcessData"),
                Arguments.of("bare line feeds", 13, "d\n" + DATA + "\n0\n\n", "BadRequest"),
                Arguments.of("no line end", 13, "d\r\n" + DATA + end, "BadRequest"),
                Arguments.of("endless line", 13, "0".repeat(5000), "BadRequest"),
                Arguments.of("no trailer", 13, good + "0\r\n\r\n", "MalformedTrailerError"),
                Arguments.of(
                        "another trailer",
                        13,
                        good + "0\r\nx-amz-checksum-sha1:AAAA\r\n\r\n",
                        "MalformedTrailerError"),
                Arguments.of(
                        "trailer that is none",
                        13,
                        good + "0\r\nx-amz-checksum-crc32:???\r\n\r\n",
                        "MalformedTrailerError"),
                Arguments.of(
                        "trailer without a colon",
                        13,
                        good + "0\r\nnonsense\r\n\r\n",
                        "MalformedTrailerError"),
                Arguments.of(
                        "wrong checksum",
                        13,
                        good + "0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n",
                        "BadDigest"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongFramings")
    void wrongFramingIsNamed(String what, long declared, String wire, String code)
            throws IOException {
        unsigned(declared, wire).assertRefusal(400, code);
        assertMissing("chunked");
    }

    /// Two chunks and the end, all signed; a place is spoiled where the texts say so.
    private Answer signed(String data, String chunkTail, String trailerTail, boolean hasTrailer)
            throws IOException {
        HandSigned request =
                request("PUT", "chunked").payload(hasTrailer ? SIGNED_TRAILER : SIGNED);
        if (hasTrailer) {
            request.header("x-amz-trailer", "x-amz-checksum-crc32");
        }
        int length = 0;
        request.header("content-encoding", "aws-chunked")
                .header("x-amz-decoded-content-length", Integer.toString(data.length()));
        String head = "%x".formatted(5);
        String rest = "%x".formatted(data.length() - 5);
        String wire = "";
        for (int attempt = 0; attempt < 2; attempt++) {
            // The length is part of what is signed: the first round only measures.
            request.header("content-length", Integer.toString(length)).v4();
            String previous = request.seed();
            StringBuilder all = new StringBuilder();
            for (String chunk : new String[] {data.substring(0, 5), data.substring(5), ""}) {
                String signature =
                        request.chunkSignature(
                                CHUNK,
                                previous,
                                HandSigned.sha256(new byte[0])
                                        + "\n"
                                        + HandSigned.sha256(
                                                chunk.getBytes(StandardCharsets.US_ASCII)));
                previous = signature;
                String size = chunk.isEmpty() ? "0" : chunk.length() == 5 ? head : rest;
                all.append(size).append(";chunk-signature=");
                all.append(spoiled(signature, chunk.isEmpty() ? "" : chunkTail)).append("\r\n");
                all.append(chunk).append(chunk.isEmpty() ? "" : "\r\n");
            }
            if (hasTrailer) {
                String signature =
                        request.chunkSignature(
                                TRAILER,
                                previous,
                                HandSigned.sha256((CRC + "\n").getBytes(StandardCharsets.UTF_8)));
                all.append(CRC).append("\r\nx-amz-trailer-signature:");
                all.append(spoiled(signature, trailerTail)).append("\r\n");
            }
            wire = all + "\r\n";
            length = wire.length();
        }
        return send(request, wire.getBytes(StandardCharsets.US_ASCII));
    }

    private static String spoiled(String signature, String tail) {
        return signature.substring(0, signature.length() - tail.length()) + tail;
    }

    @Test
    void wrongChunkSignatureIsRefused() throws IOException {
        signed(DATA, "xyz", "", false).assertRefusal(403, "SignatureDoesNotMatch");
        signed(DATA, "xyz", "", true).assertRefusal(403, "SignatureDoesNotMatch");
        assertMissing("chunked");
    }

    @Test
    void wrongTrailerSignatureIsRefused() throws IOException {
        signed(DATA, "", "xyz", true).assertRefusal(403, "SignatureDoesNotMatch");
        assertMissing("chunked");
    }

    @Test
    void changedDataOfASignedChunkIsRefused() throws IOException {
        HandSigned request =
                request("PUT", "chunked")
                        .payload(SIGNED)
                        .header("content-encoding", "aws-chunked")
                        .header("x-amz-decoded-content-length", "5");
        String wire = "5;chunk-signature=" + "0".repeat(64) + "\r\nhello\r\n";
        request.header("content-length", Integer.toString(wire.length())).v4();
        send(request, wire.getBytes(StandardCharsets.US_ASCII))
                .assertRefusal(403, "SignatureDoesNotMatch");
        assertMissing("chunked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "x", "99999999999999999999", "1e3"})
    void decodedLengthThatIsNoneIsNamed(String length) throws IOException {
        HandSigned request =
                request("PUT", "chunked")
                        .payload(UNSIGNED_TRAILER)
                        .header("x-amz-trailer", "x-amz-checksum-crc32")
                        .header("x-amz-decoded-content-length", length)
                        .header("content-length", "5");
        Answer answer = send(request.v4(), "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        if (length.isEmpty()) {
            answer.assertRefusal(411, "MissingContentLength");
        } else {
            answer.assertRefusal(400, "InvalidArgument");
        }
    }

    @Test
    void partThatIsCutIsNotStored() throws IOException {
        String upload =
                s3.createMultipartUpload(request -> request.bucket(bucket).key("cut")).uploadId();
        HandSigned part = request("PUT", "cut").query("partNumber", "1").query("uploadId", upload);
        Answer answer = send(part.header("content-length", "100").v4(), new byte[50]);
        if (answer.status() != 0) {
            answer.assertRefusal(400, "IncompleteBody");
        }
        assertThat(s3.listParts(r -> r.bucket(bucket).key("cut").uploadId(upload)).parts())
                .isEmpty();
        s3.abortMultipartUpload(r -> r.bucket(bucket).key("cut").uploadId(upload));
    }
}
