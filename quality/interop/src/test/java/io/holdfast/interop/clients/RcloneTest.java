package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

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
final class RcloneTest {
    private final Path folder = Workspace.folder("rclone");
    private final Tool rclone;
    private final String remote = "s3:" + AwsSuite.freshName();

    RcloneTest(Endpoint endpoint) throws IOException {
        Path settings = Files.createFile(folder.resolve("rclone.conf"));
        this.rclone =
                Tool.require("rclone", folder)
                        .with("RCLONE_CONFIG_S3_TYPE", "s3")
                        .with("RCLONE_CONFIG_S3_PROVIDER", "Minio")
                        .with("RCLONE_CONFIG_S3_ENDPOINT", endpoint.uri().toString())
                        .with("RCLONE_CONFIG_S3_ACCESS_KEY_ID", endpoint.accessKey())
                        .with("RCLONE_CONFIG_S3_SECRET_ACCESS_KEY", endpoint.secretKey())
                        .with("RCLONE_CONFIG_S3_REGION", Endpoint.REGION)
                        .with("RCLONE_CONFIG", settings.toString());
    }

    @AfterAll
    void removeFolder() throws IOException {
        Workspace.delete(folder);
    }

    @Test
    void fiveThousandFilesAreSynchronisedAndVerified() throws Exception {
        Path tree = folder.resolve("tree");
        Trees.gather(tree, 5_200, 400L << 20);
        rclone.run("sync", "--transfers", "8", tree.toString(), remote + "/tree");
        rclone.run("check", "--download", tree.toString(), remote + "/tree");

        for (Path file : Trees.files(tree).subList(0, 50)) {
            Files.delete(file);
        }
        Files.writeString(tree.resolve("new file"), "new");
        rclone.run("sync", "--transfers", "8", tree.toString(), remote + "/tree");
        rclone.run("check", tree.toString(), remote + "/tree");

        rclone.run("purge", remote + "/tree");
        assertThat(rclone.run("ls", remote)).isBlank();
    }
}
