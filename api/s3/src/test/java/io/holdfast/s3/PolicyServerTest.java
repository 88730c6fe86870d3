package io.holdfast.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.Clock;
import io.holdfast.base.ports.Account;
import io.holdfast.base.ports.Accounts;
import io.holdfast.base.ports.Caller;
import io.holdfast.base.ports.Credential;
import io.holdfast.http.HttpAssembly;
import io.holdfast.http.HttpOptions;
import io.holdfast.http.HttpServer;
import io.holdfast.iam.Bearer;
import io.holdfast.iam.PolicyAuthorizer;
import io.holdfast.iam.Requester;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Policies over a real socket: root, a user without any grant, the root of another account, and
/// nobody.
final class PolicyServerTest {
    private static final String NONE = "";
    private static final Account OTHER = new Account("444455556666", "c0ffee", "Other");

    private HttpServer server;
    private TestClient root;
    private TestClient alice;
    private TestClient other;

    @BeforeEach
    void start() throws Exception {
        MemoryStore store = new MemoryStore();
        server =
                HttpAssembly.start(
                        HttpOptions.plain("127.0.0.1", 0),
                        S3Assembly.assemble(
                                S3Options.defaults(),
                                new S3Assembly.Dependencies(
                                        store,
                                        key ->
                                                Optional.of(
                                                        new Credential(
                                                                key,
                                                                key + "-secret",
                                                                "",
                                                                key.equals("root"))),
                                        new PolicyAuthorizer(
                                                PolicyServerTest::bearer, new BucketAccess(store)),
                                        new TwoAccounts(),
                                        new AllWell(),
                                        Clock.system())));
        root = new TestClient(server);
        alice = new TestClient(server, "alice", "alice-secret");
        other = new TestClient(server, "other", "other-secret");
        expect(200, root.send("PUT", "/bucket", NONE, NONE));
        expect(200, root.send("PUT", "/bucket/key", NONE, "data"));
    }

    private static Optional<Bearer> bearer(String accessKey) {
        return switch (accessKey) {
            case "root" -> Optional.of(Bearer.operator(new Requester.Identity("", "c", "")));
            case "alice" -> Optional.of(bearer("", "alice"));
            default -> Optional.of(bearer(OTHER.id(), ""));
        };
    }

    private static Bearer bearer(String account, String user) {
        return new Bearer(
                new Requester.Identity(account, "c" + account, user),
                false,
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static final class TwoAccounts implements Accounts {
        @Override
        public Account of(Caller caller) {
            if (!(caller instanceof Caller.Signed(String key, boolean _))) {
                return Account.ANONYMOUS;
            }
            return key.equals("other") ? OTHER : Account.DEFAULT;
        }

        @Override
        public Account byId(String id) {
            return id.equals(OTHER.id()) ? OTHER : Account.DEFAULT;
        }

        @Override
        public Optional<Account> byCanonicalId(String canonicalId) {
            return Optional.empty();
        }

        @Override
        public List<Account> byEmail(String email) {
            return List.of();
        }
    }

    @AfterEach
    void stop() {
        root.close();
        alice.close();
        other.close();
        server.close();
    }

    private static AbstractStringAssert<?> expect(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(status);
        return assertThat(answer.body());
    }

    private void putPolicy(String... statements) throws IOException, InterruptedException {
        expect(204, root.send("PUT", "/bucket", "policy=", document(statements)));
    }

    private static String document(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private static String statement(String effect, String action, String resource) {
        return "{\"Effect\":\"%s\",\"Principal\":{\"AWS\":[\"*\"]},\"Action\":\"%s\",\"Resource\":\"arn:aws:s3:::%s\"}"
                .formatted(effect, action, resource);
    }

    @Test
    void aPolicyIsInForceFromItsAnswerOn() throws Exception {
        expect(403, root.sendUnsigned("GET", "/bucket/key", NONE)).contains("AccessDenied");
        expect(404, root.send("GET", "/bucket", "policy=", NONE)).contains("NoSuchBucketPolicy");
        String read = statement("Allow", "s3:GetObject", "bucket/*");
        putPolicy(read);
        expect(200, root.sendUnsigned("GET", "/bucket/key", NONE)).isEqualTo("data");
        expect(200, alice.send("GET", "/bucket/key", NONE, NONE)).isEqualTo("data");
        expect(403, alice.send("PUT", "/bucket/key", NONE, "x"));
        HttpResponse<String> kept = root.send("GET", "/bucket", "policy=", NONE);
        expect(200, kept).isEqualTo(document(read));
        assertThat(kept.headers().firstValue("content-type")).contains("application/json");
        expect(204, root.send("DELETE", "/bucket", "policy=", NONE));
        expect(403, root.sendUnsigned("GET", "/bucket/key", NONE));
        expect(404, root.send("GET", "/bucket", "policy=", NONE));
        expect(204, root.send("DELETE", "/bucket", "policy=", NONE));
    }

    @Test
    void badPoliciesSayWhere() throws Exception {
        expect(400, root.send("PUT", "/bucket", "policy=", "{"))
                .contains("<Code>MalformedPolicy")
                .contains("not JSON");
        String foreign = document(statement("Allow", "s3:GetObject", "other/*"));
        expect(400, root.send("PUT", "/bucket", "policy=", foreign))
                .contains("<Code>MalformedPolicy")
                .contains("another bucket");
        String large = document(statement("Allow", "s3:GetObject", "bucket/*")) + " ".repeat(20480);
        expect(400, root.send("PUT", "/bucket", "policy=", large)).contains("<Code>PolicyTooLarge");
        expect(400, root.send("PUT", "/bucket", "policy=", large.repeat(3)))
                .contains("<Code>PolicyTooLarge");
        expect(404, root.send("PUT", "/absent", "policy=", document()))
                .contains("<Code>NoSuchBucket");
        expect(404, root.send("GET", "/bucket", "policy=", NONE));
    }

    @Test
    void rootIsStoppedButNotLockedOut() throws Exception {
        putPolicy(statement("Deny", "s3:*", "bucket*"));
        expect(403, root.send("GET", "/bucket/key", NONE, NONE));
        expect(403, root.send("DELETE", "/bucket", NONE, NONE));
        expect(200, root.send("GET", "/bucket", "policy=", NONE));
        expect(204, root.send("DELETE", "/bucket", "policy=", NONE));
        expect(200, root.send("GET", "/bucket/key", NONE, NONE));
    }

    @Test
    void statusTellsWhetherAnybodyGetsIn() throws Exception {
        expect(404, root.send("GET", "/bucket", "policyStatus=", NONE));
        putPolicy(statement("Allow", "s3:GetObject", "bucket/*"));
        expect(200, root.send("GET", "/bucket", "policyStatus=", NONE))
                .contains("<IsPublic>true</IsPublic>");
        putPolicy(statement("Deny", "s3:GetObject", "bucket/*"));
        expect(200, root.send("GET", "/bucket", "policyStatus=", NONE))
                .contains("<IsPublic>false</IsPublic>");
    }

    @Test
    void aPublicAccessBlockRefusesAndRestricts() throws Exception {
        expect(404, root.send("GET", "/bucket", "publicAccessBlock=", NONE))
                .contains("NoSuchPublicAccessBlockConfiguration");
        String open = document(statement("Allow", "s3:GetObject", "bucket/*"));
        putBlock("<BlockPublicPolicy>true</BlockPublicPolicy>");
        expect(403, root.send("PUT", "/bucket", "policy=", open)).contains("AccessDenied");
        putBlock("<RestrictPublicBuckets>true</RestrictPublicBuckets>");
        expect(204, root.send("PUT", "/bucket", "policy=", open));
        expect(403, root.sendUnsigned("GET", "/bucket/key", NONE));
        expect(403, other.send("GET", "/bucket/key", NONE, NONE));
        expect(200, alice.send("GET", "/bucket/key", NONE, NONE));
        expect(200, root.send("GET", "/bucket", "publicAccessBlock=", NONE))
                .contains("<BlockPublicPolicy>false</BlockPublicPolicy>")
                .contains("<RestrictPublicBuckets>true</RestrictPublicBuckets>");
        expect(204, root.send("DELETE", "/bucket", "publicAccessBlock=", NONE));
        expect(200, root.sendUnsigned("GET", "/bucket/key", NONE));
    }

    private void putBlock(String inside) throws IOException, InterruptedException {
        String root =
                "<PublicAccessBlockConfiguration>%s</PublicAccessBlockConfiguration>"
                        .formatted(inside);
        expect(200, this.root.send("PUT", "/bucket", "publicAccessBlock=", root));
    }

    @Test
    void whoMayNotListLearnsOfNoKey() throws Exception {
        putPolicy(statement("Allow", "s3:GetObject", "bucket/*"));
        expect(403, root.sendUnsigned("GET", "/bucket/absent", NONE)).contains("AccessDenied");
        expect(404, root.send("GET", "/bucket/absent", NONE, NONE)).contains("NoSuchKey");
        expect(404, root.sendUnsigned("GET", "/no-bucket/key", NONE)).contains("NoSuchBucket");
        putPolicy(
                statement("Allow", "s3:GetObject", "bucket/*"),
                statement("Allow", "s3:ListBucket", "bucket"));
        expect(404, root.sendUnsigned("GET", "/bucket/absent", NONE)).contains("NoSuchKey");
    }

    @Test
    void whoMayListBelowAPrefixLearnsOfKeysThere() throws Exception {
        expect(200, root.send("PUT", "/bucket/open/there", NONE, "x"));
        String list = statement("Allow", "s3:ListBucket", "bucket");
        putPolicy(
                list.substring(0, list.length() - 1)
                        + ",\"Condition\":{\"StringLike\":{\"s3:prefix\":\"open/*\"}}}");
        expect(404, root.sendUnsigned("GET", "/bucket/open/absent", NONE)).contains("NoSuchKey");
        expect(404, root.sendUnsigned("HEAD", "/bucket/open/absent", NONE));
        expect(403, root.sendUnsigned("GET", "/bucket/open/there", NONE)).contains("AccessDenied");
        expect(403, root.sendUnsigned("HEAD", "/bucket/absent", NONE));
        expect(403, root.sendUnsigned("GET", "/bucket/absent", NONE)).contains("AccessDenied");
    }

    @Test
    void deletionsOfManyAreJudgedOneByOne() throws Exception {
        expect(200, root.send("PUT", "/bucket/mine", NONE, "x"));
        putPolicy(statement("Allow", "s3:DeleteObject", "bucket/mine"));
        String document =
                "<Delete><Object><Key>key</Key></Object><Object><Key>mine</Key></Object></Delete>";
        HttpResponse<String> answer =
                alice.send(
                        "POST",
                        "/bucket",
                        "delete=",
                        document,
                        "x-amz-checksum-sha256",
                        Base64.getEncoder().encodeToString(digest(document)));
        expect(200, answer)
                .contains("<Deleted><Key>mine</Key>")
                .contains("<Code>AccessDenied</Code>");
        expect(200, root.send("GET", "/bucket/key", NONE, NONE));
        expect(404, root.send("GET", "/bucket/mine", NONE, NONE));
    }

    private static byte[] digest(String text) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void accountsHaveBucketsOfTheirOwn() throws Exception {
        expect(200, other.send("PUT", "/theirs", NONE, NONE));
        expect(200, other.send("PUT", "/theirs/key", NONE, "x"));
        expect(200, other.send("GET", "/", NONE, NONE))
                .contains("<ID>c0ffee</ID><DisplayName>Other</DisplayName>")
                .contains("<Name>theirs</Name>")
                .doesNotContain("<Name>bucket</Name>");
        expect(200, root.send("GET", "/", NONE, NONE)).doesNotContain("<Name>theirs</Name>");
        expect(403, alice.send("GET", "/", NONE, NONE));
        expect(403, root.sendUnsigned("GET", "/", NONE));
        expect(403, other.send("GET", "/bucket/key", NONE, NONE));
        expect(403, alice.send("GET", "/theirs/key", NONE, NONE));
        expect(409, other.send("PUT", "/bucket", NONE, NONE)).contains("BucketAlreadyExists");
        expect(200, other.send("PUT", "/theirs", NONE, NONE));
        expect(200, other.send("GET", "/theirs", "acl=", NONE))
                .contains("<Owner><ID>c0ffee</ID><DisplayName>Other</DisplayName></Owner>")
                .contains("FULL_CONTROL");
        expect(200, other.send("GET", "/theirs", NONE, NONE)).contains("<ID>c0ffee</ID>");
        putPolicy(statement("Allow", "s3:GetObject", "bucket/*"));
        expect(200, other.send("GET", "/bucket/key", NONE, NONE)).isEqualTo("data");
    }

    @Test
    void aPolicyReadsAsDecisionsReadIt() throws Exception {
        // UTF-16 is JSON for some readers; what is kept is what was judged.
        byte[] wide =
                document(statement("Allow", "s3:GetObject", "bucket/*"))
                        .getBytes(StandardCharsets.UTF_16LE);
        expect(
                400,
                root.send("PUT", "/bucket", "policy=", new String(wide, StandardCharsets.UTF_8)));
    }
}
