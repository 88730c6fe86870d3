package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.Content;
import io.holdfast.interop.Deployment;
import io.holdfast.interop.Endpoint;
import io.holdfast.interop.Tool;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;

/// What `mc` does with objects: copies, streams, trees, versions, signed addresses.
final class McObjectsTest extends McSuite {
    private static final int LARGE_BYTES = 17_000_000;

    McObjectsTest(Endpoint endpoint) {
        super(endpoint);
    }

    private HeadObjectResponse head(String key) {
        return s3.headObject(get -> get.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED));
    }

    private List<String> keys(String prefix) {
        return s3.listObjectsV2(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    @Test
    void copiesGoUpAroundAndDown() throws Exception {
        Content small = new Content(70, 100_000);
        Content large = new Content(71, LARGE_BYTES);
        file("a b+ü", small.bytes());
        file("large", large.bytes());
        mc.run(
                "cp",
                "--attr",
                "colour=blue;Cache-Control=max-age=90",
                "--tags",
                "a=1",
                "a b+ü",
                at("cp/"));
        HeadObjectResponse head = head("cp/a b+ü");
        assertThat(head.metadata()).containsEntry("colour", "blue");
        assertThat(head.cacheControl()).isEqualTo("max-age=90");
        assertThat(head.tagCount()).isEqualTo(1);
        assertThat(mc.run("stat", at("cp/a b+ü")))
                .containsPattern("X-Amz-Meta-Colour *: blue")
                .contains(head.eTag().replace("\"", ""))
                .contains("CRC64NVME:" + head.checksumCRC64NVME());

        mc.run("cp", "large", at("cp/large"));
        assertThat(head("cp/large").eTag()).as("two parts").endsWith("-2\"");
        mc.run("cp", at("cp/large"), at("cp/copy"));
        mc.run("mv", at("cp/copy"), at("cp/moved"));
        mc.run("get", at("cp/moved"), "back");
        assertThat(Files.mismatch(folder.resolve("large"), folder.resolve("back"))).isEqualTo(-1);
        assertHolds("cp/moved", large);
        assertThat(keys("cp/")).containsExactly("cp/a b+ü", "cp/large", "cp/moved");
        mc.run("rm", "--recursive", "--force", at("cp/"));
        assertThat(keys("cp/")).isEmpty();
        assertFails("does not exist", "stat", at("cp/large"));
    }

    @Test
    void checksumsAreSentBehindTheBody() throws Exception {
        file("summed", new Content(72, 200_000).bytes());
        file("parts", new Content(73, LARGE_BYTES).bytes());
        for (String name : List.of("CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256")) {
            mc.run("cp", "--checksum", name, "summed", at("sum/" + name));
            assertThat(mc.run("stat", at("sum/" + name))).contains(name + ":");
            assertThat(head("sum/" + name).toString()).contains("Checksum" + name + "=");
            assertHolds("sum/" + name, new Content(72, 200_000));
        }
        mc.run("cp", "--checksum", "CRC32C", "parts", at("sum/parts"));
        assertThat(head("sum/parts").checksumCRC32C()).endsWith("-2");
        assertHolds("sum/parts", new Content(73, LARGE_BYTES));
    }

    @Test
    void bytesAreShownCountedAndFound() throws Exception {
        Tool shell = Tool.require("bash", folder);
        mc.copyEnvironment(shell);
        String command = String.join(" ", mc.words());
        shell.run("-c", "seq 1 200000 | " + command + " pipe " + at("count/piped"));
        shell.run("-c", command + " cat " + at("count/piped") + " | cmp - <(seq 1 200000)");
        assertThat(mc.run("head", "-n", "3", at("count/piped"))).isEqualTo("1\n2\n3\n");
        put("count/sub/small", "12345");
        s3.putObjectTagging(
                put ->
                        put.bucket(bucket)
                                .key("count/sub/small")
                                .tagging(
                                        all ->
                                                all.tagSet(
                                                        Tag.builder()
                                                                .key("a")
                                                                .value("1")
                                                                .build())));
        long bytes = 5 + head("count/piped").contentLength();
        assertThat(mc.run("--json", "du", at("count/")))
                .contains("\"size\":" + bytes)
                .contains("\"objects\":2");
        assertThat(mc.run("find", at("count"), "--name", "*small")).contains("count/sub/small\n");
        assertThat(mc.run("find", at("count"), "--larger", "1KiB").lines())
                .containsExactly(at("count/piped"));
        assertThat(mc.run("find", at("count"), "--tags", "a=1").lines())
                .containsExactly(at("count/sub/small"));
        assertThat(mc.run("ls", at("count/"))).contains("sub/").doesNotContain("small");
        assertThat(mc.run("ls", "--recursive", at("count/"))).contains("sub/small");
        assertThat(mc.run("tree", "--files", at("count"))).contains("└─ small");
    }

    @Test
    void treesAreMirroredBothWays() throws Exception {
        Path tree = folder.resolve("tree");
        Trees.gather(tree, 100, 5L << 20);
        Files.writeString(tree.resolve("old"), "old");
        mc.run("mirror", "tree", at("tree"));
        assertThat(mc.run("diff", "tree", at("tree"))).isBlank();
        assertThat(keys("tree/")).hasSize(101);
        Files.delete(tree.resolve("old"));
        Files.writeString(tree.resolve("new"), "new");
        assertThat(mc.run("diff", "tree", at("tree")).lines())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).startsWith("<").endsWith("tree/new"))
                .anySatisfy(line -> assertThat(line).startsWith(">").endsWith("tree/old"));
        mc.run("mirror", "--overwrite", "--remove", "tree", at("tree"));
        mc.run("mirror", at("tree"), "tree-back");
        Trees.assertEqual(tree, folder.resolve("tree-back"));
    }

    @Test
    void versionsAreShownTakenBackAndRemoved() throws Exception {
        String versioned = newBucket();
        String object = "hf/" + versioned + "/k";
        s3.putBucketVersioning(
                put ->
                        put.bucket(versioned)
                                .versioningConfiguration(
                                        with -> with.status(BucketVersioningStatus.ENABLED)));
        file("one", new byte[] {'1'});
        file("two", new byte[] {'2'});
        mc.run("cp", "one", object);
        mc.run("cp", "two", object);
        mc.run("rm", object);
        ListObjectVersionsResponse listed = s3.listObjectVersions(list -> list.bucket(versioned));
        String first = listed.versions().getLast().versionId();
        assertThat(mc.run("ls", "--versions", object).lines())
                .satisfiesExactly(
                        line ->
                                assertThat(line)
                                        .contains(listed.deleteMarkers().getFirst().versionId())
                                        .contains(" v3 DEL k"),
                        line -> assertThat(line).contains(" v2 PUT k"),
                        line -> assertThat(line).contains(first).contains(" v1 PUT k"));
        assertThat(mc.run("cat", "--version-id", first, object)).isEqualTo("1");
        assertFails("does not exist", "cat", object);
        mc.run("undo", "--force", object);
        assertThat(mc.run("cat", object)).isEqualTo("2");
        assertThat(s3.listObjectVersions(list -> list.bucket(versioned)).deleteMarkers()).isEmpty();
        mc.run("rm", "--version-id", first, object);
        assertThat(s3.listObjectVersions(list -> list.bucket(versioned)).versions()).hasSize(1);
        mc.run("cp", "one", object);
        mc.run("rm", object);
        mc.run("rm", "--versions", "--force", object);
        assertThat(s3.listObjectVersions(list -> list.bucket(versioned)))
                .satisfies(all -> assertThat(all.versions()).isEmpty())
                .satisfies(all -> assertThat(all.deleteMarkers()).isEmpty());
        mc.run("cp", "one", object);
        assertFails("not empty", "rb", "hf/" + versioned);
        mc.run("rb", "--force", "hf/" + versioned);
        assertStatus(404, () -> s3.headBucket(head -> head.bucket(versioned)));
    }

    @Test
    void sharedAddressesServeOthers() throws Exception {
        put("shared/ü +", "shared");
        String download = mc.run("share", "download", "--expire", "10m", at("shared/ü +"));
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create(after("Share: ", download));
            assertThat(http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()))
                    .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(200))
                    .satisfies(answer -> assertThat(answer.body()).isEqualTo("shared"));
            String cut = uri.toString().substring(0, uri.toString().length() - 1);
            HttpRequest wrong = HttpRequest.newBuilder(URI.create(cut)).build();
            assertThat(http.send(wrong, BodyHandlers.discarding()).statusCode()).isEqualTo(403);
        }
        file("form", new byte[] {'f'});
        String upload = after("Share: ", mc.run("share", "upload", at("shared/form")));
        assertThat(upload).startsWith("curl ").contains("<FILE>");
        Tool.require("curl", folder); // the line that users paste begins with it
        Tool.require("bash", folder).run("-c", upload.replace("<FILE>", "form") + " --fail");
        assertThat(text("shared/form")).isEqualTo("f");
    }

    private static String after(String label, String output) {
        Matcher line = Pattern.compile(Pattern.quote(label) + "(.*)").matcher(output);
        assertThat(line.find()).as(output).isTrue();
        return line.group(1).strip();
    }

    @Test
    void objectsAreSealedWithEachKindOfKey() throws Exception {
        Content content = new Content(74, LARGE_BYTES);
        file("sealed", content.bytes());
        String own = at("own") + "=" + Deployment.key(9).replace("=", "");
        mc.run("cp", "--enc-c", own, "sealed", at("own"));
        assertRefused(400, "InvalidRequest", () -> text("own"));
        mc.run("get", "--enc-c", own, at("own"), "opened");
        assertThat(Files.mismatch(folder.resolve("sealed"), folder.resolve("opened")))
                .isEqualTo(-1);
        Content small = new Content(75, 100_000);
        file("small", small.bytes());
        mc.run("cp", "--enc-s3", at("stored"), "small", at("stored"));
        assertThat(head("stored").serverSideEncryptionAsString()).isEqualTo("AES256");
        assertHolds("stored", small);
        mc.run("cp", "--enc-kms", at("named") + "=second", "small", at("named"));
        assertThat(head("named").ssekmsKeyId()).isEqualTo("second");
        assertHolds("named", small);
    }

    @Test
    void mistakesAreNamed() throws Exception {
        assertFails("does not exist", "cat", at("never"));
        assertFails("does not exist", "ls", "hf/" + freshName());
        assertFails("invalid characters", "mb", "hf/Upper-Case");
    }
}
