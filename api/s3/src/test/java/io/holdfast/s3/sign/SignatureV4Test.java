package io.holdfast.s3.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.base.ports.Caller;
import io.holdfast.s3.MemoryExchange;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.testkit.HandClock;
import org.junit.jupiter.api.Test;

/// The examples of [S3 API: Signature calculations for the Authorization header], and of the
/// presigned form; what deviates from them is refused.
final class SignatureV4Test {
    private static final String SHA = "x-amz-content-sha256";
    private static final String GET_SIGNATURE =
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41";
    private static final String PRESIGNED =
            "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE"
                    + "%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z"
                    + "&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature="
                    + "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";

    @Test
    void getObjectIsVerified() throws S3Exception {
        Authentication result = Examples.authenticate(get("bytes=0-9", GET_SIGNATURE));
        assertThat(result.caller()).isEqualTo(new Caller.Signed(Examples.ACCESS_KEY, true));
        assertThat(result.seal()).isEqualTo(new BodySeal.Hash(Crypto.EMPTY_SHA256));
    }

    @Test
    void putObjectWithAnEscapedKeyIsVerified() throws S3Exception {
        String hash = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
        for (String path : new String[] {"/test$file.text", "/test%24file.text"}) {
            MemoryExchange exchange =
                    signed(
                                    "PUT",
                                    path,
                                    "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
                                    "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")
                            .with("Date", "Fri, 24 May 2013 00:00:00 GMT")
                            .with(SHA, hash)
                            .with("x-amz-storage-class", "REDUCED_REDUNDANCY");
            assertThat(Examples.authenticate(exchange).seal()).isEqualTo(new BodySeal.Hash(hash));
        }
    }

    @Test
    void subResourceWithoutAValueIsVerified() throws S3Exception {
        Examples.authenticate(
                signed(
                                "GET",
                                "/?lifecycle",
                                "host;x-amz-content-sha256;x-amz-date",
                                "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")
                        .with(SHA, Crypto.EMPTY_SHA256));
    }

    @Test
    void listingIsVerifiedInAnyOrderOfParameters() throws S3Exception {
        for (String query : new String[] {"max-keys=2&prefix=J", "prefix=J&max-keys=2"}) {
            Examples.authenticate(
                    signed(
                                    "GET",
                                    "/?" + query,
                                    "host;x-amz-content-sha256;x-amz-date",
                                    "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")
                            .with(SHA, Crypto.EMPTY_SHA256));
        }
    }

    @Test
    void presignedRequestIsVerified() throws S3Exception {
        MemoryExchange exchange = new MemoryExchange("GET", PRESIGNED).with("Host", Examples.HOST);
        assertThat(Examples.authenticate(exchange).seal()).isEqualTo(new BodySeal.None());
    }

    @Test
    void presignedRequestExpires() throws S3Exception {
        HandClock clock = Examples.clock();
        Authenticator authenticator = new Authenticator(Examples.CREDENTIALS, clock, "us-east-1");
        SignedRequest request =
                Examples.request(new MemoryExchange("GET", PRESIGNED).with("Host", Examples.HOST));
        clock.advanceMs(86_400_000);
        assertThat(authenticator.authenticate(request)).isNotNull();
        clock.advanceMs(1);
        assertThatThrownBy(() -> authenticator.authenticate(request))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.EXPIRED_PRESIGN));
        clock.advanceMs(-86_400_001 - 900_001);
        assertThatThrownBy(() -> authenticator.authenticate(request))
                .isInstanceOf(S3Exception.class);
    }

    @Test
    void presignedRequestWithUnsignedMetadataIsRefused() {
        refused(
                new MemoryExchange("GET", PRESIGNED)
                        .with("Host", Examples.HOST)
                        .with("x-amz-meta-a", "b"),
                ErrorCode.UNSIGNED_HEADERS);
    }

    @Test
    void anythingElseIsRefused() {
        refused(get("bytes=0-8", GET_SIGNATURE), ErrorCode.SIGNATURE_DOES_NOT_MATCH);
        refused(get("bytes=0-9", "0" + GET_SIGNATURE), ErrorCode.SIGNATURE_DOES_NOT_MATCH);
        refused(
                get("bytes=0-9", GET_SIGNATURE.replace("f0e8", "F0E8")),
                ErrorCode.SIGNATURE_DOES_NOT_MATCH);
        refused(
                new MemoryExchange("GET", PRESIGNED.replace("test", "text"))
                        .with("Host", Examples.HOST),
                ErrorCode.SIGNATURE_DOES_NOT_MATCH);
        refused(
                new MemoryExchange("GET", PRESIGNED)
                        .with("Host", Examples.HOST)
                        .with("Authorization", Examples.authorization("host", "00")),
                ErrorCode.INVALID_REQUEST);
        refused(
                new MemoryExchange("GET", "/").with("Authorization", "Bearer x"),
                ErrorCode.INVALID_REQUEST);
    }

    @Test
    void malformedFieldsAreRefusedAndNothingElse() {
        for (String field :
                new String[] {
                    "AWS4-HMAC-SHA256 ",
                    "AWS4-HMAC-SHA256 Credential=a,SignedHeaders=host",
                    "AWS4-HMAC-SHA256 Credential=a,SignedHeaders=host,Signature=x",
                    "AWS4-HMAC-SHA256 Credential=a/b/c/d,SignedHeaders=host,Signature=x",
                    "AWS4-HMAC-SHA256 ,,,",
                    "AWS4-HMAC-SHA256 Credential,SignedHeaders,Signature=",
                    "AWS4-HMAC-SHA256 Credential=////,SignedHeaders=host,Signature=x",
                }) {
            refused(
                    new MemoryExchange("GET", "/")
                            .with("Host", Examples.HOST)
                            .with("x-amz-date", Examples.DATE)
                            .with("Authorization", field),
                    ErrorCode.AUTHORIZATION_HEADER_MALFORMED);
        }
    }

    @Test
    void skewedAndMissingDatesAreRefused() {
        HandClock clock = Examples.clock();
        clock.advanceMs(15 * 60 * 1000 + 1);
        Authenticator authenticator = new Authenticator(Examples.CREDENTIALS, clock, "us-east-1");
        assertThatThrownBy(
                        () ->
                                authenticator.authenticate(
                                        Examples.request(get("bytes=0-9", GET_SIGNATURE))))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_TIME_TOO_SKEWED));
        String field = Examples.authorization("host", "00");
        refused(
                new MemoryExchange("GET", "/").with("Authorization", field),
                ErrorCode.MISSING_DATE);
        refused(
                new MemoryExchange("GET", "/")
                        .with("Authorization", field)
                        .with("x-amz-date", "20131324T000000Z"),
                ErrorCode.MALFORMED_DATE);
    }

    @Test
    void wrongRegionNamesTheRightOne() {
        Authenticator authenticator =
                new Authenticator(Examples.CREDENTIALS, Examples.clock(), "eu-west-1");
        assertThatThrownBy(
                        () ->
                                authenticator.authenticate(
                                        Examples.request(get("bytes=0-9", GET_SIGNATURE))))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("eu-west-1");
    }

    /// The example of [S3 API: Browser-based upload using HTTP POST].
    @Test
    void policyOfAFormIsVerified() throws S3Exception {
        String policy = Examples.FORM_POLICY;
        SignatureV4 v4 = new SignatureV4(Examples.CREDENTIALS, Examples.clock(), "");
        String scope = Examples.ACCESS_KEY + "/20151229/us-east-1/s3/aws4_request";
        String date = "20151229T000000Z";
        String signature = "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e";
        v4.verifyPolicy(
                policy, new PolicySignature.V4("AWS4-HMAC-SHA256", scope, date, "", signature));
        assertThatThrownBy(
                        () ->
                                v4.verifyPolicy(
                                        policy + "=",
                                        new PolicySignature.V4(
                                                "AWS4-HMAC-SHA256", scope, date, "", signature)))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.SIGNATURE_DOES_NOT_MATCH));
        SignatureV4 elsewhere =
                new SignatureV4(Examples.CREDENTIALS, Examples.clock(), "eu-west-1");
        assertThatThrownBy(
                        () ->
                                elsewhere.verifyPolicy(
                                        policy,
                                        new PolicySignature.V4(
                                                "AWS4-HMAC-SHA256", scope, date, "", signature)))
                .hasMessageContaining("expecting 'eu-west-1'");
    }

    @Test
    void tokenOfAPermanentKeyIsRefused() {
        refused(
                get("bytes=0-9", GET_SIGNATURE).with("X-Amz-Security-Token", "t"),
                ErrorCode.INVALID_TOKEN_ID);
    }

    private static MemoryExchange get(String range, String signature) {
        return signed("GET", "/test.txt", "host;range;x-amz-content-sha256;x-amz-date", signature)
                .with("Range", range)
                .with(SHA, Crypto.EMPTY_SHA256);
    }

    private static MemoryExchange signed(
            String method, String target, String signedHeaders, String signature) {
        return new MemoryExchange(method, target)
                .with("Host", Examples.HOST)
                .with("x-amz-date", Examples.DATE)
                .with("Authorization", Examples.authorization(signedHeaders, signature));
    }

    private static void refused(MemoryExchange exchange, ErrorCode code) {
        assertThatThrownBy(() -> Examples.authenticate(exchange))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
