package io.holdfast.interop.clients;

import io.holdfast.interop.Deployment;
import io.holdfast.interop.Tool;
import io.holdfast.interop.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs the functions of `src/test/python/boto3_access.py`, each in a bucket of its own, on a
/// server with two accounts and a domain for websites.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class Boto3AccessTest {
    private static final String PYTHON = System.getenv().getOrDefault("INTEROP_PYTHON", "python3");
    private static final String ACCOUNTS =
            """
            accounts:
              - {name: one, accountId: "111122223333", email: one@example.org, accessKey: one-root, secretKey: one-root-secret}
              - {name: two, accountId: "444455556666", email: two@example.org, accessKey: two-root, secretKey: two-root-secret}
            """;

    private Deployment deployment;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        deployment = Deployment.create("access");
        Path accounts = deployment.folder().resolve("accounts.yaml");
        Files.writeString(accounts, ACCOUNTS);
        deployment
                .with("HOLDFAST_BOOTSTRAP_FILE", accounts.toString())
                .with("HOLDFAST_WEBSITE_DOMAIN", "web.example.org")
                .start();
    }

    @AfterAll
    void stop() throws IOException {
        deployment.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cors", "acls", "ownership", "website"})
    void holds(String function) throws IOException, InterruptedException {
        Path folder = Workspace.folder("boto3-access");
        try {
            Tool.require(PYTHON, folder)
                    .withCredentials(deployment.endpoint())
                    .run(
                            Path.of("src/test/python/boto3_access.py").toAbsolutePath().toString(),
                            deployment.endpoint().uri().toString(),
                            function);
        } finally {
            Workspace.delete(folder);
        }
    }
}
