package io.holdfast.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.http.HttpServer;
import io.holdfast.iam.Bearer;
import io.holdfast.iam.PolicyAuthorizer;
import io.holdfast.iam.Requester;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Forms over a real socket.
final class FormServerTest {
    private static final String NONE = "";

    private HttpServer server;
    private TestClient root;

    @BeforeEach
    void start() throws Exception {
        MemoryStore store = new MemoryStore();
        Bearer operator = Bearer.operator(new Requester.Identity("", "c", ""));
        server =
                TestServers.start(
                        S3Options.defaults(),
                        TestServers.ofRoot(
                                store,
                                new PolicyAuthorizer(
                                        _ -> Optional.of(operator), new BucketAccess(store))));
        root = new TestClient(server);
        expect(200, root.send("PUT", "/bucket", NONE, NONE));
    }

    @AfterEach
    void stop() {
        root.close();
        server.close();
    }

    private HttpResponse<String> post(TestForm form) throws Exception {
        return form.send(server, "/bucket");
    }

    private HttpResponse<String> get(String key) throws Exception {
        return root.send("GET", "/bucket/" + key, NONE, NONE);
    }

    private static AbstractStringAssert<?> expect(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return assertThat(answer.body());
    }

    private static void refused(int status, String code, HttpResponse<String> answer) {
        expect(status, answer).contains("<Code>" + code + "</Code>");
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private void allowEverybody(String action) throws Exception {
        expect(
                204,
                root.send(
                        "PUT",
                        "/bucket",
                        "policy=",
                        "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\","
                                + " \"Principal\": \"*\", \"Action\": "
                                + action
                                + ", \"Resource\": \"arn:aws:s3:::bucket/*\"}]}"));
    }

    @Test
    void signedFormsStoreTheirFile() throws Exception {
        TestForm form =
                TestForm.of(
                        "KEY",
                        "user/a.txt",
                        "Content-Type",
                        "text/plain",
                        "x-amz-meta-Color",
                        "blue",
                        "Cache-Control",
                        "no-cache",
                        "acl",
                        "bucket-owner-full-control");
        HttpResponse<String> stored = post(form.signedV4("bucket"));
        expect(204, stored).isEmpty();
        assertThat(header(stored, "ETag")).isEqualTo("\"9a0364b9e99bb480dd25e1f0284c8555\"");
        assertThat(header(stored, "Location")).endsWith("/bucket/user/a.txt");
        HttpResponse<String> got = get("user/a.txt");
        expect(200, got).isEqualTo("content");
        assertThat(header(got, "content-type")).isEqualTo("text/plain");
        assertThat(header(got, "x-amz-meta-color")).isEqualTo("blue");
        assertThat(header(got, "cache-control")).isEqualTo("no-cache");
        expect(204, post(TestForm.of("key", "v2").signedV2("bucket")));
        got = get("v2");
        expect(200, got).isEqualTo("content");
        assertThat(header(got, "content-type")).isEqualTo("binary/octet-stream");
    }

    @Test
    void formsWithoutASignatureAreJudgedByTheBucketsPolicy() throws Exception {
        TestForm form = TestForm.of("key", "k");
        refused(403, "AccessDenied", post(form));
        allowEverybody("\"s3:PutObject\"");
        expect(204, post(form));
        expect(200, get("k")).isEqualTo("content");
        String tags =
                "<Tagging><TagSet><Tag><Key>a</Key><Value>x y</Value></Tag></TagSet></Tagging>";
        refused(403, "AccessDenied", post(TestForm.of("key", "t", "tagging", tags)));
        allowEverybody("[\"s3:PutObject\", \"s3:PutObjectTagging\"]");
        expect(204, post(TestForm.of("key", "t", "tagging", tags)));
        expect(200, root.send("GET", "/bucket/t", "tagging=", NONE))
                .contains("<Tag><Key>a</Key><Value>x y</Value></Tag>");
        refused(400, "MalformedXML", post(TestForm.of("key", "t", "tagging", "a=b")));
    }

    @Test
    void policiesOfTheBucketSeeTheFieldsOfTheForm() throws Exception {
        String deny =
                "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Deny\","
                        + " \"Principal\": \"*\", \"Action\": \"s3:PutObject\","
                        + " \"Resource\": \"arn:aws:s3:::bucket/*\", \"Condition\": ";
        for (String condition :
                new String[] {
                    "{\"StringEquals\": {\"s3:x-amz-acl\": \"private\"}}",
                    "{\"StringEquals\": {\"s3:authtype\": \"POST\"}}",
                    "{\"StringEquals\": {\"s3:signatureversion\": \"AWS4-HMAC-SHA256\"}}"
                }) {
            expect(204, root.send("PUT", "/bucket", "policy=", deny + condition + "}]}"));
            refused(
                    403,
                    "AccessDenied",
                    post(TestForm.of("key", "k", "acl", "private").signedV4("bucket")));
        }
        // What the browser says of the form must not pass for what the form says of its file.
        allowEverybody("\"s3:PutObject\"");
        expect(
                204,
                TestForm.of("key", "k")
                        .send(server, "/bucket", "x-amz-meta-a", "b", "x-amz-storage-class", "x"));
        assertThat(header(get("k"), "x-amz-meta-a")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"200, 200", "201, 201", "204, 204", "404, 204", "'', 204"})
    void statusIsTheOneAskedFor(String wanted, int status) throws Exception {
        HttpResponse<String> answer =
                post(
                        TestForm.of("key", "a b/ä&", "success_action_status", wanted)
                                .signedV2("bucket"));
        AbstractStringAssert<?> body = expect(status, answer);
        if (status == 201) {
            body.contains("<PostResponse><Location>http://127.0.0.1:" + server.port())
                    .contains("/bucket/a%20b/%C3%A4%26</Location><Bucket>bucket</Bucket>")
                    .contains("<Key>a b/ä&amp;</Key>")
                    .contains("<ETag>\"9a0364b9e99bb480dd25e1f0284c8555\"</ETag></PostResponse>");
        } else {
            body.isEmpty();
        }
    }

    @Test
    void browsersAreSentToTheirPage() throws Exception {
        String end = "bucket=bucket&key=a%2Fb%26&etag=%229a0364b9e99bb480dd25e1f0284c8555%22";
        HttpResponse<String> answer =
                post(
                        TestForm.of("key", "a/b&", "success_action_redirect", "http://p.example/x")
                                .with("success_action_status", "200")
                                .signedV4("bucket"));
        expect(303, answer).isEmpty();
        assertThat(header(answer, "Location")).isEqualTo("http://p.example/x?" + end);
        answer =
                post(
                        TestForm.of("key", "a/b&", "redirect", "https://p.example/?q=1#top")
                                .signedV4("bucket"));
        expect(303, answer);
        assertThat(header(answer, "Location")).isEqualTo("https://p.example/?q=1&" + end + "#top");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no page", "/relative", "javascript:alert(1)", "http://", "ftp://h/"})
    void whatIsNoPageIsIgnored(String page) throws Exception {
        expect(
                204,
                post(TestForm.of("key", "k", "success_action_redirect", page).signedV4("bucket")));
    }

    @Test
    void nameOfTheFileGoesIntoEveryField() throws Exception {
        String all = "[\"starts-with\", \"$x-amz-meta-name\", \"C\"]";
        for (String name : new String[] {"C:\\dir\\a.txt", "/home/x/a.txt", "a.txt"}) {
            TestForm form = TestForm.of("key", "up/${filename}");
            form.with("x-amz-meta-name", "C ${filename}");
            String policy = form.policyOfFields("bucket").replace("${filename}", "a.txt");
            expect(
                    204,
                    post(
                            form.withFile(name, new byte[3])
                                    .signedByV2(policy.replace("]}", ", " + all + "]}"))));
            HttpResponse<String> got = get("up/a.txt");
            expect(200, got);
            assertThat(header(got, "x-amz-meta-name")).isEqualTo("C a.txt");
        }
        refused(
                400,
                "InvalidArgument",
                post(
                        TestForm.of("key", "${filename}")
                                .signedV2("bucket", "[\"starts-with\", \"$key\", \"\"]")));
    }

    @Test
    void fieldsBehindTheFileCountForNothing() throws Exception {
        byte[] large = new byte[3 << 20];
        java.util.Arrays.fill(large, (byte) 'x');
        TestForm form = TestForm.of("key", "k").withFile("f", large);
        expect(204, post(form.withBehind("submit", "Upload").signedV4("bucket")));
        expect(200, get("k")).isEqualTo("x".repeat(3 << 20));
        refused(
                400,
                "InvalidArgument",
                post(TestForm.of().withBehind("key", "k").signedV4("bucket")));
    }

    @Test
    void repeatedFieldsAreOneList() throws Exception {
        TestForm form = TestForm.of("key", "k", "x-amz-meta-tag", "Ninja");
        form.with("X-AMZ-META-TAG", "Stallman");
        String policy =
                TestForm.of("key", "k", "x-amz-meta-tag", "Ninja,Stallman")
                        .policyOfFields("bucket");
        expect(204, post(form.signedByV2(policy)));
        assertThat(header(get("k"), "x-amz-meta-tag")).isEqualTo("Ninja,Stallman");
    }

    @ParameterizedTest
    @CsvSource({
        "'[\"content-length-range\", 7, 7]', 204, ''",
        "'[\"content-length-range\", 0, 6]', 400, EntityTooLarge",
        "'[\"content-length-range\", 8, 9]', 400, EntityTooSmall",
        "'[\"starts-with\", \"$key\", \"other\"]', 403, AccessDenied",
        "'{\"x-amz-meta-a\": \"b\"}', 403, AccessDenied",
        "'{}', 400, InvalidPolicyDocument"
    })
    void conditionsAreHeld(String condition, int status, String code) throws Exception {
        HttpResponse<String> answer = post(TestForm.of("key", "k").signedV4("bucket", condition));
        expect(status, answer).contains(code);
        assertThat(get("k").statusCode()).isEqualTo(status == 204 ? 200 : 404);
    }

    @Test
    void refusalsTellTheLimits() throws Exception {
        expect(
                        400,
                        post(
                                TestForm.of("key", "k")
                                        .signedV4("bucket", "[\"content-length-range\", 0, 6]")))
                .contains("<MaxSizeAllowed>6</MaxSizeAllowed>");
        expect(
                        400,
                        post(
                                TestForm.of("key", "k")
                                        .signedV4("bucket", "[\"content-length-range\", 8, 9]")))
                .contains("<ProposedSize>7</ProposedSize><MinSizeAllowed>8</MinSizeAllowed>");
    }

    @Test
    void digestsOfTheFileAreCompared() throws Exception {
        String md5 = "mgNkuembtIDdJeHwKEyFVQ==";
        expect(204, post(TestForm.of("key", "k", "Content-MD5", md5).signedV4("bucket")));
        refused(
                400,
                "BadDigest",
                post(
                        TestForm.of("key", "k", "Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA==")
                                .signedV4("bucket")));
        String sha =
                Base64.getEncoder()
                        .encodeToString(
                                java.util.HexFormat.of().parseHex(TestClient.sha256("content")));
        HttpResponse<String> stored =
                post(TestForm.of("key", "k", "x-amz-checksum-sha256", sha).signedV4("bucket"));
        expect(204, stored);
        assertThat(header(stored, "x-amz-checksum-sha256")).isEqualTo(sha);
        refused(
                400,
                "BadDigest",
                post(TestForm.of("key", "k", "x-amz-checksum-sha256", "x").signedV4("bucket")));
        refused(
                400,
                "BadDigest",
                post(
                        TestForm.of("key", "k", "x-amz-checksum-crc32", "AAAAAA==")
                                .signedV4("bucket")));
    }

    @Test
    void signaturesMustBeWhole() throws Exception {
        for (String field :
                new String[] {
                    "x-amz-algorithm", "X-Amz-Credential", "x-amz-date", "X-Amz-Signature", "Policy"
                }) {
            refused(
                    400,
                    "InvalidArgument",
                    post(TestForm.of("key", "k").signedV4("bucket").without(field)));
        }
        for (String field : new String[] {"AWSAccessKeyId", "signature", "policy"}) {
            refused(
                    400,
                    "InvalidArgument",
                    post(TestForm.of("key", "k").signedV2("bucket").without(field)));
        }
        refused(
                403,
                "SignatureDoesNotMatch",
                post(TestForm.of("key", "k").signedV2("bucket").with("signature", "x")));
        refused(
                403,
                "SignatureDoesNotMatch",
                post(TestForm.of("key", "k").signedV4("bucket").with("X-Amz-Signature", "x")));
        refused(
                403,
                "InvalidAccessKeyId",
                post(TestForm.of("key", "k").signedV2("bucket").with("AWSAccessKeyId", "x")));
        refused(
                403,
                "InvalidTokenId",
                post(TestForm.of("key", "k", "x-amz-security-token", "t").signedV4("bucket")));
        refused(
                400,
                "AuthorizationQueryParametersError",
                post(
                        TestForm.of("key", "k")
                                .signedV4("bucket")
                                .with("x-amz-date", "20130101T000000Z")));
        refused(
                400,
                "AuthorizationQueryParametersError",
                post(TestForm.of("key", "k").signedV4("bucket").with("x-amz-algorithm", "x")));
        expect(404, get("k"));
    }

    @Test
    void oneFileBecomesManyObjects() throws Exception {
        String list =
                "{\"key\": \"a\", \"metadata\": {\"m\": \"1\"}, \"tags\": {\"t\": \"v\"}}"
                        + "{\"key\": \"b/../c\"} {\"key\": \"d\", \"contentType\": \"text/x\","
                        + " \"retainUntil\": null}";
        TestForm form = TestForm.of("key", "ignored", "x-minio-fanout-list", list);
        HttpResponse<String> answer = post(form.with("x-amz-meta-all", "2").signedV4("bucket"));
        String[] lines = expect(200, answer).actual().split("\n", -1);
        assertThat(lines).hasSize(4);
        assertThat(lines[0])
                .contains("\"key\":\"a\"")
                .contains("\"etag\":\"9a0364b9e99bb480dd25e1f0284c8555\"")
                .contains("\"lastModified\":\"");
        assertThat(lines[1]).contains("\"error\":\"XMinioInvalidResourceName\"");
        HttpResponse<String> got = get("a");
        expect(200, got).isEqualTo("content");
        assertThat(header(got, "x-amz-meta-m")).isEqualTo("1");
        assertThat(header(got, "x-amz-meta-all")).isEqualTo("2");
        assertThat(header(got, "x-amz-tagging-count")).isEqualTo("1");
        assertThat(header(get("d"), "content-type")).isEqualTo("text/x");
        expect(404, get("ignored"));
    }

    @Test
    void listsOfAFanOutNeedACondition() throws Exception {
        String policy = TestForm.of("key", "k").policyOfFields("bucket");
        TestForm form = TestForm.of("key", "k", "x-minio-fanout-list", "{\"key\": \"other\"}");
        refused(403, "AccessDenied", post(form.signedByV2(policy)));
        refused(
                403,
                "AccessDenied",
                post(TestForm.of("key", "k", "x-minio-fanout-list", "{\"key\":\"a\"}")));
        for (String wrong :
                new String[] {"[]", "{\"key\": 1}", "{}", "{\"key\":\"a\"", "{\"x\":1}"}) {
            refused(
                    400,
                    "InvalidArgument",
                    post(TestForm.of("key", "k", "x-minio-fanout-list", wrong).signedV4("bucket")));
        }
        expect(404, get("other"));
    }

    @Test
    void formOfAnotherBucketIsRefused() throws Exception {
        refused(403, "AccessDenied", post(TestForm.of("key", "k").signedV4("other")));
        refused(
                403,
                "AccessDenied",
                post(TestForm.of("key", "k").signedV4("other").with("bucket", "other")));
        refused(
                404,
                "NoSuchBucket",
                TestForm.of("key", "k").signedV4("other").send(server, "/other"));
    }

    @Test
    void whatIsNoFormIsRefused() throws Exception {
        refused(412, "PreconditionFailed", root.sendUnsigned("POST", "/bucket", NONE));
        refused(
                400,
                "InvalidRequest",
                root.send(
                        "POST",
                        "/bucket",
                        NONE,
                        "x",
                        "content-type",
                        "multipart/form-data; boundary=x"));
        refused(
                400,
                "MalformedPOSTRequest",
                root.sendUnsigned(
                        "POST",
                        "/bucket",
                        NONE,
                        "content-type",
                        "multipart/form-data; boundary=x"));
        refused(400, "InvalidArgument", post(TestForm.of("key", "k").withoutFile()));
        refused(
                400,
                "MaxPostPreDataLengthExceededError",
                post(TestForm.of("key", "k", "x-ignore-a", "x".repeat(21_000))));
        refused(
                400,
                "MetadataTooLarge",
                post(TestForm.of("key", "k", "x-amz-meta-a", "x".repeat(3000)).signedV2("bucket")));
    }

    @Test
    void fieldsMustNotReachAnAnswersHead() throws Exception {
        allowEverybody("\"s3:PutObject\"");
        for (String value : new String[] {"a\r\nSet-Cookie: x", "a\nb", "a\u0000"}) {
            refused(400, "InvalidArgument", post(TestForm.of("key", "k", "Content-Type", value)));
        }
        refused(400, "InvalidArgument", post(TestForm.of("key", "k", "x-amz-meta-a b", "x")));
        refused(400, "XMinioInvalidResourceName", post(TestForm.of("key", "a/../b")));
        refused(400, "KeyTooLongError", post(TestForm.of("key", "k".repeat(1025))));
        refused(
                501,
                "NotImplemented",
                post(TestForm.of("key", "k", "x-amz-write-offset-bytes", "0")));
        expect(204, post(TestForm.of("key", "k", "Content-Disposition", "inline; filename=\"ä\"")));
        assertThat(
                        new String(
                                header(get("k"), "content-disposition")
                                        .getBytes(StandardCharsets.ISO_8859_1),
                                StandardCharsets.UTF_8))
                .isEqualTo("inline; filename=\"ä\"");
    }

    @Test
    void encryptionIsAskedForByFields() throws Exception {
        HttpResponse<String> stored =
                post(
                        TestForm.of("key", "k", "x-amz-server-side-encryption", "AES256")
                                .signedV4("bucket"));
        expect(204, stored);
        assertThat(header(stored, "x-amz-server-side-encryption")).isEqualTo("AES256");
        // a customer's key comes by TLS alone
        refused(
                400,
                "InvalidRequest",
                post(
                        TestForm.of(
                                        "key",
                                        "k",
                                        "x-amz-server-side-encryption-customer-algorithm",
                                        "AES256")
                                .signedV4("bucket")));
    }
}
