package io.holdfast.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.http.HttpServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lists of grants and object ownership over a real socket, between the roots of accounts.
final class AclServerTest {
    private static final String NONE = "";
    private static final String OWNERSHIP = "x-amz-object-ownership";
    private static final String CANNED = "x-amz-acl";
    private static final String ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";

    private HttpServer server;
    private TestClient main;
    private TestClient alt;

    @BeforeEach
    void start() throws Exception {
        server = TestServers.start(S3Options.defaults(), TestServers.ofAccounts(new MemoryStore()));
        main = new TestClient(server, "main", "main-secret");
        alt = new TestClient(server, "alt", "alt-secret");
        expect(200, main.send("PUT", "/own", NONE, NONE));
        expect(200, main.send("PUT", "/bucket", NONE, NONE, OWNERSHIP, "ObjectWriter"));
        expect(200, main.send("PUT", "/bucket/key", NONE, "data"));
    }

    @AfterEach
    void stop() {
        main.close();
        alt.close();
        server.close();
    }

    private static AbstractStringAssert<?> expect(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(status);
        return assertThat(answer.body());
    }

    private void canned(String path, String name) throws Exception {
        expect(200, main.send("PUT", path, "acl=", NONE, CANNED, name));
    }

    private static String md5(String document) throws Exception {
        return Base64.getEncoder()
                .encodeToString(
                        MessageDigest.getInstance("MD5")
                                .digest(document.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> ownership(String bucket, String... values) throws Exception {
        StringBuilder document = new StringBuilder("<OwnershipControls>");
        for (String value : values) {
            document.append("<Rule><ObjectOwnership>").append(value);
            document.append("</ObjectOwnership></Rule>");
        }
        String text = document.append("</OwnershipControls>").toString();
        return main.send("PUT", bucket, "ownershipControls=", text, "content-md5", md5(text));
    }

    private static String grantee(String type, String element, String value) {
        return "<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"%s\"><%s>%s</%s></Grantee>"
                .formatted(type, element, value, element);
    }

    private static String document(String owner, String... granteesAndPermissions) {
        StringBuilder list = new StringBuilder("<AccessControlPolicy>");
        if (!owner.isEmpty()) {
            list.append("<Owner><ID>").append(owner).append("</ID></Owner>");
        }
        list.append("<AccessControlList>");
        for (int i = 0; i < granteesAndPermissions.length; i += 2) {
            list.append("<Grant>").append(granteesAndPermissions[i]).append("<Permission>");
            list.append(granteesAndPermissions[i + 1]).append("</Permission></Grant>");
        }
        return list.append("</AccessControlList></AccessControlPolicy>").toString();
    }

    private static String begin(TestClient client, String... fields) throws Exception {
        return client.send("POST", "/bucket/parts", "uploads=", NONE, fields)
                .body()
                .replaceAll("(?s).*<UploadId>(.*)</UploadId>.*", "$1");
    }

    private HttpResponse<String> copy(String key, String source, String... fields)
            throws Exception {
        String[] all = new String[2 + fields.length];
        all[0] = "x-amz-copy-source";
        all[1] = source;
        System.arraycopy(fields, 0, all, 2, fields.length);
        return main.send("PUT", key, NONE, NONE, all);
    }

    @Test
    void newBucketsBelongToTheirOwnerAlone() throws Exception {
        expect(200, main.send("GET", "/own", "ownershipControls=", NONE))
                .contains("<Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>");
        for (String path : List.of("/own", "/own/key")) {
            expect(
                            path.equals("/own") ? 400 : 404,
                            main.send("PUT", path, "acl=", NONE, CANNED, "public-read"))
                    .contains(path.equals("/own") ? "AccessControlListNotSupported" : "NoSuchKey");
        }
        expect(400, main.send("PUT", "/own/key", NONE, "x", CANNED, "public-read"))
                .contains("<Code>AccessControlListNotSupported</Code>");
        expect(200, main.send("PUT", "/own/key", NONE, "x", CANNED, "private"));
        expect(400, main.send("PUT", "/own/key", NONE, "x", "x-amz-grant-read", "id=c-alt"))
                .contains("<Code>AccessControlListNotSupported</Code>");
        expect(400, main.send("POST", "/own/key", "uploads=", NONE, CANNED, "public-read"))
                .contains("<Code>AccessControlListNotSupported</Code>");
        expect(200, main.send("PUT", "/own/key", NONE, "x", CANNED, "bucket-owner-full-control"));
        expect(
                200,
                main.send("PUT", "/own/key", NONE, "x", "x-amz-grant-full-control", "id=c-main"));
        expect(400, main.send("PUT", "/own/key", "acl=", NONE, CANNED, "public-read"))
                .contains("<Code>AccessControlListNotSupported</Code>");
        expect(200, main.send("PUT", "/own/key", "acl=", NONE, CANNED, "private"));
        expect(200, copy("/own/copy", "own/key", CANNED, "private"));
        expect(400, copy("/own/copy", "own/key", CANNED, "authenticated-read"))
                .contains("<Code>AccessControlListNotSupported</Code>");
        expect(200, main.send("GET", "/own/key", "acl=", NONE))
                .contains("<Owner><ID>c-main</ID><DisplayName>main</DisplayName></Owner>")
                .contains("<Permission>FULL_CONTROL</Permission>");
    }

    @Test
    void ownershipIsSetAndRemoved() throws Exception {
        expect(200, ownership("/own", "BucketOwnerPreferred"));
        expect(200, main.send("GET", "/own", "ownershipControls=", NONE))
                .contains("BucketOwnerPreferred");
        expect(204, main.send("DELETE", "/own", "ownershipControls=", NONE));
        expect(404, main.send("GET", "/own", "ownershipControls=", NONE))
                .contains("<Code>OwnershipControlsNotFoundError</Code>");
        expect(204, main.send("DELETE", "/own", "ownershipControls=", NONE));
        canned("/own", "public-read");
        expect(400, ownership("/own", "BucketOwnerEnforced"))
                .contains("<Code>InvalidBucketAclWithObjectOwnership</Code>");
        canned("/own", "private");
        expect(200, ownership("/own", "BucketOwnerEnforced"));
        expect(400, ownership("/own", "ObjectWriter", "ObjectWriter")).contains("MalformedXML");
        expect(400, ownership("/own", "Nobody")).contains("MalformedXML");
        expect(400, ownership("/own")).contains("MalformedXML");
        expect(400, main.send("PUT", "/new", NONE, NONE, OWNERSHIP, "Nobody"))
                .contains("<Code>InvalidArgument</Code>");
        expect(400, main.send("PUT", "/new", NONE, NONE, CANNED, "public-read"))
                .contains("<Code>InvalidBucketAclWithObjectOwnership</Code>");
        expect(
                200,
                main.send(
                        "PUT",
                        "/new",
                        NONE,
                        NONE,
                        OWNERSHIP,
                        "BucketOwnerPreferred",
                        CANNED,
                        "public-read"));
        expect(200, main.sendUnsigned("GET", "/new", NONE));
        expect(200, main.send("PUT", "/closed", NONE, NONE, CANNED, "private"));
    }

    @ParameterizedTest
    @CsvSource({
        "private,403,403,403",
        "public-read,200,200,403",
        "public-read-write,200,200,200",
        "authenticated-read,200,403,403",
        "bucket-owner-read,403,403,403"
    })
    void aBucketIsOpenedByItsName(String name, int altLists, int nobodyLists, int nobodyPuts)
            throws Exception {
        canned("/bucket", name);
        expect(altLists, alt.send("GET", "/bucket", NONE, NONE));
        expect(nobodyLists, main.sendUnsigned("GET", "/bucket", NONE));
        expect(nobodyPuts, main.sendUnsigned("PUT", "/bucket/new", NONE));
        expect(403, alt.send("GET", "/bucket/key", NONE, NONE));
        expect(403, alt.send("GET", "/bucket", "acl=", NONE));
        expect(403, alt.send("DELETE", "/bucket/key", NONE, NONE));
    }

    @Test
    void anObjectIsOpenedByItsNameInPlace() throws Exception {
        HttpResponse<String> before = main.send("HEAD", "/bucket/key", NONE, NONE);
        canned("/bucket/key", "public-read");
        expect(200, main.sendUnsigned("GET", "/bucket/key", NONE)).isEqualTo("data");
        HttpResponse<String> after = main.sendUnsigned("HEAD", "/bucket/key", NONE);
        for (String name : List.of("etag", "last-modified", "content-length")) {
            assertThat(after.headers().firstValue(name))
                    .isEqualTo(before.headers().firstValue(name));
        }
        expect(403, main.sendUnsigned("PUT", "/bucket/key", NONE));
        canned("/bucket/key", "authenticated-read");
        expect(403, main.sendUnsigned("GET", "/bucket/key", NONE));
        expect(200, alt.send("GET", "/bucket/key", NONE, NONE));
        canned("/bucket/key", "private");
        expect(403, alt.send("GET", "/bucket/key", NONE, NONE)).contains("AccessDenied");
        expect(200, main.send("GET", "/bucket/key", "acl=", NONE))
                .contains("<ID>c-main</ID>")
                .doesNotContain("AllUsers");
    }

    @Test
    void whatIsWrittenIsOpenedAtOnce() throws Exception {
        expect(200, main.send("PUT", "/bucket/put", NONE, "put", CANNED, "public-read"));
        expect(200, main.sendUnsigned("GET", "/bucket/put", NONE)).isEqualTo("put");
        expect(200, copy("/bucket/copy", "bucket/key", CANNED, "public-read"));
        expect(200, main.sendUnsigned("GET", "/bucket/copy", NONE)).isEqualTo("data");
        expect(200, copy("/bucket/again", "bucket/copy"));
        expect(403, main.sendUnsigned("GET", "/bucket/again", NONE));
        String id = begin(main, CANNED, "public-read");
        HttpResponse<String> part =
                main.send("PUT", "/bucket/parts", "partNumber=1&uploadId=" + id, "part");
        expect(
                200,
                main.send(
                        "POST",
                        "/bucket/parts",
                        "uploadId=" + id,
                        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
                                + part.headers().firstValue("etag").orElseThrow()
                                + "</ETag></Part></CompleteMultipartUpload>"));
        expect(200, main.sendUnsigned("GET", "/bucket/parts", NONE)).isEqualTo("part");
        // What takes its place is private again.
        expect(200, main.send("PUT", "/bucket/put", NONE, "new"));
        expect(403, main.sendUnsigned("GET", "/bucket/put", NONE));
    }

    @Test
    void toOpenAnObjectNeedsAPermissionOfItsOwn() throws Exception {
        try (TestClient writer = new TestClient(server, "writer", "writer-secret")) {
            expect(200, writer.send("PUT", "/bucket/plain", NONE, "x"));
            expect(200, writer.send("PUT", "/bucket/plain", NONE, "x", CANNED, "private"));
            expect(403, writer.send("PUT", "/bucket/open", NONE, "x", CANNED, "public-read"));
            expect(
                    403,
                    writer.send("PUT", "/bucket/open", NONE, "x", "x-amz-grant-read", "id=c-alt"));
            expect(403, writer.send("POST", "/bucket/o", "uploads=", NONE, CANNED, "public-read"));
            expect(404, main.send("GET", "/bucket/open", NONE, NONE));
            expect(403, writer.send("PUT", "/bucket/plain", "acl=", NONE, CANNED, "private"));
        }
    }

    @Test
    void grantsAreMadeByFields() throws Exception {
        expect(
                200,
                main.send(
                        "PUT",
                        "/bucket",
                        "acl=",
                        NONE,
                        "x-amz-grant-read",
                        "id=\"c-alt\", uri=\"" + ALL_USERS + "\"",
                        "x-amz-grant-full-control",
                        "emailAddress=alt@example.org"));
        String list = main.send("GET", "/bucket", "acl=", NONE).body();
        assertThat(list)
                .containsSubsequence(
                        "<Owner><ID>c-main</ID>",
                        "xsi:type=\"Group\"",
                        "<URI>" + ALL_USERS + "</URI>",
                        "<Permission>READ</Permission>",
                        "<ID>c-alt</ID><DisplayName>alt</DisplayName>",
                        "<Permission>READ</Permission>",
                        "<ID>c-alt</ID>",
                        "<Permission>FULL_CONTROL</Permission>")
                .containsOnlyOnce("c-main");
        expect(200, alt.send("PUT", "/bucket", "acl=", NONE, CANNED, "public-read"));
        expect(200, main.send("GET", "/bucket", "acl=", NONE))
                .contains("<Owner><ID>c-main</ID>")
                .contains("<ID>c-main</ID><DisplayName>main</DisplayName></Grantee>");
    }

    @Test
    void grantsAreMadeByDocument() throws Exception {
        String list =
                document(
                        "c-main",
                        grantee("CanonicalUser", "ID", "c-alt"),
                        "READ",
                        grantee("Group", "URI", ALL_USERS),
                        "READ_ACP",
                        grantee("AmazonCustomerByEmail", "EmailAddress", "alt@example.org"),
                        "WRITE_ACP");
        expect(200, main.send("PUT", "/bucket/key", "acl=", list));
        expect(200, alt.send("GET", "/bucket/key", NONE, NONE)).isEqualTo("data");
        expect(200, main.sendUnsigned("GET", "/bucket/key", "acl="))
                .contains("<Owner><ID>c-main</ID>");
        expect(403, main.sendUnsigned("GET", "/bucket/key", NONE));
        expect(200, alt.send("PUT", "/bucket/key", "acl=", NONE, CANNED, "public-read"));
        expect(200, main.send("GET", "/bucket/key", "acl=", NONE))
                .contains("<Owner><ID>c-main</ID>")
                .doesNotContain("c-alt");
        expect(200, main.send("PUT", "/bucket/key", "acl=", document("c-main")));
        expect(200, main.send("GET", "/bucket/key", NONE, NONE));
        expect(403, alt.send("GET", "/bucket/key", NONE, NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "x-amz-acl,fake,400,InvalidArgument",
        "x-amz-acl,log-delivery-write,501,NotImplemented",
        "x-amz-acl,aws-exec-read,501,NotImplemented",
        "x-amz-grant-read,id=nobody,400,InvalidArgument",
        "x-amz-grant-read,fake=c-alt,400,InvalidArgument",
        "x-amz-grant-read,c-alt,400,InvalidArgument",
        "x-amz-grant-read,uri=http://example.org/group,400,InvalidArgument",
        "x-amz-grant-read,uri=http://acs.amazonaws.com/groups/s3/LogDelivery,501,NotImplemented",
        "x-amz-grant-write,emailAddress=no@example.org,400,UnresolvableGrantByEmailAddress",
        "x-amz-grant-write,emailAddress=twice@example.org,400,AmbiguousGrantByEmailAddress"
    })
    void wrongFieldsAreRefused(String name, String value, int status, String code)
            throws Exception {
        for (String path : List.of("/bucket", "/bucket/key")) {
            expect(status, main.send("PUT", path, "acl=", NONE, name, value))
                    .contains("<Code>" + code + "</Code>");
        }
        expect(status, main.send("PUT", "/bucket/key", NONE, "new", name, value))
                .contains("<Code>" + code + "</Code>");
        expect(200, main.send("GET", "/bucket/key", NONE, NONE)).isEqualTo("data");
    }

    @Test
    void wrongDocumentsAreRefused() throws Exception {
        String alts = grantee("CanonicalUser", "ID", "c-alt");
        for (Map.Entry<String, String> wrong :
                List.of(
                        Map.entry("<AccessControlPolicy/>", "MalformedACLError"),
                        Map.entry("<Other/>", "MalformedACLError"),
                        Map.entry("<Acc", "MalformedACLError"),
                        Map.entry(document(NONE, alts, "READ"), "MalformedACLError"),
                        Map.entry(document("c-main", alts, "LOOK"), "MalformedACLError"),
                        Map.entry(
                                document("c-main", grantee("Bad", "ID", "c-alt"), "READ"),
                                "MalformedACLError"),
                        Map.entry(document("c-main", NONE, "READ"), "MalformedACLError"),
                        Map.entry(document("nobody", alts, "READ"), "InvalidArgument"),
                        Map.entry(
                                document("c-main", alts.replace("c-alt", "no"), "READ"),
                                "InvalidArgument"))) {
            expect(400, main.send("PUT", "/bucket", "acl=", wrong.getKey()))
                    .contains("<Code>" + wrong.getValue() + "</Code>");
        }
        expect(403, main.send("PUT", "/bucket", "acl=", document("c-alt", alts, "READ")));
        expect(400, main.send("PUT", "/bucket", "acl=", NONE)).contains("MissingSecurityHeader");
        expect(400, main.send("PUT", "/bucket", "acl=", document("c-main"), CANNED, "private"))
                .contains("UnexpectedContent");
        expect(
                        400,
                        main.send(
                                "PUT",
                                "/bucket",
                                "acl=",
                                NONE,
                                CANNED,
                                "private",
                                "x-amz-grant-read",
                                "id=c-alt"))
                .contains("<Code>InvalidRequest</Code>");
        String[] many = new String[202];
        for (int i = 0; i < many.length; i += 2) {
            many[i] = alts;
            many[i + 1] = "READ";
        }
        expect(400, main.send("PUT", "/bucket", "acl=", document("c-main", many)));
    }

    @Test
    void whoWritesOwns() throws Exception {
        canned("/bucket", "public-read-write");
        expect(200, alt.send("PUT", "/bucket/theirs", NONE, "theirs"));
        expect(403, main.send("GET", "/bucket/theirs", NONE, NONE)).contains("AccessDenied");
        expect(403, main.send("PUT", "/bucket/theirs", "acl=", NONE, CANNED, "private"));
        expect(200, alt.send("GET", "/bucket/theirs", NONE, NONE)).isEqualTo("theirs");
        expect(200, main.send("GET", "/bucket", "fetch-owner=true&list-type=2", NONE))
                .containsSubsequence(
                        "<Key>key</Key>", "<ID>c-main</ID>", "<Key>theirs</Key>", "<ID>c-alt</ID>");
        expect(200, main.send("GET", "/bucket", "versions=", NONE)).contains("<ID>c-alt</ID>");
        expect(200, alt.send("PUT", "/bucket/theirs", "acl=", NONE, CANNED, "bucket-owner-read"));
        expect(200, main.send("GET", "/bucket/theirs", NONE, NONE)).isEqualTo("theirs");
        expect(403, main.send("GET", "/bucket/theirs", "acl=", NONE));
        expect(200, main.sendUnsigned("PUT", "/bucket/nobodys", NONE));
        expect(403, main.send("GET", "/bucket/nobodys", NONE, NONE));
        expect(200, main.sendUnsigned("GET", "/bucket/nobodys", "acl="))
                .contains("<ID>65a011a29cdf8ec533ec3d1ccaae921c</ID>");
        expect(200, alt.send("PUT", "/bucket/key", NONE, "overwritten"));
        expect(403, main.send("GET", "/bucket/key", NONE, NONE));
        expect(204, main.send("DELETE", "/bucket/key", NONE, NONE));
        expect(204, alt.send("DELETE", "/bucket/theirs", NONE, NONE));
        expect(403, alt.send("DELETE", "/bucket/nobodys", NONE, NONE));
        canned("/bucket", "private");
        expect(200, ownership("/bucket", "BucketOwnerEnforced"));
        expect(200, main.send("GET", "/bucket/nobodys", NONE, NONE));
        expect(200, main.send("GET", "/bucket", NONE, NONE)).doesNotContain("65a011a29cdf8ec533");
    }

    @Test
    void theBucketsOwnerOwnsWhatIsGivenUp() throws Exception {
        expect(200, ownership("/bucket", "BucketOwnerPreferred"));
        canned("/bucket", "public-read-write");
        String full = "bucket-owner-full-control";
        expect(200, alt.send("PUT", "/bucket/given", NONE, "given", CANNED, full));
        expect(200, main.send("GET", "/bucket/given", "acl=", NONE))
                .contains("<Owner><ID>c-main</ID>")
                .doesNotContain("c-alt");
        expect(403, alt.send("GET", "/bucket/given", NONE, NONE));
        expect(200, alt.send("PUT", "/bucket/kept", NONE, "kept"));
        expect(403, main.send("GET", "/bucket/kept", NONE, NONE));
        expect(200, ownership("/bucket", "ObjectWriter"));
        expect(200, alt.send("PUT", "/bucket/shared", NONE, "shared", CANNED, full));
        expect(200, main.send("GET", "/bucket/shared", "acl=", NONE))
                .contains("<Owner><ID>c-alt</ID>")
                .contains("<ID>c-main</ID>");
        String id = begin(alt);
        for (TestClient client : List.of(main, alt)) {
            expect(200, client.send("GET", "/bucket/parts", "uploadId=" + id, NONE))
                    .contains("<Owner><ID>c-alt</ID>");
        }
        expect(403, main.sendUnsigned("DELETE", "/bucket/parts", "uploadId=" + id));
        expect(200, main.send("GET", "/bucket", "uploads=", NONE))
                .contains("<Owner><ID>c-alt</ID>");
        expect(204, alt.send("DELETE", "/bucket/parts", "uploadId=" + id, NONE));
        expect(404, main.send("GET", "/bucket/parts", "uploadId=" + id, NONE))
                .contains("NoSuchUpload");
        expect(403, main.sendUnsigned("DELETE", "/bucket/parts", "uploadId=" + id));
    }

    @Test
    void publicListsCanBeBlockedAndIgnored() throws Exception {
        canned("/bucket", "public-read");
        canned("/bucket/key", "public-read");
        block("BlockPublicAcls");
        for (String name : List.of("public-read", "public-read-write", "authenticated-read")) {
            for (String path : List.of("/bucket", "/bucket/key")) {
                expect(403, main.send("PUT", path, "acl=", NONE, CANNED, name))
                        .contains("<Code>AccessDenied</Code>");
            }
            expect(403, main.send("PUT", "/bucket/new", NONE, "x", CANNED, name));
        }
        expect(200, main.send("PUT", "/bucket/new", NONE, "x", "x-amz-grant-read", "id=c-alt"));
        expect(200, main.sendUnsigned("GET", "/bucket/key", NONE)).isEqualTo("data");
        block("IgnorePublicAcls");
        expect(403, main.sendUnsigned("GET", "/bucket/key", NONE));
        expect(403, alt.send("GET", "/bucket", NONE, NONE));
        expect(200, alt.send("GET", "/bucket/new", NONE, NONE));
        expect(200, main.send("GET", "/bucket/key", "acl=", NONE)).contains("AllUsers");
        canned("/bucket", "public-read");
        expect(204, main.send("DELETE", "/bucket", "publicAccessBlock=", NONE));
        expect(200, main.sendUnsigned("GET", "/bucket/key", NONE));
    }

    private void block(String flag) throws IOException, InterruptedException {
        expect(
                200,
                main.send(
                        "PUT",
                        "/bucket",
                        "publicAccessBlock=",
                        "<PublicAccessBlockConfiguration><%s>true</%s></PublicAccessBlockConfiguration>"
                                .formatted(flag, flag)));
    }

    @Test
    void aBucketOfSomebodyElseIsNotTakenForTheExpectedOne() throws Exception {
        String field = "x-amz-expected-bucket-owner";
        String own = TestAccounts.MAIN.id();
        expect(200, main.send("GET", "/bucket/key", NONE, NONE, field, own));
        expect(403, main.send("GET", "/bucket/key", NONE, NONE, field, TestAccounts.ALT.id()))
                .contains("<Code>AccessDenied</Code>");
        expect(403, main.send("PUT", "/bucket/new", NONE, "x", field, own + "1"));
        expect(403, main.send("DELETE", "/bucket/key", field + "=1", NONE));
        expect(404, main.send("GET", "/absent", NONE, NONE, field, own));
        for (String expected : List.of(own, "1")) {
            HttpResponse<String> copied =
                    copy(
                            "/bucket/copy",
                            "bucket/key",
                            "x-amz-source-expected-bucket-owner",
                            expected);
            expect(expected.equals(own) ? 200 : 403, copied);
        }
    }

    @Test
    void whoMayListLearnsWhatIsNotThere() throws Exception {
        expect(403, main.sendUnsigned("GET", "/bucket/absent", NONE));
        expect(403, alt.send("HEAD", "/bucket/absent", NONE, NONE));
        canned("/bucket", "public-read");
        expect(404, main.sendUnsigned("GET", "/bucket/absent", NONE)).contains("NoSuchKey");
        expect(404, alt.send("HEAD", "/bucket/absent", NONE, NONE));
        expect(403, main.sendUnsigned("GET", "/bucket/key", NONE)).contains("AccessDenied");
    }

    @Test
    void aPresignedRequestMayNameItsListInTheQuery() throws Exception {
        expect(200, main.send("PUT", "/bucket/query", "x-amz-acl=public-read", "x"));
        expect(200, main.sendUnsigned("GET", "/bucket/query", NONE)).isEqualTo("x");
        String deny =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\","
                        + "\"Action\":\"s3:PutObject\",\"Resource\":\"arn:aws:s3:::bucket/*\","
                        + "\"Condition\":{\"StringLike\":{\"s3:x-amz-acl\":\"public*\"}}}]}";
        expect(204, main.send("PUT", "/bucket", "policy=", deny));
        expect(403, main.send("PUT", "/bucket/query", "x-amz-acl=public-read", "x"));
        expect(403, main.send("PUT", "/bucket/query", NONE, "x", CANNED, "public-read"));
        expect(200, main.send("PUT", "/bucket/query", NONE, "x"));
    }

    @Test
    void versionsHaveListsOfTheirOwn() throws Exception {
        expect(
                200,
                main.send(
                        "PUT",
                        "/bucket",
                        "versioning=",
                        "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"));
        String first =
                main.send("PUT", "/bucket/v", NONE, "1")
                        .headers()
                        .firstValue("x-amz-version-id")
                        .orElseThrow();
        expect(200, main.send("PUT", "/bucket/v", NONE, "2"));
        expect(
                200,
                main.send(
                        "PUT",
                        "/bucket/v",
                        "acl=&versionId=" + first,
                        NONE,
                        CANNED,
                        "public-read"));
        expect(200, main.sendUnsigned("GET", "/bucket/v", "versionId=" + first)).isEqualTo("1");
        expect(403, main.sendUnsigned("GET", "/bucket/v", NONE));
        expect(200, main.send("GET", "/bucket/v", "acl=&versionId=" + first, NONE))
                .contains("AllUsers");
        expect(200, main.send("GET", "/bucket/v", "acl=", NONE)).doesNotContain("AllUsers");
    }
}
