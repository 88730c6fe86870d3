package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.Content;
import io.holdfast.interop.Endpoint;
import io.holdfast.interop.Tool;
import io.holdfast.interop.Workspace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;

/// Locks, tags, CORS, checksums, customers' keys and signed addresses by the AWS command line; the
/// SDK for Java looks at what it did.
final class AwsCliBucketsTest extends AwsSuite {
    private final Path folder = Workspace.folder("awscli-buckets");
    private final Tool aws;

    AwsCliBucketsTest(Endpoint endpoint) {
        super(endpoint);
        this.aws =
                Tool.require("aws", folder)
                        .withCredentials(endpoint)
                        .prefixed("--endpoint-url", endpoint.uri().toString());
    }

    @AfterAll
    void removeFolder() throws IOException {
        Workspace.delete(folder);
    }

    private String api(String operation, String name, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("s3api", operation, "--bucket", name));
        words.addAll(List.of(more));
        return aws.run(words.toArray(String[]::new));
    }

    @Test
    void locksHold() throws Exception {
        String locked = freshName();
        api("create-bucket", locked, "--object-lock-enabled-for-bucket");
        api(
                "put-object-lock-configuration",
                locked,
                "--object-lock-configuration",
                "ObjectLockEnabled=Enabled,Rule={DefaultRetention={Mode=COMPLIANCE,Days=2}}");
        api("put-object", locked, "--key", "k");
        assertThat(api("get-object-retention", locked, "--key", "k")).contains("COMPLIANCE");
        var head = s3.headObject(get -> get.bucket(locked).key("k"));
        assertThat(head.objectLockMode()).isEqualTo(ObjectLockMode.COMPLIANCE);
        assertThat(
                        aws.attempt(
                                        "s3api",
                                        "delete-object",
                                        "--bucket",
                                        locked,
                                        "--key",
                                        "k",
                                        "--version-id",
                                        head.versionId())
                                .output())
                .contains("AccessDenied");
        api("put-object-legal-hold", locked, "--key", "k", "--legal-hold", "Status=ON");
        assertThat(api("get-object-legal-hold", locked, "--key", "k")).contains("\"ON\"");
    }

    @Test
    void tagsAndCorsRulesAreKept() throws Exception {
        api("put-bucket-tagging", bucket, "--tagging", "TagSet=[{Key=a b,Value=x/y}]");
        assertThat(s3.getBucketTagging(get -> get.bucket(bucket)).tagSet())
                .singleElement()
                .satisfies(tag -> assertThat(tag.key() + "=" + tag.value()).isEqualTo("a b=x/y"));
        String rule =
                "{\"AllowedOrigins\":[\"*\"],\"AllowedMethods\":[\"GET\"],\"MaxAgeSeconds\":9}";
        api("put-bucket-cors", bucket, "--cors-configuration", "{\"CORSRules\":[" + rule + "]}");
        assertThat(api("get-bucket-cors", bucket)).contains("\"MaxAgeSeconds\": 9");
        assertThat(s3.getBucketCors(get -> get.bucket(bucket)).corsRules()).hasSize(1);
    }

    @Test
    void checksumsAndCustomersKeysAreTaken() throws Exception {
        Content content = new Content(81, 20_000_000);
        Files.write(folder.resolve("body"), content.bytes());
        aws.run("s3", "cp", "body", "s3://" + bucket + "/sum", "--checksum-algorithm", "SHA256");
        assertThat(api("head-object", bucket, "--key", "sum", "--checksum-mode", "ENABLED"))
                .containsPattern("\"ChecksumSHA256\": \"\\S+-3\"");
        Files.write(folder.resolve("key"), new Content(82, 32).bytes());
        String object = "s3://" + bucket + "/own";
        String[] key = {"--sse-c", "AES256", "--sse-c-key", "fileb://key"};
        aws.run("s3", "cp", "body", object, key[0], key[1], key[2], key[3]);
        assertRefused(400, "InvalidRequest", () -> text("own"));
        aws.run("s3", "cp", object, "opened", key[0], key[1], key[2], key[3]);
        assertThat(Files.mismatch(folder.resolve("body"), folder.resolve("opened"))).isEqualTo(-1);
    }

    @Test
    void signedAddressServesOthers() throws Exception {
        put("signed ü", "signed");
        String url = aws.run("s3", "presign", "s3://" + bucket + "/signed ü").strip();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest get = HttpRequest.newBuilder(URI.create(url)).build();
            assertThat(http.send(get, BodyHandlers.ofString()).body()).isEqualTo("signed");
        }
    }
}
