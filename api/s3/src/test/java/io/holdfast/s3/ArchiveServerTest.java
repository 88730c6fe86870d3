package io.holdfast.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.ports.Decision;
import io.holdfast.http.HttpServer;
import io.holdfast.s3.archive.TestTar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tars that are taken apart, zips that are read inside, and prefixes that are removed, over a real
/// socket.
final class ArchiveServerTest {
    private static final String NONE = "";
    private static final String EXTRACT = "x-amz-meta-snowball-auto-extract";
    private static final String OPTION = "x-amz-meta-minio-snowball-";
    private static final String INSIDE = "x-minio-extract";

    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private HttpServer server;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        server =
                TestServers.start(
                        S3Options.defaults(),
                        TestServers.ofRoot(
                                new MemoryStore(),
                                access ->
                                        denied.contains(access.action() + access.key())
                                                ? Decision.DENIED
                                                : Decision.ALLOWED));
        client = new TestClient(server);
        expect(200, client.send("PUT", "/bucket", NONE, NONE));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private static AbstractStringAssert<?> expect(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return assertThat(answer.body());
    }

    private HttpResponse<String> get(String key, String... headers) throws Exception {
        return client.send("GET", "/bucket/" + key, NONE, NONE, headers);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void filesOfATarBecomeObjects() throws Exception {
        byte[] tar =
                new TestTar()
                        .folder("./")
                        .folder("./d")
                        .file("./d/a.txt", "one")
                        .entry("link", '2', new byte[0])
                        .file("/b", "x".repeat(3000))
                        .end();
        HttpResponse<String> stored =
                client.send(
                        "PUT", "/bucket/all.tar", NONE, tar, EXTRACT, "true", "x-amz-meta-m", "v");
        expect(200, stored).isEmpty();
        byte[] md5 = MessageDigest.getInstance("MD5").digest(tar);
        assertThat(header(stored, "ETag")).isEqualTo('"' + HexFormat.of().formatHex(md5) + '"');
        HttpResponse<String> got = get("d/a.txt");
        expect(200, got).isEqualTo("one");
        assertThat(header(got, "x-amz-meta-m")).isEqualTo("v");
        assertThat(header(got, EXTRACT)).isEmpty();
        expect(200, get("d/")).isEmpty();
        expect(200, get("b")).isEqualTo("x".repeat(3000));
        expect(404, get("all.tar"));
        expect(404, get("link"));
    }

    @Test
    void optionsOfTheExtraction() throws Exception {
        byte[] tar =
                gzip(
                        new TestTar()
                                .folder("d/")
                                .pax(
                                        "minio.metadata.X-Amz-Meta-Color",
                                        "blue",
                                        "minio.metadata.Content-Type",
                                        "text/x")
                                .file("d/a", "1")
                                .file("d/../b", "2")
                                .file("c", "3")
                                .end());
        expect(
                        400,
                        client.send(
                                "PUT",
                                "/bucket/t",
                                NONE,
                                tar,
                                EXTRACT,
                                "TRUE",
                                OPTION + "prefix",
                                "p/q",
                                OPTION + "ignore-dirs",
                                "true"))
                .contains("XMinioInvalidResourceName");
        expect(404, get("p/q/c"));
        expect(
                200,
                client.send(
                        "PUT",
                        "/bucket/t",
                        NONE,
                        tar,
                        EXTRACT,
                        "true",
                        OPTION + "prefix",
                        "p/q",
                        OPTION + "ignore-dirs",
                        "true",
                        OPTION + "ignore-errors",
                        "true"));
        HttpResponse<String> got = get("p/q/d/a");
        expect(200, got).isEqualTo("1");
        assertThat(header(got, "x-amz-meta-color")).isEqualTo("blue");
        assertThat(header(got, "content-type")).isEqualTo("text/x");
        assertThat(header(get("p/q/c"), "x-amz-meta-color")).isEmpty();
        expect(200, get("p/q/c")).isEqualTo("3");
        expect(404, get("p/q/d/"));
    }

    @Test
    void eachFileOfATarIsJudged() throws Exception {
        denied.add("s3:PutObjectb");
        byte[] tar = new TestTar().file("a", "1").file("b", "2").file("c", "3").end();
        expect(403, client.send("PUT", "/bucket/t", NONE, tar, EXTRACT, "true"))
                .contains("AccessDenied");
        expect(200, get("a"));
        expect(404, get("b"));
        expect(404, get("c"));
        denied.add("s3:PutObjectt");
        expect(403, client.send("PUT", "/bucket/t", NONE, tar, EXTRACT, "true"));
    }

    @Test
    void archivesThatAreNoneAreRefused() throws Exception {
        byte[] tar = new TestTar().file("a", "1").end();
        byte[] cut = java.util.Arrays.copyOf(gzip(tar), 30);
        byte[] zstd = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0};
        byte[] version = new TestTar().pax("minio.versionId", "v").file("a", "1").end();
        byte[] meta = new TestTar().pax("minio.metadata.Authorization", "v").file("a", "1").end();
        for (byte[] wrong :
                new byte[][] {"no tar".repeat(200).getBytes(StandardCharsets.UTF_8), cut}) {
            expect(400, client.send("PUT", "/bucket/t", NONE, wrong, EXTRACT, "true"))
                    .contains("BadRequest");
        }
        expect(400, client.send("PUT", "/bucket/t", NONE, meta, EXTRACT, "true"));
        for (byte[] unknown : new byte[][] {zstd, version}) {
            expect(501, client.send("PUT", "/bucket/t", NONE, unknown, EXTRACT, "true"));
        }
        expect(501, client.send("POST", "/bucket/t", "uploads=", NONE, EXTRACT, "true"));
        expect(
                        400,
                        client.send(
                                "PUT",
                                "/bucket/t",
                                NONE,
                                tar,
                                EXTRACT,
                                "true",
                                "content-md5",
                                "AAAAAAAAAAAAAAAAAAAAAA=="))
                .contains("BadDigest");
        expect(200, client.send("PUT", "/bucket/t", NONE, tar, EXTRACT, "false"));
        expect(200, get("t")).hasSize(tar.length);
    }

    private static byte[] zip(String... members) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setComment("a comment, as long as one may be");
            for (int i = 0; i < members.length; i += 2) {
                byte[] content = members[i + 1].getBytes(StandardCharsets.UTF_8);
                ZipEntry entry = new ZipEntry(members[i]);
                if (i % 4 == 2) {
                    CRC32 crc = new CRC32();
                    crc.update(content);
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(content.length);
                    entry.setCrc(crc.getValue());
                }
                entry.setExtra(new byte[] {9, 9, 1, 0, 7});
                zip.putNextEntry(entry);
                zip.write(content);
            }
        }
        return out.toByteArray();
    }

    @Test
    void membersOfAZipAreRead() throws Exception {
        String large = "0123456789".repeat(50_000);
        byte[] zip = zip("a.txt", large, "d/ä b.json", large, "e", "", "d/", "");
        expect(200, client.send("PUT", "/bucket/x/f.zip", NONE, zip, INSIDE, "true"));
        HttpResponse<String> got = get("x/f.zip/a.txt", INSIDE, "true");
        expect(200, got).isEqualTo(large);
        assertThat(header(got, "content-type")).isEqualTo("text/plain");
        assertThat(header(got, "content-length")).isEqualTo("500000");
        expect(200, get("x/f.zip/d/%C3%A4%20b.json", INSIDE, "true")).isEqualTo(large);
        expect(200, get("x/f.zip/e", INSIDE, "true")).isEmpty();
        HttpResponse<String> head =
                client.send("HEAD", "/bucket/x/f.zip/a.txt", NONE, NONE, INSIDE, "true");
        expect(200, head).isEmpty();
        assertThat(header(head, "content-length")).isEqualTo("500000");
        expect(200, get("x/f.zip", INSIDE, "true")).isNotEmpty();
        for (String absent : new String[] {"x/f.zip/none", "x/f.zip/d/", "y.zip/a"}) {
            expect(404, get(absent, INSIDE, "true")).contains("NoSuchKey");
        }
        expect(404, get("x/f.zip/a.txt"));
        expect(400, get("x/f.zip/a.txt", INSIDE, "true", "range", "bytes=0-1"))
                .contains("InvalidRequest");
        denied.add("s3:GetObjectx/f.zip");
        expect(403, get("x/f.zip/a.txt", INSIDE, "true"));
    }

    @Test
    void membersOfAZipAreListed() throws Exception {
        byte[] zip = zip("z", "1", "d/b", "22", "d/a", "333", "k", "", "d/e/f", "4");
        expect(200, client.send("PUT", "/bucket/f.zip", NONE, zip));
        String query = "list-type=2&prefix=f.zip%2F";
        expect(200, client.send("GET", "/bucket", query, NONE, INSIDE, "true"))
                .containsSubsequence(
                        "<KeyCount>5</KeyCount>",
                        "<Key>f.zip/d/a</Key>",
                        "<Size>3</Size>",
                        "<Key>f.zip/d/b</Key>",
                        "<Key>f.zip/d/e/f</Key>",
                        "<Key>f.zip/k</Key>",
                        "<Key>f.zip/z</Key>");
        expect(200, client.send("GET", "/bucket", "list-type=2&prefix=f.zip", NONE, INSIDE, "true"))
                .contains("<Key>f.zip</Key>")
                .contains("<KeyCount>1</KeyCount>");
        expect(200, client.send("GET", "/bucket", "delimiter=%2F&" + query, NONE, INSIDE, "true"))
                .contains("<CommonPrefixes><Prefix>f.zip/d/</Prefix></CommonPrefixes>")
                .contains("<KeyCount>3</KeyCount>")
                .doesNotContain("d/a");
        String page =
                client.send(
                                "GET",
                                "/bucket",
                                "delimiter=%2F&list-type=2&max-keys=1&prefix=f.zip%2F",
                                NONE,
                                INSIDE,
                                "true")
                        .body();
        assertThat(page).contains("<IsTruncated>true</IsTruncated>").contains("f.zip/d/");
        int at = page.indexOf("<NextContinuationToken>") + 23;
        String token = page.substring(at, page.indexOf('<', at)).replace("=", "%3D");
        expect(
                        200,
                        client.send(
                                "GET",
                                "/bucket",
                                "continuation-token=" + token + "&delimiter=%2F&" + query,
                                NONE,
                                INSIDE,
                                "true"))
                .contains("<Key>f.zip/k</Key>")
                .contains("<Key>f.zip/z</Key>")
                .doesNotContain("CommonPrefixes");
        denied.add("s3:GetObjectf.zip");
        expect(403, client.send("GET", "/bucket", query, NONE, INSIDE, "true"));
    }

    @Test
    void damagedZipsAreRefused() throws Exception {
        byte[] good = zip("a", "content of a member");
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 0x40;
            client.send("PUT", "/bucket/f.zip", NONE, bad);
            HttpResponse<String> got;
            try {
                got = get("f.zip/a", INSIDE, "true");
            } catch (IOException _) {
                continue; // cut, so that nobody takes it for whole
            }
            if (got.statusCode() == 200) {
                assertThat(got.body()).as("byte %d", at).isEqualTo("content of a member");
            } else {
                assertThat(got.statusCode()).as("byte %d", at).isIn(400, 404, 501);
            }
        }
        for (int length : new int[] {0, 1, 21, 22, good.length - 1}) {
            client.send("PUT", "/bucket/f.zip", NONE, java.util.Arrays.copyOf(good, length));
            expect(400, get("f.zip/a", INSIDE, "true")).contains("BadRequest");
        }
    }

    @Test
    void folderIsRemovedWithAllVersions() throws Exception {
        String enable =
                "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
        expect(200, client.send("PUT", "/bucket", "versioning=", enable));
        for (String key : new String[] {"f", "f/a", "f/a", "f/b/c", "fa", "g"}) {
            expect(200, client.send("PUT", "/bucket/" + key, NONE, "x"));
        }
        client.send("DELETE", "/bucket/f/b/c", NONE, NONE);
        String force = "x-minio-force-delete";
        denied.add("s3:DeleteObjectVersionf/a");
        expect(403, client.send("DELETE", "/bucket/f", NONE, NONE, force, "true"));
        expect(200, get("f/a"));
        denied.clear();
        expect(204, client.send("DELETE", "/bucket/f", NONE, NONE, force, "true"));
        expect(200, client.send("GET", "/bucket", "versions=", NONE))
                .contains("<Key>fa</Key>")
                .contains("<Key>g</Key>")
                .doesNotContain("<Key>f</Key>")
                .doesNotContain("<Key>f/");
        expect(
                200,
                client.send(
                        "PUT", "/locked", NONE, NONE, "x-amz-bucket-object-lock-enabled", "true"));
        expect(405, client.send("DELETE", "/locked/f", NONE, NONE, force, "true"));
    }
}
