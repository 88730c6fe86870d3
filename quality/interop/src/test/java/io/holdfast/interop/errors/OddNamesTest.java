package io.holdfast.interop.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.Answer;
import io.holdfast.interop.Endpoint;
import io.holdfast.interop.HandSigned;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Keys that other stores stumble over. A key is bytes: it comes back as it went in, or is refused
/// with a name for what is wrong with it.
final class OddNamesTest extends ErrorSuite {
    private static final int KEY_BYTES_MAX = 1024;

    OddNamesTest(Endpoint endpoint) {
        super(endpoint);
    }

    private List<String> listed(String prefix) {
        return s3
                .listObjectsV2Paginator(
                        request ->
                                request.bucket(bucket)
                                        .prefix(prefix)
                                        // XML cannot carry all characters of a key.
                                        .encodingType(EncodingType.URL))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    private void assertKept(String key) {
        byte[] body = ("value of " + key.hashCode()).getBytes(StandardCharsets.UTF_8);
        put(key, body);
        assertThat(get(key)).isEqualTo(body);
        assertThat(listed(key)).contains(key);
    }

    static IntStream planes() {
        return IntStream.rangeClosed(0, 16);
    }

    /// Exactly 1,024 bytes of UTF-8, from all over one plane.
    private static String keyOf(int plane) {
        StringBuilder key = new StringBuilder("plane%02d/".formatted(plane));
        int left = KEY_BYTES_MAX - key.length();
        int width = plane == 0 ? 3 : 4;
        int step = 0x10000 / (left / width + 40);
        for (int i = 0; left >= width; i++) {
            int point = (plane << 16) + 0x800 + (i * step & 0xffff) % 0xf000;
            if (point < 0xd800 || point > 0xdfff) {
                key.appendCodePoint(point);
                left -= width;
            }
        }
        return key + "x".repeat(left);
    }

    @ParameterizedTest
    @MethodSource("planes")
    void keyOf1024BytesFromEveryPlaneIsKept(int plane) {
        String key = keyOf(plane);
        assertThat(key.getBytes(StandardCharsets.UTF_8)).hasSize(KEY_BYTES_MAX);
        assertKept(key);
        assertThat(listed("plane%02d/".formatted(plane))).containsExactly(key);
        s3.deleteObject(request -> request.bucket(bucket).key(key));
        assertMissing(key);
    }

    @Test
    void keyAndKeyBelowItAreStrangers() {
        List<String> keys =
                List.of("t/b", "t/b/", "t/b/c", "t/b//c", "t/b//", "t//b", "t", "t/", "t/b/c/d");
        keys.forEach(this::assertKept);
        assertThat(listed("t")).containsExactlyInAnyOrderElementsOf(keys);
        s3.deleteObject(request -> request.bucket(bucket).key("t/b"));
        s3.deleteObject(request -> request.bucket(bucket).key("t/b//"));
        List<String> left = new ArrayList<>(keys);
        left.removeAll(List.of("t/b", "t/b//"));
        assertThat(listed("t")).containsExactlyInAnyOrderElementsOf(left);
        assertThat(get("t/b/c")).isNotEmpty();
    }

    /// The listener must not read `//host/path` as an authority.
    @Test
    void keysThatBeginWithSlashesAreKept() throws IOException {
        for (String key : new String[] {"/", "//", "/lead", "//host/path", "///"}) {
            send(request("PUT", key).header("content-length", "1").v4(), new byte[] {7}).assertOk();
            assertThat(send(request("GET", key).v4()).body()).isEqualTo("\u0007");
        }
        assertThat(listed("/")).containsExactly("/", "//", "///", "//host/path", "/lead");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "..",
                "a/.",
                "a/..",
                "./a",
                "../a",
                "a/./b",
                "a/../b",
                "a/../../b",
                "%2e",
                "%2e%2e",
                "a/%2E%2e/b",
                "a%2F..%2Fb",
                "..%2f..%2fetc",
                "%20..%20/a",
                "a/..%20",
                "..%5Ca",
                "a%5C..%5Cb"
            })
    void dotSegmentsAreRefusedAndNeverResolved(String key) throws IOException {
        for (String method : new String[] {"PUT", "GET", "DELETE"}) {
            HandSigned request = request(method, key).header("content-length", "0").v4();
            send(request).assertRefusal(400, "XMinioInvalidResourceName");
        }
        assertThat(listed("etc")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "...",
                "a/...",
                ".hidden",
                "..hidden",
                "dotted.",
                "a/b.",
                "CON",
                "aux.txt",
                "nul",
                "a:b",
                "a*b?c",
                "<>|\"",
                "back\\slash\\",
                " ",
                " lead",
                "gap ",
                "~",
                "-rf",
                "$(x)",
                "`x`",
                "%00",
                "%2e%2e",
                "a\tb",
                "\u007f",
                "\u0001",
                "\u200b",
                "\ufeff",
                "e\u0301",
                "\u00e9",
                "\u202e",
                "lost+found",
                "holdfast/identity.json",
                ".minio.sys/x",
                "xl.meta"
            })
    void namesThatFileSystemsRefuseAreKept(String key) {
        assertKept(key);
    }

    @Test
    void namesThatDifferInCaseOrFormAreDifferent() {
        List<String> keys = List.of("case", "CASE", "Case", "nf/\u00e9", "nf/e\u0301");
        keys.forEach(this::assertKept);
        for (String key : keys) {
            assertThat(get(key)).asString().isEqualTo("value of " + key.hashCode());
        }
    }

    @Test
    void segmentsLongerThanAnyFileNameAreKept() {
        assertKept("s".repeat(KEY_BYTES_MAX));
        assertKept(("d/".repeat(511) + "xy").substring(0, KEY_BYTES_MAX));
        assertKept("long/" + "/".repeat(500) + "k".repeat(400));
    }

    @Test
    void nulIsRefused() throws IOException {
        send(request("PUT", "a%00b").header("content-length", "0").v4())
                .assertRefusal(400, "InvalidURI");
    }

    @Test
    void keyOf1025BytesIsRefused() throws IOException {
        send(request("PUT", "k".repeat(1025)).header("content-length", "0").v4())
                .assertRefusal(400, "KeyTooLongError");
        String copied = "/" + bucket + "/" + "k".repeat(1025);
        HandSigned copy = request("PUT", "copy").header("content-length", "0");
        Answer answer = send(copy.header("x-amz-copy-source", copied).v4());
        assertThat(answer.status()).as(answer.text()).isIn(400, 404);
        assertThat(answer.code()).isIn("KeyTooLongError", "NoSuchKey");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "UPPER",
                "with_underscore",
                "-lead",
                "trail-",
                "two..dots",
                "192.168.0.1",
                "dot.-dash",
                "a%2Fb",
                "%C3%A9t%C3%A9",
                "minio"
            })
    void bucketNameThatIsNoneIsRefused(String name) throws IOException {
        Answer answer =
                send(
                        new HandSigned(endpoint, "PUT", "/" + name)
                                .header("content-length", "0")
                                .v4());
        assertThat(answer.status()).as(answer.text()).isIn(400, 403);
        assertThat(answer.code()).isIn("InvalidBucketName", "AllAccessDisabled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%2e%2e/etc/passwd", "/../etc/passwd", "/./x", "/..", "/%2e"})
    void pathsOutOfTheServerAreRefused(String path) throws IOException {
        Answer answer = send(new HandSigned(endpoint, "GET", path).v4());
        // Those that would leave the root are no URI to begin with.
        assertThat(answer.code()).isIn("XMinioInvalidResourceName", "InvalidURI");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).doesNotContain("root:");
    }
}
