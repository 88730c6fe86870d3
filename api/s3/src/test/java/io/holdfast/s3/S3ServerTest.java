package io.holdfast.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.Clock;
import io.holdfast.base.ports.Accounts;
import io.holdfast.http.HttpAssembly;
import io.holdfast.http.HttpOptions;
import io.holdfast.http.HttpServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every operation over a real socket, on a store in memory.
final class S3ServerTest {
    private static final String NONE = "";

    private HttpServer server;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        Health health =
                new Health() {
                    @Override
                    public boolean isLive() {
                        return true;
                    }

                    @Override
                    public boolean canWrite() {
                        return false;
                    }

                    @Override
                    public boolean canRead() {
                        return true;
                    }
                };
        server =
                HttpAssembly.start(
                        HttpOptions.plain("127.0.0.1", 0)
                                .withResponseHeaders(S3Assembly.responseHeaders(false)),
                        S3Assembly.assemble(
                                S3Options.defaults(),
                                new S3Assembly.Dependencies(
                                        new MemoryStore(),
                                        new RootCredentials(
                                                TestClient.ACCESS_KEY, TestClient.SECRET_KEY),
                                        new RootAuthorizer(),
                                        Accounts.single(),
                                        health,
                                        Clock.system())));
        client = new TestClient(server);
        expect(200, client.send("PUT", "/bucket", NONE, NONE));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void bucketsAreMadeListedAndRemoved() throws Exception {
        expect(200, client.send("PUT", "/bucket", NONE, NONE));
        expect(200, client.send("PUT", "/bucket", NONE, NONE));
        for (String[] other :
                new String[][] {
                    {"x-amz-bucket-object-lock-enabled", "true"},
                    {"x-amz-object-ownership", "ObjectWriter"}
                }) {
            expect(409, client.send("PUT", "/bucket", NONE, NONE, other))
                    .contains("BucketAlreadyOwnedByYou");
        }
        expect(200, client.send("GET", "/", NONE, NONE))
                .contains("<Buckets><Bucket><Name>bucket</Name><CreationDate>");
        expect(200, client.send("HEAD", "/bucket", NONE, NONE)).isEmpty();
        expect(404, client.send("HEAD", "/absent", NONE, NONE)).isEmpty();
        expect(200, client.send("GET", "/bucket", "location=", NONE))
                .contains("LocationConstraint");
        put("k", "x");
        expect(409, client.send("DELETE", "/bucket", NONE, NONE)).contains("BucketNotEmpty");
        for (String sub : new String[] {"metrics", "inventory", "logging"}) {
            expect(501, client.send("DELETE", "/bucket", sub + "=", NONE));
        }
        expect(204, client.send("DELETE", "/bucket", NONE, NONE, "x-minio-force-delete", "true"));
        expect(404, client.send("GET", "/bucket", NONE, NONE)).contains("NoSuchBucket");
    }

    @Test
    void bucketsAreListedInPages() throws Exception {
        expect(200, client.send("PUT", "/cellar", NONE, NONE));
        expect(200, client.send("PUT", "/cellar-2", NONE, NONE));
        String first = expect(200, client.send("GET", "/", "max-buckets=2", NONE)).actual();
        assertThat(first).contains("<Name>bucket</Name>").contains("<Name>cellar</Name>");
        assertThat(first).doesNotContain("<Name>cellar-2</Name>");
        String token = between(first, "<ContinuationToken>", "</ContinuationToken>");
        String next = "continuation-token=" + token.replace("=", "%3D") + "&max-buckets=2";
        expect(200, client.send("GET", "/", next, NONE))
                .contains("<Name>cellar-2</Name>")
                .doesNotContain("<Name>cellar</Name>")
                .doesNotContain("ContinuationToken");
        expect(200, client.send("GET", "/", "prefix=cellar", NONE))
                .contains("<Name>cellar</Name>")
                .contains("<Prefix>cellar</Prefix>")
                .contains("<BucketRegion>us-east-1</BucketRegion>")
                .doesNotContain("<Name>bucket</Name>");
        expect(200, client.send("GET", "/", "bucket-region=eu-west-1", NONE))
                .doesNotContain("<Name>");
        expect(400, client.send("GET", "/", "max-buckets=0", NONE)).contains("InvalidArgument");
        expect(400, client.send("GET", "/", "continuation-token=%21", NONE))
                .contains("InvalidArgument");
    }

    @Test
    void ownersAreThoseThatClientsExpect() throws Exception {
        put("k", "x");
        String field = "x-amz-expected-bucket-owner";
        String owner = io.holdfast.base.ports.Account.DEFAULT.canonicalId();
        expect(200, client.send("GET", "/bucket/k", NONE, NONE, field, owner)).isEqualTo("x");
        expect(403, client.send("GET", "/bucket/k", NONE, NONE, field, "111122223333"))
                .contains("AccessDenied");
        expect(404, client.send("GET", "/absent/k", NONE, NONE, field, "111122223333"))
                .contains("NoSuchBucket");
        expect(
                        403,
                        client.send(
                                "PUT",
                                "/bucket/c",
                                NONE,
                                NONE,
                                "x-amz-copy-source",
                                "bucket/k",
                                "x-amz-source-expected-bucket-owner",
                                "111122223333"))
                .contains("AccessDenied");
    }

    @Test
    void checksumsAreKeptThatNobodyAskedFor() throws Exception {
        HttpResponse<String> stored = client.send("PUT", "/bucket/k", NONE, "123456789");
        expect(200, stored);
        // the check value of CRC-64/NVME
        assertThat(header(stored, "x-amz-checksum-crc64nvme")).isEqualTo("rosUhgp5mIg=");
        assertThat(header(stored, "x-amz-checksum-type")).isEqualTo("FULL_OBJECT");
        assertThat(header(client.send("HEAD", "/bucket/k", NONE, NONE), "x-amz-checksum-crc64nvme"))
                .isEmpty();
        assertThat(
                        header(
                                client.send(
                                        "HEAD",
                                        "/bucket/k",
                                        NONE,
                                        NONE,
                                        "x-amz-checksum-mode",
                                        "ENABLED"),
                                "x-amz-checksum-crc64nvme"))
                .isEqualTo("rosUhgp5mIg=");
    }

    @Test
    void whatCannotBeConfiguredIsSaidNotToBe() throws Exception {
        for (String[] one :
                new String[][] {
                    {"accelerate=", "<AccelerateConfiguration"},
                    {"logging=", "<BucketLoggingStatus"},
                    {"requestPayment=", "<Payer>BucketOwner</Payer>"},
                    {"inventory=", "<IsTruncated>false</IsTruncated></ListInventoryConfig"}
                }) {
            expect(200, client.send("GET", "/bucket", one[0], NONE)).contains(one[1]);
            expect(404, client.send("GET", "/absent", one[0], NONE)).contains("NoSuchBucket");
            expect(501, client.send("PUT", "/bucket", one[0], "<x/>")).contains("NotImplemented");
        }
        expect(404, client.send("GET", "/bucket", "id=x&inventory=", NONE))
                .contains("<Code>NoSuchConfiguration</Code>");
    }

    @Test
    void objectsAreStoredReadAndRemoved() throws Exception {
        HttpResponse<String> stored =
                client.send(
                        "PUT",
                        "/bucket/a/b%20c",
                        NONE,
                        "hello world",
                        "content-type",
                        "text/plain",
                        "x-amz-meta-color",
                        "blue",
                        "x-amz-tagging",
                        "t=1");
        expect(200, stored).isEmpty();
        assertThat(header(stored, "ETag")).isEqualTo("\"5eb63bbbe01eeed093cb22bb8f5acdc3\"");
        HttpResponse<String> got = client.send("GET", "/bucket/a/b%20c", NONE, NONE);
        expect(200, got).isEqualTo("hello world");
        assertThat(header(got, "content-type")).isEqualTo("text/plain");
        assertThat(header(got, "x-amz-meta-color")).isEqualTo("blue");
        assertThat(header(got, "x-amz-tagging-count")).isEqualTo("1");
        assertThat(header(got, "last-modified")).isEqualTo("Fri, 15 Jan 2027 08:00:00 GMT");
        HttpResponse<String> head = client.send("HEAD", "/bucket/a/b%20c", NONE, NONE);
        expect(200, head).isEmpty();
        assertThat(header(head, "content-length")).isEqualTo("11");
        expect(204, client.send("DELETE", "/bucket/a/b%20c", NONE, NONE));
        expect(404, client.send("GET", "/bucket/a/b%20c", NONE, NONE)).contains("<Code>NoSuchKey");
        HttpResponse<String> gone = client.send("HEAD", "/bucket/a/b%20c", NONE, NONE);
        expect(404, gone).isEmpty();
        assertThat(header(gone, "x-minio-error-code")).isEqualTo("NoSuchKey");
    }

    @Test
    void rangesAndConditionsAreJudged() throws Exception {
        put("k", "0123456789");
        String etag = header(client.send("HEAD", "/bucket/k", NONE, NONE), "etag");
        HttpResponse<String> part =
                client.send("GET", "/bucket/k", NONE, NONE, "range", "bytes=2-4");
        expect(206, part).isEqualTo("234");
        assertThat(header(part, "content-range")).isEqualTo("bytes 2-4/10");
        expect(206, client.send("GET", "/bucket/k", NONE, NONE, "range", "bytes=-3"))
                .isEqualTo("789");
        expect(416, client.send("GET", "/bucket/k", NONE, NONE, "range", "bytes=10-"))
                .contains("<ActualObjectSize>10</ActualObjectSize>")
                .contains("<RangeRequested>bytes=10-</RangeRequested>");
        expect(200, client.send("GET", "/bucket/k", NONE, NONE, "range", "bytes=x")).hasSize(10);
        HttpResponse<String> same =
                client.send("GET", "/bucket/k", NONE, NONE, "if-none-match", etag);
        expect(304, same).isEmpty();
        assertThat(header(same, "etag")).isEqualTo(etag);
        expect(412, client.send("GET", "/bucket/k", NONE, NONE, "if-match", "\"x\""))
                .contains("PreconditionFailed");
        expect(412, client.send("PUT", "/bucket/k", NONE, "y", "if-none-match", "*"));
        expect(200, client.send("PUT", "/bucket/k", NONE, "y", "if-match", etag));
    }

    @Test
    void oddKeysAreBytesAndDotsAreRefused() throws Exception {
        for (String key : new String[] {"/lead", "a//b", "a/", "%C3%A9", "%01"}) {
            expect(200, client.send("PUT", "/bucket/" + key, NONE, key));
            expect(200, client.send("GET", "/bucket/" + key, NONE, NONE)).isEqualTo(key);
        }
        expect(200, client.send("GET", "/bucket", "prefix=%01", NONE)).contains("<Key>&#x1;</Key>");
        expect(400, client.send("PUT", "/bucket/a/%2E%2E/b", NONE, "x"))
                .contains("XMinioInvalidResourceName");
        expect(400, client.send("PUT", "/bucket/" + "k".repeat(1025), NONE, "x"))
                .contains("KeyTooLongError");
    }

    @Test
    void listingsPageAndRollUp() throws Exception {
        for (String key : new String[] {"a", "b/1", "b/2", "c/1", "d"}) {
            put(key, "x");
        }
        expect(200, client.send("GET", "/bucket", "delimiter=%2F&list-type=2&max-keys=2", NONE))
                .contains("<KeyCount>2</KeyCount><MaxKeys>2</MaxKeys><Delimiter>/</Delimiter>")
                .contains("<IsTruncated>true</IsTruncated>")
                .contains("<NextContinuationToken>Yi8=</NextContinuationToken>")
                .contains("<CommonPrefixes><Prefix>b/</Prefix></CommonPrefixes>");
        expect(
                        200,
                        client.send(
                                "GET",
                                "/bucket",
                                "continuation-token=Yi8%3D&delimiter=%2F&list-type=2",
                                NONE))
                .contains("<Prefix>c/</Prefix>")
                .contains("<Key>d</Key>")
                .doesNotContain("<Prefix>b/</Prefix>");
        expect(200, client.send("GET", "/bucket", "marker=b%2F1&prefix=b%2F", NONE))
                .contains("<Key>b/2</Key>")
                .contains("<ETag>\"9dd4e461268c8034f5c8564e155c67a6\"</ETag>")
                .doesNotContain("b/1</Key>");
        expect(200, client.send("GET", "/bucket", "max-keys=5000", NONE))
                .contains("<MaxKeys>5000</MaxKeys>");
        expect(400, client.send("GET", "/bucket", "max-keys=-1", NONE));
        expect(200, client.send("GET", "/bucket", "continuation-token=&list-type=2", NONE))
                .contains("<ContinuationToken></ContinuationToken>");
        expect(400, client.send("GET", "/bucket", "encoding-type=x", NONE));
    }

    @Test
    void versionsAreKept() throws Exception {
        expect(
                200,
                client.send(
                        "PUT",
                        "/bucket",
                        "versioning=",
                        "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>"));
        expect(200, client.send("GET", "/bucket", "versioning=", NONE))
                .contains("<Status>Enabled</Status>");
        String first = header(client.send("PUT", "/bucket/k", NONE, "one"), "x-amz-version-id");
        put("k", "two");
        expect(200, client.send("GET", "/bucket/k", "versionId=" + first, NONE)).isEqualTo("one");
        HttpResponse<String> deleted = client.send("DELETE", "/bucket/k", NONE, NONE);
        assertThat(header(deleted, "x-amz-delete-marker")).isEqualTo("true");
        String marker = header(deleted, "x-amz-version-id");
        HttpResponse<String> hidden = client.send("GET", "/bucket/k", NONE, NONE);
        expect(404, hidden).contains("NoSuchKey");
        assertThat(header(hidden, "x-amz-version-id")).isEqualTo(marker);
        expect(405, client.send("GET", "/bucket/k", "versionId=" + marker, NONE));
        expect(400, client.send("GET", "/bucket/k", "versionId=nonsense", NONE))
                .contains("InvalidArgument");
        expect(200, client.send("GET", "/bucket", "versions=", NONE))
                .containsSubsequence("<DeleteMarker>", "<ETag></ETag>", "<Version>", "<Version>");
    }

    @Test
    void manyKeysAreDeletedInOneCall() throws Exception {
        put("a", "x");
        String document =
                "<Delete><Object><Key>a</Key></Object><Object><Key>absent</Key></Object>"
                        + "<Object><Key>b</Key><VersionId>bad</VersionId></Object></Delete>";
        expect(400, client.send("POST", "/bucket", "delete=", document))
                .contains("MissingContentMD5");
        expect(
                        200,
                        client.send(
                                "POST",
                                "/bucket",
                                "delete=",
                                document,
                                "x-amz-checksum-sha256",
                                base64Sha256(document)))
                .contains("<Deleted><Key>a</Key></Deleted><Deleted><Key>absent</Key></Deleted>")
                .contains("<Code>NoSuchVersion</Code>");
        expect(404, client.send("GET", "/bucket/a", NONE, NONE));
    }

    @Test
    void uploadsInPartsBecomeObjects() throws Exception {
        String begun = client.send("POST", "/bucket/k", "uploads=", NONE).body();
        String id = between(begun, "<UploadId>", "</UploadId>");
        StringBuilder parts = new StringBuilder("<CompleteMultipartUpload>");
        for (int i = 1; i <= 2; i++) {
            HttpResponse<String> part =
                    client.send(
                            "PUT", "/bucket/k", "partNumber=" + i + "&uploadId=" + id, "part" + i);
            parts.append("<Part><PartNumber>").append(i).append("</PartNumber><ETag>");
            parts.append(header(part, "etag")).append("</ETag></Part>");
        }
        expect(200, client.send("GET", "/bucket/k", "uploadId=" + id, NONE))
                .contains("<PartNumber>2</PartNumber>");
        expect(200, client.send("GET", "/bucket", "uploads=", NONE)).contains(id);
        expect(400, client.send("PUT", "/bucket/k", "partNumber=10001&uploadId=" + id, "x"));
        String document = parts.append("</CompleteMultipartUpload>").toString();
        expect(200, client.send("POST", "/bucket/k", "uploadId=" + id, document))
                .contains("-2\"</ETag>");
        expect(200, client.send("GET", "/bucket/k", NONE, NONE)).isEqualTo("part1part2");
        HttpResponse<String> second = client.send("GET", "/bucket/k", "partNumber=2", NONE);
        expect(206, second).isEqualTo("part2");
        assertThat(header(second, "x-amz-mp-parts-count")).isEqualTo("2");
        expect(400, client.send("GET", "/bucket/k", "partNumber=3", NONE)).contains("InvalidPart");
        expect(
                        200,
                        client.send(
                                "GET",
                                "/bucket/k",
                                "attributes=",
                                NONE,
                                "x-amz-object-attributes",
                                "ObjectParts,ObjectSize"))
                .contains("<PartsCount>2</PartsCount>")
                .contains("<ObjectSize>10</ObjectSize>");
        expect(404, client.send("DELETE", "/bucket/k", "uploadId=unknown", NONE))
                .contains("NoSuchUpload");
        for (String wrong : List.of("bad", "AAAAAA==-x-1", "AAAA")) {
            expect(
                            400,
                            client.send(
                                    "POST",
                                    "/bucket/k",
                                    "uploadId=" + id,
                                    NONE,
                                    "x-amz-checksum-crc32",
                                    wrong))
                    .contains("BadDigest");
        }
        expect(400, client.send("POST", "/bucket/k", "uploadId=" + id, NONE))
                .contains("MalformedXML");
    }

    @Test
    void copiesFollowTheirDirectives() throws Exception {
        expect(200, client.send("PUT", "/bucket/a", NONE, "x", "x-amz-meta-m", "1"));
        String source = "x-amz-copy-source";
        expect(200, client.send("PUT", "/bucket/b", NONE, NONE, source, "/bucket/a"))
                .contains("<CopyObjectResult");
        assertThat(header(client.send("HEAD", "/bucket/b", NONE, NONE), "x-amz-meta-m"))
                .isEqualTo("1");
        expect(400, client.send("PUT", "/bucket/a", NONE, NONE, source, "bucket/a"))
                .contains("InvalidRequest");
        expect(
                200,
                client.send(
                        "PUT",
                        "/bucket/a",
                        NONE,
                        NONE,
                        source,
                        "bucket/a",
                        "x-amz-meta-m",
                        "2",
                        "x-amz-metadata-directive",
                        "REPLACE"));
        assertThat(header(client.send("HEAD", "/bucket/a", NONE, NONE), "x-amz-meta-m"))
                .isEqualTo("2");
        String etag = header(client.send("HEAD", "/bucket/a", NONE, NONE), "etag");
        expect(
                412,
                client.send(
                        "PUT",
                        "/bucket/c",
                        NONE,
                        NONE,
                        source,
                        "bucket/a",
                        "x-amz-copy-source-if-none-match",
                        etag));
    }

    @Test
    void tagsAreSetReadAndRemoved() throws Exception {
        put("k", "x");
        String document =
                "<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag></TagSet></Tagging>";
        for (String path : new String[] {"/bucket/k", "/bucket"}) {
            expect(200, client.send("PUT", path, "tagging=", document));
            expect(200, client.send("GET", path, "tagging=", NONE))
                    .contains("<Tag><Key>a</Key><Value>1</Value></Tag>");
            expect(204, client.send("DELETE", path, "tagging=", NONE));
        }
        expect(404, client.send("GET", "/bucket", "tagging=", NONE)).contains("NoSuchTagSet");
        expect(400, client.send("PUT", "/bucket/k", "tagging=", "<Tagging>"))
                .contains("MalformedXML");
    }

    @Test
    void wrongBodiesAreNotStored() throws Exception {
        String sha = "x-amz-content-sha256";
        expect(400, client.send("PUT", "/bucket/k", NONE, "x", sha, TestClient.sha256("y")))
                .contains("XAmzContentSHA256Mismatch");
        expect(
                        400,
                        client.send(
                                "PUT",
                                "/bucket/k",
                                NONE,
                                "x",
                                "content-md5",
                                "XUFAKrxLKna5cZ2REBfFkg=="))
                .contains("BadDigest");
        expect(400, client.send("PUT", "/bucket/k", NONE, "x", "x-amz-checksum-crc32", "AAAAAA=="))
                .contains("BadDigest");
        expect(400, client.send("PUT", "/bucket/k", NONE, "x", "content-md5", "x"))
                .contains("InvalidDigest");
        expect(404, client.send("GET", "/bucket/k", NONE, NONE));
    }

    @Test
    void whatIsNotThereIsNeverIgnored() throws Exception {
        expect(
                501,
                client.send(
                        "PUT",
                        "/bucket/k",
                        NONE,
                        "x",
                        "x-amz-server-side-encryption",
                        "aws:kms:dsse"));
        expect(
                        400,
                        client.send(
                                "PUT",
                                "/bucket/k",
                                NONE,
                                "x",
                                "x-amz-object-lock-mode",
                                "GOVERNANCE"))
                .contains("InvalidArgument");
        expect(400, client.send("PUT", "/bucket/k", NONE, "x", "x-amz-storage-class", "GLACIER"))
                .contains("InvalidStorageClass");
        expect(400, client.send("PUT", "/bucket/k", NONE, "x", "x-minio-internal-a", "b"));
        expect(501, client.send("GET", "/bucket/k", "torrent=", NONE));
        expect(501, client.send("PUT", "/bucket", "inventory=", "x"));
        expect(400, client.send("PUT", "/bucket/k", NONE, "x", "x-amz-meta-m", "m".repeat(2048)))
                .contains("MetadataTooLarge");
        expect(404, client.send("GET", "/bucket/k", NONE, NONE));
    }

    @Test
    void strangersSeeNothing() throws Exception {
        put("k", "x");
        HttpResponse<String> denied = client.sendUnsigned("GET", "/bucket/k", NONE);
        expect(403, denied).contains("<Code>AccessDenied</Code>").contains("<Key>k</Key>");
        expect(403, client.sendUnsigned("GET", "/", NONE));
        expect(403, client.sendUnsigned("DELETE", "/bucket/k", NONE));
        expect(403, client.sendUnsigned("GET", "/minio/x", NONE)).contains("AllAccessDisabled");
        expect(
                        403,
                        client.sendUnsigned(
                                "GET",
                                "/bucket/k",
                                "AWSAccessKeyId=root&Expires=9999999999&Signature=x"))
                .contains("SignatureDoesNotMatch");
        expect(200, client.send("GET", "/bucket/k", NONE, NONE)).isEqualTo("x");
    }

    @Test
    void probesAndBrowsersAreAnswered() throws Exception {
        expect(200, client.sendUnsigned("GET", "/minio/health/live", NONE));
        expect(200, client.sendUnsigned("HEAD", "/minio/health/ready", NONE));
        expect(503, client.sendUnsigned("GET", "/minio/health/cluster", NONE));
        expect(200, client.sendUnsigned("GET", "/minio/health/cluster/read", NONE));
        HttpResponse<String> question =
                client.sendUnsigned(
                        "OPTIONS",
                        "/bucket/k",
                        NONE,
                        "Origin",
                        "http://page.example",
                        "Access-Control-Request-Method",
                        "PUT");
        expect(200, question);
        assertThat(header(question, "access-control-allow-origin"))
                .isEqualTo("http://page.example");
        assertThat(header(question, "access-control-allow-methods")).contains("PUT");
    }

    private void put(String key, String body) throws IOException, InterruptedException {
        expect(200, client.send("PUT", "/bucket/" + key, NONE, body));
    }

    private static org.assertj.core.api.AbstractStringAssert<?> expect(
            int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return assertThat(answer.body());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String between(String text, String start, String end) {
        int at = text.indexOf(start) + start.length();
        return text.substring(at, text.indexOf(end, at));
    }

    private static String base64Sha256(String text) {
        return java.util.Base64.getEncoder()
                .encodeToString(java.util.HexFormat.of().parseHex(TestClient.sha256(text)));
    }
}
