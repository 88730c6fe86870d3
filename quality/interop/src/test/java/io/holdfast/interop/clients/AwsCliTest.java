package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.Content;
import io.holdfast.interop.Endpoint;
import io.holdfast.interop.SharedServer;
import io.holdfast.interop.Tool;
import io.holdfast.interop.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AwsCliTest {
    private final Path folder = Workspace.folder("awscli");
    private final Tool aws;
    private final String bucket = AwsSuite.freshName();
    private final String url = "s3://" + bucket;

    AwsCliTest(Endpoint endpoint) throws IOException, InterruptedException {
        Path settings = Files.createDirectory(folder.resolve(".aws"));
        Files.writeString(
                settings.resolve("config"), "[default]\ns3 =\n  signature_version = s3v4\n");
        this.aws =
                Tool.require("aws", folder)
                        .withCredentials(endpoint)
                        .prefixed("--endpoint-url", endpoint.uri().toString());
        aws.run("s3", "mb", url);
    }

    @AfterAll
    void removeFolder() throws IOException {
        Workspace.delete(folder);
    }

    @Test
    void filesAreCopiedMovedListedAndRemoved() throws Exception {
        Path file = Files.write(folder.resolve("a b+c.bin"), new Content(61, 20_000_000).bytes());
        aws.run("s3", "cp", file.toString(), url + "/cp/");
        aws.run("s3", "mv", url + "/cp/a b+c.bin", url + "/mv/ü.bin");
        assertThat(aws.run("s3", "ls", "--recursive", url))
                .contains("20000000 mv/ü.bin")
                .doesNotContain("cp/a b");
        aws.run("s3", "cp", url + "/mv/ü.bin", "back.bin");
        assertThat(Files.mismatch(file, folder.resolve("back.bin"))).isEqualTo(-1);
        aws.run("s3", "rm", url + "/mv/ü.bin");
        assertThat(aws.run("s3", "ls", "--recursive", url)).doesNotContain("mv/ü.bin");
    }

    @Test
    void treeIsSynchronised() throws Exception {
        Path tree = folder.resolve("tree");
        Trees.gather(tree, 200, 20L << 20);
        aws.run("s3", "sync", "--quiet", tree.toString(), url + "/sync");
        Path back = folder.resolve("tree-back");
        aws.run("s3", "sync", "--quiet", url + "/sync", back.toString());
        Trees.assertEqual(tree, back);
        assertThat(aws.run("s3", "sync", tree.toString(), url + "/sync")).isBlank();
        aws.run("s3", "rm", "--quiet", "--recursive", url + "/sync");
        assertThat(aws.run("s3api", "list-objects-v2", "--bucket", bucket, "--prefix", "sync/"))
                .doesNotContain("\"Key\"");
    }

    @Test
    void streamsGoInAndOut() throws Exception {
        Tool shell = Tool.require("bash", folder);
        aws.copyEnvironment(shell);
        String command = String.join(" ", aws.words());
        shell.run(
                "-c",
                "seq 1 900000 | "
                        + command
                        + " s3 cp - "
                        + url
                        + "/stream && "
                        + command
                        + " s3 cp "
                        + url
                        + "/stream - | cmp - <(seq 1 900000)");
    }

    @Test
    void objectCommandsWork() throws Exception {
        Files.write(folder.resolve("body"), new Content(62, 1_000).bytes());
        aws.run(
                "s3api",
                "put-object",
                "--bucket",
                bucket,
                "--key",
                "k",
                "--body",
                "body",
                "--metadata",
                "a=b",
                "--tagging",
                "x=y",
                "--checksum-algorithm",
                "SHA256");
        assertThat(aws.run("s3api", "head-object", "--bucket", bucket, "--key", "k"))
                .contains("\"a\": \"b\"")
                .contains("\"ContentLength\": 1000");
        assertThat(aws.run("s3api", "get-object-tagging", "--bucket", bucket, "--key", "k"))
                .contains("\"Value\": \"y\"");
        aws.run(
                "s3api",
                "get-object",
                "--bucket",
                bucket,
                "--key",
                "k",
                "--range",
                "bytes=10-19",
                "range.bin");
        assertThat(Files.readAllBytes(folder.resolve("range.bin")))
                .isEqualTo(new Content(62, 1_000).range(10, 10));
        assertThat(
                        aws.attempt(
                                        "s3api",
                                        "put-object",
                                        "--bucket",
                                        bucket,
                                        "--key",
                                        "k",
                                        "--body",
                                        "body",
                                        "--if-none-match",
                                        "*")
                                .output())
                .contains("PreconditionFailed");
        assertThat(aws.run("s3", "presign", url + "/k")).contains("X-Amz-Signature=");
    }

    @Test
    void versionsAreShown() throws Exception {
        String versioned = AwsSuite.freshName();
        aws.run("s3api", "create-bucket", "--bucket", versioned);
        aws.run(
                "s3api",
                "put-bucket-versioning",
                "--bucket",
                versioned,
                "--versioning-configuration",
                "Status=Enabled");
        aws.run("s3api", "put-object", "--bucket", versioned, "--key", "k");
        aws.run("s3api", "delete-object", "--bucket", versioned, "--key", "k");
        assertThat(aws.run("s3api", "list-object-versions", "--bucket", versioned))
                .contains("\"Versions\"")
                .contains("\"DeleteMarkers\"");
        assertThat(aws.attempt("s3", "rb", "s3://" + versioned).output())
                .contains("BucketNotEmpty");
    }
}
