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
final class ResticTest {
    private final Path folder = Workspace.folder("restic");
    private final Tool restic;

    ResticTest(Endpoint endpoint) {
        this.restic =
                Tool.require("restic", folder)
                        .withCredentials(endpoint)
                        .with("RESTIC_PASSWORD", "interop")
                        .with(
                                "RESTIC_REPOSITORY",
                                "s3:" + endpoint.uri() + "/" + AwsSuite.freshName());
    }

    @AfterAll
    void removeFolder() throws IOException {
        Workspace.delete(folder);
    }

    @Test
    void backupIsCheckedRestoredAndEqual() throws Exception {
        Path tree = folder.resolve("tree");
        Trees.gather(tree, 1_500, 100L << 20);
        restic.run("init");
        restic.run("backup", "tree");
        Files.writeString(tree.resolve("later"), "later");
        restic.run("backup", "tree");
        restic.run("check", "--read-data");
        restic.run("restore", "latest", "--target", "restored");
        Trees.assertEqual(tree, folder.resolve("restored/tree"));
        restic.run("forget", "--keep-last", "1", "--prune");
        assertThat(restic.run("snapshots", "--compact")).contains("1 snapshots");
        restic.run("check", "--read-data");
    }
}
