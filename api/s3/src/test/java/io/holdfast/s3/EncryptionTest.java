package io.holdfast.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.http.HttpServer;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What requests say of encryption, and what they are told.
final class EncryptionTest {
    private static final String NONE = "";
    private static final String SSE = "x-amz-server-side-encryption";
    private static final String KEY_ID = SSE + "-aws-kms-key-id";
    private static final String SOURCE = "x-amz-copy-source-server-side-encryption-customer-";
    private static final String KEY_A = "pO3upElrwuEXSoFwCfnZPdSsmt/xWeFa0N9KgDijwVs=";
    private static final String MD5_A = "DWygnHRtgiJ77HCm+1rvHw==";
    private static final String KEY_B = "6b+WOZ1T3cqZMxgThRcXAQBrS5mXKdDUphvpxptl9/4=";
    private static final String MD5_B = "arxBvwY2V4SiOne6yppVPQ==";
    private static final String[] A = customer(SSE + "-customer-", KEY_A, MD5_A);
    private static final String[] B = customer(SSE + "-customer-", KEY_B, MD5_B);

    private HttpServer server;
    private TestClient client;

    private static String[] customer(String prefix, String key, String md5) {
        return new String[] {
            prefix + "algorithm", "AES256", prefix + "key", key, prefix + "key-md5", md5
        };
    }

    @BeforeEach
    void start() throws Exception {
        serve(S3Options.defaults().withKeysInClear(true));
        expect(200, client.send("PUT", "/bucket", NONE, NONE));
    }

    private void serve(S3Options options) throws Exception {
        server = TestServers.ofRoot(options);
        client = new TestClient(server);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private static String expect(int status, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return response.body();
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private HttpResponse<String> put(String key, String... fields) throws Exception {
        return client.send("PUT", "/bucket/" + key, NONE, "body", fields);
    }

    private HttpResponse<String> get(String key, String... fields) throws Exception {
        return client.send("GET", "/bucket/" + key, NONE, NONE, fields);
    }

    private static String[] join(String[] first, String... second) {
        return Stream.concat(Stream.of(first), Stream.of(second)).toArray(String[]::new);
    }

    @Test
    void answersSayHowObjectsAreEncrypted() throws Exception {
        expect(200, put("plain"));
        assertThat(header(get("plain"), SSE)).isEmpty();
        for (HttpResponse<String> answer : List.of(put("stored", SSE, "AES256"), get("stored"))) {
            expect(200, answer);
            assertThat(header(answer, SSE)).isEqualTo("AES256");
            assertThat(header(answer, KEY_ID)).isEmpty();
        }
        for (HttpResponse<String> answer :
                List.of(
                        put("named", SSE, "aws:kms", KEY_ID, "one"),
                        put("named", SSE, "aws:kms"),
                        put("named", SSE, "aws:kms", KEY_ID, "arn:aws:kms:one"),
                        put("named", SSE, "aws:kms", KEY_ID, "arn:aws:kms:x:1:key/one"),
                        get("named"))) {
            expect(200, answer);
            assertThat(header(answer, SSE)).isEqualTo("aws:kms");
            assertThat(header(answer, KEY_ID)).isEqualTo("one");
        }
        for (HttpResponse<String> answer : List.of(put("own", A), get("own", A))) {
            expect(200, answer);
            assertThat(header(answer, SSE)).isEmpty();
            assertThat(header(answer, SSE + "-customer-algorithm")).isEqualTo("AES256");
            assertThat(header(answer, SSE + "-customer-key-MD5")).isEqualTo(MD5_A);
            assertThat(header(answer, SSE + "-customer-key")).isEmpty();
        }
    }

    @Test
    void theServersKeySealsWhatNobodySpeaksOf() throws Exception {
        stop();
        serve(S3Options.defaults().withKeysInClear(true).withSealing(true));
        expect(200, client.send("PUT", "/bucket", NONE, NONE));
        assertThat(header(put("silent"), SSE)).isEqualTo("aws:kms");
        assertThat(header(put("spoken", SSE, "AES256"), SSE)).isEqualTo("AES256");
        assertThat(header(put("own", A), SSE)).isEmpty();
        assertThat(header(put("copy", "x-amz-copy-source", "/bucket/spoken"), SSE))
                .isEqualTo("aws:kms");
        assertThat(header(client.send("POST", "/bucket/parts", "uploads=", NONE), SSE))
                .isEqualTo("aws:kms");
        expect(404, client.send("GET", "/bucket", "encryption=", NONE));
        String byDefault =
                "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>"
                        + "<SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault>"
                        + "</Rule></ServerSideEncryptionConfiguration>";
        expect(200, client.send("PUT", "/bucket", "encryption=", byDefault));
        assertThat(header(put("bucket"), SSE)).isEqualTo("AES256");
    }

    @Test
    void contextsAreToldToWhoGivesThem() throws Exception {
        String context = SSE + "-context";
        String given = Base64.getEncoder().encodeToString("{\"team\":\"a\"}".getBytes(UTF_8));
        for (HttpResponse<String> answer :
                List.of(
                        put("named", SSE, "aws:kms", context, given),
                        client.send(
                                "POST",
                                "/bucket/parts",
                                "uploads=",
                                NONE,
                                SSE,
                                "aws:kms",
                                context,
                                given))) {
            expect(200, answer);
            assertThat(header(answer, context)).isEqualTo(given);
        }
        assertThat(header(get("named"), context)).isEmpty();
    }

    @Test
    void wrongAsksAreRefused() throws Exception {
        String customer = SSE + "-customer-";
        for (String[] fields :
                List.of(
                        new String[] {SSE, "aes:kms"},
                        new String[] {SSE, "AES256", KEY_ID, "one"},
                        new String[] {KEY_ID, "one"},
                        new String[] {SSE, "aws:kms", SSE + "-context", "?"},
                        join(A, SSE, "aws:kms"),
                        join(A, SSE, "AES256"),
                        customer(customer, KEY_A, MD5_B),
                        customer(customer, "c2hvcnQ=", MD5_A),
                        new String[] {customer + "algorithm", "AES256"},
                        new String[] {customer + "key", KEY_A, customer + "key-md5", MD5_A},
                        new String[] {customer + "algorithm", "AES256", customer + "key", KEY_A})) {
            assertThat(expect(400, put("k", fields)))
                    .as(String.join(" ", fields))
                    .contains("<Code>InvalidArgument</Code>")
                    .doesNotContain(KEY_A);
        }
        assertThat(expect(400, put("k", SSE, "aws:kms", KEY_ID, "two")))
                .contains("<Code>KMS.NotFoundException</Code>");
        expect(404, get("k"));
        put("k");
        expect(400, get("k", SSE, "AES256"));
    }

    @Test
    void customersKeysAreNeededToRead() throws Exception {
        expect(200, put("own", A));
        assertThat(expect(400, get("own"))).contains("InvalidRequest");
        assertThat(expect(403, get("own", B))).contains("AccessDenied");
        expect(400, client.send("HEAD", "/bucket/own", NONE, NONE));
        expect(200, client.send("HEAD", "/bucket/own", NONE, NONE, A));
        expect(200, client.send("GET", "/bucket/own", "tagging=", NONE));
        String[] wanted = {"x-amz-object-attributes", "ETag"};
        expect(400, client.send("GET", "/bucket/own", "attributes=", NONE, wanted));
        expect(200, client.send("GET", "/bucket/own", "attributes=", NONE, join(A, wanted)));
        expect(200, put("plain"));
        assertThat(expect(400, get("plain", A))).contains("InvalidRequest");
    }

    @Test
    void copiesTakeTwoKeys() throws Exception {
        expect(200, put("own", A));
        String[] from = {"x-amz-copy-source", "/bucket/own"};
        expect(400, client.send("PUT", "/bucket/copy", NONE, NONE, from));
        HttpResponse<String> copied =
                client.send(
                        "PUT",
                        "/bucket/copy",
                        NONE,
                        NONE,
                        join(join(customer(SOURCE, KEY_A, MD5_A), B), from));
        expect(200, copied);
        assertThat(header(copied, SSE + "-customer-key-MD5")).isEqualTo(MD5_B);
        expect(200, get("copy", B));
    }

    @Test
    void uploadsKeepTheirKey() throws Exception {
        HttpResponse<String> begun = client.send("POST", "/bucket/big", "uploads=", NONE, A);
        String body = expect(200, begun);
        assertThat(header(begun, SSE + "-customer-algorithm")).isEqualTo("AES256");
        String id = body.replaceAll("(?s).*<UploadId>(.*)</UploadId>.*", "$1");
        String query = "partNumber=1&uploadId=" + id;
        expect(400, client.send("PUT", "/bucket/big", query, "part"));
        HttpResponse<String> part = client.send("PUT", "/bucket/big", query, "part", A);
        expect(200, part);
        assertThat(header(part, SSE + "-customer-key-MD5")).isEqualTo(MD5_A);
    }

    @Test
    void customersKeysStayOffTheOpenWire() throws Exception {
        stop();
        serve(S3Options.defaults());
        expect(200, client.send("PUT", "/bucket", NONE, NONE));
        assertThat(expect(400, put("own", A))).contains("InvalidRequest").contains("HTTPS");
        expect(404, get("own"));
    }

    @Test
    void bucketsHaveADefault() throws Exception {
        String query = "encryption=";
        assertThat(expect(404, client.send("GET", "/bucket", query, NONE)))
                .contains("ServerSideEncryptionConfigurationNotFoundError");
        expect(204, client.send("DELETE", "/bucket", query, NONE));
        expect(200, client.send("PUT", "/bucket", query, rule("AES256", "")));
        assertThat(expect(200, client.send("GET", "/bucket", query, NONE)))
                .contains("<SSEAlgorithm>AES256</SSEAlgorithm>")
                .doesNotContain("KMSMasterKeyID");
        assertThat(header(put("k"), SSE)).isEqualTo("AES256");
        assertThat(header(put("k", A), SSE)).isEmpty();
        expect(200, client.send("PUT", "/bucket", query, rule("aws:kms", "one")));
        assertThat(expect(200, client.send("GET", "/bucket", query, NONE)))
                .contains("<KMSMasterKeyID>one</KMSMasterKeyID>")
                .contains("<BucketKeyEnabled>true</BucketKeyEnabled>");
        assertThat(header(put("k"), KEY_ID)).isEqualTo("one");
        assertThat(header(put("k", SSE, "AES256"), SSE)).isEqualTo("AES256");
        HttpResponse<String> begun = client.send("POST", "/bucket/big", "uploads=", NONE);
        assertThat(header(begun, SSE)).isEqualTo("aws:kms");
        expect(204, client.send("DELETE", "/bucket", query, NONE));
        assertThat(header(put("k"), SSE)).isEmpty();
    }

    @Test
    void wrongDefaultsAreRefused() throws Exception {
        String query = "encryption=";
        assertThat(expect(400, client.send("PUT", "/bucket", query, rule("aws:kms", "two"))))
                .contains("KMS.NotFoundException");
        assertThat(expect(400, client.send("PUT", "/bucket", query, rule("AES256", "one"))))
                .contains("InvalidArgument");
        for (String document :
                List.of(
                        rule("DES", ""),
                        "<ServerSideEncryptionConfiguration/>",
                        rule("AES256", "").replace("</Rule>", "</Rule><Rule/>"))) {
            assertThat(expect(400, client.send("PUT", "/bucket", query, document)))
                    .contains("MalformedXML");
        }
        String blocking =
                rule("AES256", "")
                        .replace(
                                "</Rule>",
                                "<BlockedEncryptionTypes><EncryptionType>SSE-C</EncryptionType>"
                                        + "</BlockedEncryptionTypes></Rule>");
        expect(501, client.send("PUT", "/bucket", query, blocking));
        expect(404, client.send("GET", "/bucket", query, NONE));
    }

    private static String rule(String algorithm, String keyId) {
        String key = keyId.isEmpty() ? "" : "<KMSMasterKeyID>" + keyId + "</KMSMasterKeyID>";
        return "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>"
                + "<SSEAlgorithm>"
                + algorithm
                + "</SSEAlgorithm>"
                + key
                + "</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled>"
                + "</Rule></ServerSideEncryptionConfiguration>";
    }
}
