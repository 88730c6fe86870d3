package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.Endpoint;
import io.holdfast.interop.Tool;
import io.holdfast.interop.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;

/// What the suites of MinIO's client `mc` share: the server is its host `hf`. What a command did is
/// looked up by the AWS SDK.
abstract class McSuite extends AwsSuite {
    final Path folder = Workspace.folder("mc");
    final Tool mc;

    McSuite(Endpoint endpoint) {
        super(endpoint);
        String host =
                "http://%s:%s@%s"
                        .formatted(
                                endpoint.accessKey(), endpoint.secretKey(), endpoint.authority());
        this.mc =
                Tool.requireClient("mc", folder)
                        .with("MC_HOST_hf", host)
                        .with("MC_CONFIG_DIR", folder.resolve("settings").toString())
                        .prefixed("--no-color", "--quiet");
    }

    @AfterAll
    void removeFolder() throws IOException {
        Workspace.delete(folder);
    }

    /// How `mc` names a key of the suite's bucket.
    String at(String key) {
        return "hf/" + bucket + "/" + key;
    }

    /// A file of the suite's folder, which is the working directory of `mc` too.
    Path file(String name, byte[] content) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.resolveSibling("."));
        return Files.write(path, content);
    }

    /// The command fails and says why.
    void assertFails(String reason, String... arguments) throws Exception {
        Tool.Result result = mc.attempt(arguments);
        assertThat(result.exitCode()).as("%s", result).isNotZero();
        assertThat(result.output()).contains(reason);
    }
}
