package io.holdfast.s3.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.fuzz.FuzzTarget;
import io.holdfast.s3.wire.Fields;
import io.holdfast.s3.wire.S3BodyException;
import io.holdfast.s3.wire.S3Exception;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Multipart bodies and policies of forms.
public final class FormTargets {
    private static final String BOUNDARY = "--B";

    private FormTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                new FuzzTarget(
                        "formParts",
                        seeds(
                                "----B\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nk\r\n----B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\a\\\"b.txt\"\r\nContent-Type: x\r\n\r\n---\r\n--\r\n----B--\r\n",
                                "pre\r\n----B \t\r\ncontent-disposition:form-data;name=a;;filename=b\r\n\r\n----\r\n----C\r\n----B\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n\r\n----B--"),
                        FormTargets::parts),
                FuzzTarget.of(
                        "formPolicy",
                        S3Exception.class,
                        seeds(
                                "{\"expiration\": \"2007-12-01T12:00:00.000Z\", \"conditions\": [{\"acl\": \"public-read\" }, [\"starts-with\", \"$key\", \"user/\\$x\"], [\"content-length-range\", 1, \"10\"],]}",
                                "{\"conditions\": [], \"expiration\": \"2007-12-01T12:00:00Z\"}"),
                        input ->
                                PolicyReader.read(Base64.getEncoder().encodeToString(input))
                                        .toString()),
                FuzzTarget.of(
                        "formPolicyText",
                        S3Exception.class,
                        seeds("eyAiZXhwaXJhdGlvbiI6ICIyMDA3LTEyLTAxVDEyOjAwOjAwLjAwMFoiIH0="),
                        input -> PolicyReader.read(text(input))),
                FuzzTarget.of(
                        "fanOutList",
                        S3Exception.class,
                        seeds(
                                "{\"key\":\"a\",\"metadata\":{\"b\":\"c\"},\"tags\":{\"d\":\"e\"},\"contentType\":\"x/y\"}\n{\"key\":\"b\",\"retention\":null}",
                                "{\"key\":\"a\",\"retainUntil\":\"2030-01-01T00:00:00Z\",\"cacheControl\":\"\"}"),
                        FormTargets::list),
                FuzzTarget.of(
                        "formHead",
                        S3BodyException.class,
                        seeds("form-data; name=\"a\\\"b\"; filename=c", "form-data;name=a;x=\"y\""),
                        input -> PartHead.parse(text(input))));
    }

    /// What a list says becomes fields of requests, each of which is one.
    private static List<FanOut> list(byte[] input) throws S3Exception {
        List<FanOut> entries = FanOut.parse(text(input));
        for (FanOut entry : entries) {
            assertThat(entry.key()).isNotEmpty();
            assertThat(entry.fields().keySet()).allMatch(Fields::isName);
            assertThat(entry.fields().values()).allMatch(Fields::isValue);
        }
        return entries;
    }

    /// However the bytes arrive, the same is understood: what came in one piece is what comes byte
    /// by byte, or in any pieces between.
    private static void parts(byte[] input) throws IOException {
        String whole = understood(input, Integer.MAX_VALUE);
        assertThat(understood(input, 1)).isEqualTo(whole);
        assertThat(understood(input, 5)).isEqualTo(whole);
    }

    private static String understood(byte[] input, int piece) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(input);
        StringBuilder out = new StringBuilder();
        try {
            MultipartReader reader =
                    new MultipartReader(into -> give(bytes, into, piece), BOUNDARY);
            for (Optional<PartHead> head = reader.next(); head.isPresent(); head = reader.next()) {
                out.append(head.get());
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                ByteBuffer some = ByteBuffer.allocate(64);
                while (reader.read(some.clear()) >= 0) {
                    content.write(some.array(), 0, some.position());
                }
                out.append(content.toString(StandardCharsets.ISO_8859_1));
                assertThat(reader.taken()).isLessThanOrEqualTo(input.length);
            }
        } catch (S3BodyException e) {
            out.append(e.refusal().code());
        }
        return out.toString();
    }

    private static int give(ByteBuffer bytes, ByteBuffer into, int most) {
        int count = Math.min(Math.min(most, bytes.remaining()), into.remaining());
        into.put(bytes.slice(bytes.position(), count));
        bytes.position(bytes.position() + count);
        return count == 0 ? -1 : count;
    }

    private static List<byte[]> seeds(String... texts) {
        return Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }
}
