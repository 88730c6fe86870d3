package io.holdfast.interop.clients;

import io.holdfast.interop.Endpoint;
import io.holdfast.interop.SharedServer;
import io.holdfast.interop.Tool;
import io.holdfast.interop.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs the functions of `src/test/python/boto3_suite.py`, each in a bucket of its own.
@ExtendWith(SharedServer.class)
final class Boto3Test {
    /// `INTEROP_PYTHON` names an interpreter that has boto3; `./test` sets it.
    private static final String PYTHON = System.getenv().getOrDefault("INTEROP_PYTHON", "python3");

    private final Endpoint endpoint;

    Boto3Test(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "buckets",
                "objects",
                "ranges",
                "metadata",
                "odd_keys",
                "listing",
                "multipart",
                "versions",
                "multi_delete",
                "conditions",
                "checksums",
                "presigned",
                "forms",
                "transfer",
                "encryption",
                "policies",
                "errors"
            })
    void holds(String function) throws IOException, InterruptedException {
        Path folder = Workspace.folder("boto3");
        try {
            Tool.require(PYTHON, folder)
                    .withCredentials(endpoint)
                    .run(
                            Path.of("src/test/python/boto3_suite.py").toAbsolutePath().toString(),
                            endpoint.uri().toString(),
                            function);
        } finally {
            Workspace.delete(folder);
        }
    }
}
