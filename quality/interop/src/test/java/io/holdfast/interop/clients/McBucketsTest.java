package io.holdfast.interop.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.Content;
import io.holdfast.interop.Endpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;

/// What `mc` sets on buckets: locks, versions, tags, anonymous access, CORS, encryption.
final class McBucketsTest extends McSuite {
    McBucketsTest(Endpoint endpoint) {
        super(endpoint);
    }

    @Test
    void lockedBucketKeepsWhatItHolds() throws Exception {
        String locked = freshName();
        String object = "hf/" + locked + "/kept";
        mc.run("mb", "--with-lock", "hf/" + locked);
        assertThat(mc.run("retention", "set", "--default", "COMPLIANCE", "2190d", "hf/" + locked))
                .contains("'COMPLIANCE' is configured for 2190DAYS");
        assertThat(mc.run("retention", "info", "--default", "hf/" + locked))
                .contains("'COMPLIANCE' is configured for 2190DAYS");
        DefaultRetention rule =
                s3.getObjectLockConfiguration(get -> get.bucket(locked))
                        .objectLockConfiguration()
                        .rule()
                        .defaultRetention();
        assertThat(rule.mode()).isEqualTo(ObjectLockRetentionMode.COMPLIANCE);
        assertThat(rule.days()).isEqualTo(2190);

        mc.run("cp", file("kept", new Content(1, 1000).bytes()).toString(), object);
        assertThat(mc.run("stat", object)).containsPattern("X-Amz-Object-Lock-Mode *: COMPLIANCE");
        assertThat(mc.run("retention", "info", object)).contains("COMPLIANCE, expiring in 2189");
        HeadObjectResponse head = s3.headObject(get -> get.bucket(locked).key("kept"));
        assertThat(head.objectLockMode()).isEqualTo(ObjectLockMode.COMPLIANCE);
        assertThat(head.objectLockRetainUntilDate())
                .isAfter(Instant.now().plus(Duration.ofDays(2189)));
        assertFails("not shortened", "retention", "set", "--bypass", "GOVERNANCE", "30d", object);
        assertThat(mc.run("rm", object)).contains("Created delete marker");
        assertThat(mc.attempt("rm", "--versions", "--force", object).exitCode()).isNotZero();
        assertThat(s3.listObjectVersions(list -> list.bucket(locked)).versions())
                .singleElement()
                .satisfies(version -> assertThat(version.versionId()).isEqualTo(head.versionId()));
        assertFails("not empty", "rb", "hf/" + locked);
    }

    @Test
    void legalHoldsAndGovernanceComeAndGo() throws Exception {
        String locked = freshName();
        String object = "hf/" + locked + "/held";
        mc.run("mb", "--with-lock", "hf/" + locked);
        file("held", new byte[] {1});
        mc.run(
                "cp",
                "--retention-mode",
                "GOVERNANCE",
                "--retention-duration",
                "3d",
                "--legal-hold",
                "on",
                "held",
                object);
        assertThat(mc.run("legalhold", "info", object)).contains("ON");
        assertThat(s3.getObjectLegalHold(get -> get.bucket(locked).key("held")).legalHold())
                .satisfies(
                        hold -> assertThat(hold.status()).isEqualTo(ObjectLockLegalHoldStatus.ON));
        mc.run("legalhold", "clear", object);
        assertThat(mc.run("legalhold", "info", object)).contains("OFF");
        mc.run("legalhold", "set", object);
        assertThat(s3.headObject(get -> get.bucket(locked).key("held")).objectLockLegalHoldStatus())
                .isEqualTo(ObjectLockLegalHoldStatus.ON);
        mc.run("legalhold", "clear", object);
        assertThat(mc.run("retention", "info", object)).contains("GOVERNANCE, expiring in 2 days");
        mc.run("retention", "set", "--bypass", "GOVERNANCE", "1d", object);
        assertThat(
                        s3.getObjectRetention(get -> get.bucket(locked).key("held"))
                                .retention()
                                .retainUntilDate())
                .isBefore(Instant.now().plus(Duration.ofDays(2)));
        mc.run("retention", "clear", object);
        assertThat(mc.run("retention", "info", object)).contains("NO RETENTION");
        mc.run("rm", "--versions", "--force", object);
        mc.run("rb", "hf/" + locked);
        assertStatus(404, () -> s3.headBucket(head -> head.bucket(locked)));
    }

    @Test
    void versioningIsSwitched() throws Exception {
        String other = newBucket();
        assertThat(mc.run("version", "info", "hf/" + other)).contains("un-versioned");
        assertThat(mc.run("version", "enable", "hf/" + other)).contains("versioning is enabled");
        assertThat(mc.run("version", "info", "hf/" + other)).contains("versioning is enabled");
        assertThat(s3.getBucketVersioning(get -> get.bucket(other)).status())
                .isEqualTo(BucketVersioningStatus.ENABLED);
        mc.run("version", "suspend", "hf/" + other);
        assertThat(mc.run("version", "info", "hf/" + other)).contains("versioning is suspended");
        assertThat(s3.getBucketVersioning(get -> get.bucket(other)).status())
                .isEqualTo(BucketVersioningStatus.SUSPENDED);
    }

    @Test
    void tagsAreSetListedAndRemoved() throws Exception {
        List<Tag> tags =
                List.of(
                        Tag.builder().key("a").value("1").build(),
                        Tag.builder().key("b c").value("x/y").build());
        mc.run("tag", "set", "hf/" + bucket, "a=1&b c=x/y");
        assertThat(s3.getBucketTagging(get -> get.bucket(bucket)).tagSet())
                .containsExactlyInAnyOrderElementsOf(tags);
        assertThat(mc.run("tag", "list", "hf/" + bucket)).containsPattern("b c *: x/y");
        mc.run("tag", "remove", "hf/" + bucket);
        assertFails("No tags found", "tag", "list", "hf/" + bucket);

        put("tagged", "x");
        mc.run("tag", "set", at("tagged"), "a=1&b c=x/y");
        assertThat(s3.getObjectTagging(get -> get.bucket(bucket).key("tagged")).tagSet())
                .containsExactlyInAnyOrderElementsOf(tags);
        assertThat(mc.run("tag", "list", at("tagged"))).containsPattern("a *: 1");
        mc.run("tag", "remove", at("tagged"));
        assertThat(s3.getObjectTagging(get -> get.bucket(bucket).key("tagged")).tagSet()).isEmpty();
    }

    @Test
    void anonymousAccessIsAsItSays() throws Exception {
        put("open/k", "x");
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (Access access :
                    List.of(
                            new Access("private", 403, 403),
                            new Access("download", 200, 403),
                            new Access("upload", 403, 200),
                            new Access("public", 200, 200),
                            new Access("private", 403, 403))) {
                mc.run("anonymous", "set", access.name, "hf/" + bucket);
                assertThat(mc.run("anonymous", "get", "hf/" + bucket))
                        .contains("`" + access.name + "`");
                assertAnonymous(http, access, "open/k");
            }
            mc.run("anonymous", "set", "download", at("open/"));
            assertThat(mc.run("anonymous", "list", "hf/" + bucket))
                    .contains(bucket + "/open/* => readonly");
            assertAnonymous(http, new Access("download", 200, 403), "open/k");
            put("closed", "x");
            assertAnonymous(http, new Access("private", 403, 403), "closed");
            assertThat(s3.getBucketPolicy(get -> get.bucket(bucket)).policy())
                    .contains("arn:aws:s3:::" + bucket + "/open/*");
        }
    }

    /// A word of `mc anonymous set`, and what nobody gets from it.
    private record Access(String name, int getStatus, int putStatus) {}

    private void assertAnonymous(HttpClient http, Access access, String key) throws Exception {
        URI uri = endpoint.uri().resolve("/" + bucket + "/" + key);
        HttpRequest get = HttpRequest.newBuilder(uri).build();
        HttpRequest put = HttpRequest.newBuilder(uri).PUT(BodyPublishers.ofString("y")).build();
        assertThat(http.send(get, BodyHandlers.discarding()).statusCode())
                .as("GET, %s", access)
                .isEqualTo(access.getStatus);
        assertThat(http.send(put, BodyHandlers.discarding()).statusCode())
                .as("PUT, %s", access)
                .isEqualTo(access.putStatus);
    }

    @Test
    void corsRulesAreKept() throws Exception {
        file(
                "cors.xml",
                """
                <CORSConfiguration><CORSRule>
                <AllowedOrigin>https://app.example.org</AllowedOrigin>
                <AllowedMethod>GET</AllowedMethod><AllowedHeader>x-*</AllowedHeader>
                <MaxAgeSeconds>90</MaxAgeSeconds>
                </CORSRule></CORSConfiguration>
                """
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        mc.run("cors", "set", "hf/" + bucket, "cors.xml");
        assertThat(mc.run("cors", "get", "hf/" + bucket))
                .contains("<AllowedOrigin>https://app.example.org</AllowedOrigin>");
        CORSRule rule = s3.getBucketCors(get -> get.bucket(bucket)).corsRules().getFirst();
        assertThat(rule.allowedMethods()).containsExactly("GET");
        assertThat(rule.allowedHeaders()).containsExactly("x-*");
        assertThat(rule.maxAgeSeconds()).isEqualTo(90);
        mc.run("cors", "remove", "hf/" + bucket);
        assertThat(mc.run("cors", "get", "hf/" + bucket)).contains("No bucket CORS configuration");
        assertRefused(
                404, "NoSuchCORSConfiguration", () -> s3.getBucketCors(get -> get.bucket(bucket)));
    }

    @Test
    void bucketsEncryptByDefault() throws Exception {
        String other = newBucket();
        mc.run("encrypt", "set", "sse-kms", "second", "hf/" + other);
        assertThat(mc.run("encrypt", "info", "hf/" + other)).contains("'sse-kms' is enabled");
        mc.run("cp", file("plain", new byte[] {1}).toString(), "hf/" + other + "/sealed");
        HeadObjectResponse head = s3.headObject(get -> get.bucket(other).key("sealed"));
        assertThat(head.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(head.ssekmsKeyId()).isEqualTo("second");
        mc.run("encrypt", "clear", "hf/" + other);
        mc.run("cp", "plain", "hf/" + other + "/plain");
        assertThat(s3.headObject(get -> get.bucket(other).key("plain")).serverSideEncryption())
                .isNull();
    }
}
