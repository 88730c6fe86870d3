package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.Endpoint;
import io.holdfast.interop.SharedServer;
import io.holdfast.interop.Tool;
import io.holdfast.interop.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs the programs of `src/test/python`, `js` and `go`, each written for one SDK. Those that
/// check several topics print the name of each when all of it held, and end with the first that is
/// wrong.
@ExtendWith(SharedServer.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProgramsTest {
    private static final String[] AWS_TOPICS = {
        "objects",
        "parts",
        "versioning",
        "lock",
        "tagging",
        "checksums",
        "cors",
        "presigned",
        "form",
        "encryption"
    };

    private final Path folder = Workspace.folder("programs");
    private final Endpoint endpoint;

    ProgramsTest(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @AfterAll
    void removeFolder() throws IOException {
        Workspace.delete(folder);
    }

    private void assertHolds(Tool program, String... topics) throws Exception {
        String output = program.withCredentials(endpoint).run(endpoint.uri().toString());
        assertThat(output.lines()).containsExactlyElementsOf(List.of(topics));
    }

    private Tool python(String program) {
        Path path = Path.of("src/test/python", program).toAbsolutePath();
        return Tool.requireClient("python/bin/python3", folder).prefixed(path.toString());
    }

    private void runFunction(String program, String function) throws Exception {
        python(program).withCredentials(endpoint).run(endpoint.uri().toString(), function);
    }

    @ParameterizedTest
    @ValueSource(strings = {"archives", "appends", "renames", "locks", "bucket_tags"})
    void boto3(String function) throws Exception {
        runFunction("boto3_ours.py", function);
    }

    /// Eight writers of one Delta table lose nothing; PyIceberg and Polars read what they wrote.
    @ParameterizedTest
    @ValueSource(strings = {"delta", "iceberg"})
    void tables(String function) throws Exception {
        runFunction("lakehouse.py", function);
    }

    @Test
    void minioSdkForPython() throws Exception {
        assertHolds(
                python("minio_sdk.py"),
                "objects",
                "versioning",
                "lock",
                "tagging",
                "encryption",
                "presigned",
                "form",
                "snowball",
                "append");
    }

    private Tool node(String program) {
        Path path = Path.of("target/clients/js", program).toAbsolutePath();
        return Tool.require("node", folder).prefixed("--no-warnings", path.toString());
    }

    @Test
    void minioSdkForJavaScript() throws Exception {
        assertHolds(
                node("minio_sdk.js"),
                "objects",
                "versioning",
                "lock",
                "tagging",
                "presigned",
                "form",
                "encryption");
    }

    @Test
    void awsSdkForJavaScript() throws Exception {
        assertHolds(node("aws_sdk.js"), AWS_TOPICS);
    }

    @Test
    void minioSdkForGo() throws Exception {
        assertHolds(
                Tool.requireClient("go/minio_sdk", folder),
                "objects",
                "versioning",
                "lock",
                "tagging",
                "checksums",
                "cors",
                "presigned",
                "form",
                "encryption",
                "snowball",
                "append");
    }

    @Test
    void awsSdkForGo() throws Exception {
        assertHolds(Tool.requireClient("go/aws_sdk", folder), AWS_TOPICS);
    }
}
