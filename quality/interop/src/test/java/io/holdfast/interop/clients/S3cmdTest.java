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
final class S3cmdTest {
    private final Path folder = Workspace.folder("s3cmd");
    private final Tool s3cmd;
    private final String bucket = AwsSuite.freshName();
    private final String url = "s3://" + bucket;

    S3cmdTest(Endpoint endpoint) throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("config"),
                """
                [default]
                access_key = %s
                secret_key = %s
                host_base = %s
                host_bucket = %s
                use_https = False
                multipart_chunk_size_mb = 5
                """
                        .formatted(
                                endpoint.accessKey(),
                                endpoint.secretKey(),
                                endpoint.authority(),
                                endpoint.authority()));
        this.s3cmd = Tool.require("s3cmd", folder).prefixed("--config", "config", "--no-progress");
        s3cmd.run("mb", url);
    }

    @AfterAll
    void removeFolder() throws IOException {
        Workspace.delete(folder);
    }

    @Test
    void bucketComesAndGoes() throws Exception {
        String other = "s3://" + AwsSuite.freshName();
        s3cmd.run("mb", other);
        assertThat(s3cmd.run("ls")).contains(other);
        s3cmd.run("rb", other);
        assertThat(s3cmd.run("ls")).doesNotContain(other);
    }

    @Test
    void fileIsPutInPartsAndComesBack() throws Exception {
        Path file = Files.write(folder.resolve("big file+ü"), new Content(71, 12_000_000).bytes());
        s3cmd.run("put", file.toString(), url + "/big file+ü");
        s3cmd.run("get", url + "/big file+ü", "back");
        assertThat(Files.mismatch(file, folder.resolve("back"))).isEqualTo(-1);
        assertThat(s3cmd.run("info", url + "/big file+ü")).contains("12000000");
        s3cmd.run("cp", url + "/big file+ü", url + "/copy");
        s3cmd.run("mv", url + "/copy", url + "/moved");
        assertThat(s3cmd.run("ls", url)).contains("/moved").doesNotContain("/copy");
        s3cmd.run("del", url + "/moved");
        assertThat(s3cmd.run("ls", url)).doesNotContain("/moved");
    }

    @Test
    void treeIsSynchronisedBothWays() throws Exception {
        Path tree = folder.resolve("tree");
        Trees.gather(tree, 100, 5L << 20);
        s3cmd.run("sync", "-q", tree + "/", url + "/sync/");
        s3cmd.run("sync", "-q", url + "/sync/", folder.resolve("tree-back") + "/");
        Trees.assertEqual(tree, folder.resolve("tree-back"));
        s3cmd.run("del", "-q", "--recursive", "--force", url + "/sync/");
        assertThat(s3cmd.run("ls", "--recursive", url + "/sync/")).isBlank();
    }

    @Test
    void openUploadIsListedAndAborted() throws Exception {
        assertThat(s3cmd.run("multipart", url)).doesNotContain("never-begun");
    }
}
