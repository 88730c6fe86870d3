package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.Registry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A bootstrap file in front of the whole server, start after start.
final class BootstrapServerTest {
    private static final String FILE =
            """
            users:
              - {accessKey: alice, secretKey: secret-of-alice, policies: [readwrite]}
            buckets:
              - name: photos
                versioning: enabled
                tags: {team: a}
                policy: {Version: 2012-10-17, Statement: [{Effect: Allow, Principal: "*",
                  Action: "s3:ListBucket", Resource: "arn:aws:s3:::photos"}]}
            """;

    @TempDir private Path folder;

    private final List<Node> nodes = new ArrayList<>();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @AfterEach
    void close() {
        nodes.forEach(Node::close);
    }

    private Optional<ExitCode> start(String file) throws Exception {
        nodes.forEach(Node::close);
        nodes.clear();
        errors.reset();
        Files.writeString(folder.resolve("boot.yaml"), file);
        Map<String, String> environment = new HashMap<>();
        environment.put("MINIO_ADDRESS", "127.0.0.1:0");
        environment.put("MINIO_ROOT_USER", "admin");
        environment.put("MINIO_ROOT_PASSWORD", "long enough");
        environment.put("HOLDFAST_BOOTSTRAP_FILE", "boot.yaml");
        return new ServerCommand(
                        environment,
                        folder,
                        folder,
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        new PrintStream(errors, true, StandardCharsets.UTF_8),
                        false,
                        new ServerVersion("1.2.3", "unknown", "25", "linux/amd64"),
                        new StoreFrontend(Machine.REAL),
                        (node, _) -> nodes.add(node))
                .run(List.of("server", "d{1...4}"));
    }

    private int unsigned(String path) throws Exception {
        int port = nodes.getLast().listener().port();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private HttpResponse<String> put(String path, int size) throws Exception {
        int port = nodes.getLast().listener().port();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[size]))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private Registry registry() {
        return nodes.getLast().cluster().registry();
    }

    @Test
    void declaredThingsAreThereAndASecondStartWritesNothing() throws Exception {
        assertThat(start(FILE)).isEmpty();
        assertThat(unsigned("/photos")).isEqualTo(200);
        assertThat(unsigned("/photos?tagging")).isEqualTo(403);
        Optional<Registry.Entry> alice = registry().get("identity/key/alice");
        Optional<Registry.Entry> photos = registry().get("bucket/photos");
        assertThat(start(FILE)).isEmpty();
        assertThat(registry().get("identity/key/alice").map(Registry.Entry::version))
                .isEqualTo(alice.map(Registry.Entry::version))
                .isPresent();
        assertThat(registry().get("bucket/photos").map(Registry.Entry::version))
                .isEqualTo(photos.map(Registry.Entry::version))
                .isPresent();
    }

    @Test
    void whatIsDeclaredIsPutBackAndNothingIsRemoved() throws Exception {
        assertThat(start(FILE)).isEmpty();
        assertThat(start(FILE.replace("s3:ListBucket", "s3:ListBucketVersions"))).isEmpty();
        assertThat(unsigned("/photos")).isEqualTo(403);
        assertThat(start("buckets: [{name: other}]")).isEmpty();
        assertThat(registry().get("bucket/photos")).isPresent();
        assertThat(registry().get("identity/key/alice")).isPresent();
        assertThat(registry().get("bucket/other")).isPresent();
    }

    @Test
    void aQuotaBoundsItsBucketUntilItIsTakenAway() throws Exception {
        String file =
                """
                buckets:
                  - name: photos
                    quota: 1KiB
                    policy: {Version: 2012-10-17, Statement: [{Effect: Allow, Principal: "*",
                      Action: "s3:PutObject", Resource: "arn:aws:s3:::photos/*"}]}
                """;
        assertThat(start(file)).isEmpty();
        assertThat(put("/photos/a", 1024).statusCode()).isEqualTo(200);
        HttpResponse<String> refused = put("/photos/b", 1);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("<Code>XMinioAdminBucketQuotaExceeded</Code>");
        assertThat(start(file.replace("1KiB", "0"))).isEmpty();
        assertThat(put("/photos/b", 1).statusCode()).isEqualTo(200);
    }

    @Test
    void mistakesEndTheStartBeforeDrivesAreTouched() throws Exception {
        assertThat(start("users: [{accessKey: alice}]")).contains(ExitCode.USAGE);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("boot.yaml, line 1: secretKey is missing");
        assertThat(folder.resolve("d1")).doesNotExist();
    }

    @Test
    void whatDoesNotFitEndsTheStart() throws Exception {
        assertThat(start("users: [{accessKey: admin, secretKey: long enough}]"))
                .contains(ExitCode.USAGE);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("boot.yaml, line 1: the access key \"admin\" is the root user's");
        assertThat(start("buckets: [{name: photos, objectLock: true}]")).isEmpty();
        assertThat(start("buckets: [{name: photos, versioning: suspended}]"))
                .contains(ExitCode.USAGE);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("line 1: bucket \"photos\": object lock needs versioning");
    }
}
