package io.holdfast.interop.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.Endpoint;
import io.holdfast.interop.HandSigned;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Signatures that are wrong, in each form in which there can be one.
final class SignatureErrorsTest extends ErrorSuite {
    private static final byte[] BODY = {1, 2, 3};
    private static final long HOUR_S = 3600;

    SignatureErrorsTest(Endpoint endpoint) {
        super(endpoint);
    }

    private HandSigned put() {
        return request("PUT", "signed").header("content-length", "3");
    }

    /// How a request is signed.
    enum Form {
        V4_FIELD,
        V4_QUERY,
        V2_FIELD,
        V2_QUERY;

        HandSigned sign(HandSigned request) {
            return switch (this) {
                case V4_FIELD -> request.v4();
                case V4_QUERY -> request.v4Query(HOUR_S);
                case V2_FIELD -> request.v2();
                case V2_QUERY -> request.v2Query(Instant.now().plusSeconds(HOUR_S));
            };
        }
    }

    static Stream<Map.Entry<Form, UnaryOperator<String>>> spoiledForms() {
        return Stream.of(Form.values())
                .flatMap(
                        form ->
                                Stream.<UnaryOperator<String>>of(
                                                s -> "0" + s.substring(1) + "x",
                                                s -> s.substring(0, s.length() - 1),
                                                s -> new StringBuilder(s).reverse().toString(),
                                                s -> s + s)
                                        .map(change -> Map.entry(form, change)));
    }

    @ParameterizedTest
    @MethodSource("spoiledForms")
    void spoiledSignatureIsRefused(Map.Entry<Form, UnaryOperator<String>> spoiled)
            throws IOException {
        HandSigned request = spoiled.getKey().sign(put().spoiling(spoiled.getValue()));
        send(request, BODY).assertRefusal(403, "SignatureDoesNotMatch");
        assertMissing("signed");
    }

    /// The suite's own signatures hold, else the refusals above prove nothing.
    @Test
    void rightSignaturesOfAllFormsAreTaken() throws IOException {
        for (Form form : Form.values()) {
            send(form.sign(put()), BODY).assertOk();
            assertThat(get("signed")).isEqualTo(BODY);
            s3.deleteObject(request -> request.bucket(bucket).key("signed"));
        }
    }

    @Test
    void emptySignatureIsMalformed() throws IOException {
        send(put().spoiling(_ -> "").v4(), BODY).assertRefusal(400, "AuthorizationHeaderMalformed");
        send(put().spoiling(_ -> "").v4Query(HOUR_S), BODY)
                .assertRefusal(400, "AuthorizationQueryParametersError");
        send(put().spoiling(_ -> "").v2Query(Instant.now().plusSeconds(9)), BODY)
                .assertRefusal(403, "SignatureDoesNotMatch");
        assertMissing("signed");
    }

    @Test
    void changedFieldsBreakTheSignature() throws IOException {
        HandSigned moved = put().header("x-amz-meta-a", "b").v4().header("x-amz-meta-a", "c");
        send(moved, BODY).assertRefusal(403, "SignatureDoesNotMatch");
        HandSigned host = put().v4().header("host", "elsewhere.example:9000");
        send(host, BODY).assertRefusal(403, "SignatureDoesNotMatch");
        HandSigned query = put().v4().query("versionId", "null");
        send(query, BODY).assertRefusal(403, "SignatureDoesNotMatch");
        assertMissing("signed");
    }

    @Test
    void unsignedMetadataOfAPresignedRequestIsRefused() throws IOException {
        send(put().v4Query(HOUR_S).header("x-amz-meta-a", "b"), BODY)
                .assertRefusal(400, "AccessDenied");
        assertMissing("signed");
    }

    @Test
    void expiredRequestsAreRefused() throws IOException {
        Instant longAgo = Instant.now().minus(Duration.ofHours(2));
        send(put().at(longAgo).v4Query(HOUR_S), BODY).assertRefusal(403, "AccessDenied");
        send(put().v4Query(-1), BODY).assertRefusal(403, "AccessDenied");
        send(put().v2Query(longAgo), BODY).assertRefusal(403, "AccessDenied");
        send(put().at(longAgo).v2(), BODY).assertRefusal(403, "RequestTimeTooSkewed");
        send(put().at(longAgo).v4(), BODY).assertRefusal(403, "RequestTimeTooSkewed");
        assertMissing("signed");
    }

    @ParameterizedTest
    @ValueSource(longs = {604_801, Long.MAX_VALUE})
    void lifetimeOutOfRangeIsRefused(long seconds) throws IOException {
        send(put().v4Query(seconds), BODY).assertRefusal(400, "AuthorizationQueryParametersError");
    }

    @Test
    void twoSignaturesAreRefused() throws IOException {
        send(put().v4Query(HOUR_S).v4(), BODY).assertRefusal(400, "InvalidRequest");
        HandSigned both = put().v4Query(HOUR_S);
        send(both.v2Query(Instant.now().plusSeconds(9)), BODY).assertRefusal(400, "InvalidRequest");
        assertMissing("signed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS4-HMAC-SHA256 x",
                "AWS4-HMAC-SHA256 Credential=a",
                "AWS4-HMAC-SHA256 Credential=a/b/c/s3/aws4_request,SignedHeaders=host,Signature=x",
                "AWS4-HMAC-SHA256 Credential=a/20260101/c/s3/aws4_request,SignedHeaders=host,Signature=x,More=y",
                "AWS4-HMAC-SHA256 ,,,"
            })
    void malformedFieldOfVersion4IsNamed(String field) throws IOException {
        send(put().v4().header("authorization", field), BODY)
                .assertRefusal(400, "AuthorizationHeaderMalformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS x", "AWS nocolon", "AWS :x"})
    void malformedFieldOfVersion2IsNamed(String field) throws IOException {
        send(put().v2().header("authorization", field), BODY)
                .assertRefusal(400, "AuthorizationHeaderMalformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic dXNlcjpwYXNz", "Bearer x", "AWS4-ECDSA-P256-SHA256 x", "x"})
    void unknownSchemeIsNamed(String field) throws IOException {
        send(put().v4().header("authorization", field), BODY).assertRefusal(400, "InvalidRequest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "20260101",
                "20261332T000000Z",
                "-0005-05-24T00:00:00Z",
                "+12026-01-01T00:00:00Z"
            })
    void dateThatIsNoneIsNamed(String date) throws IOException {
        send(put().v4().header("x-amz-date", date), BODY).assertRefusal(400, "MalformedDate");
    }

    @Test
    void anonymousRequestsAreDenied() throws IOException {
        send(put(), BODY).assertRefusal(403, "AccessDenied");
        assertMissing("signed");
    }

    @Test
    void unknownTokenIsRefused() throws IOException {
        send(put().header("x-amz-security-token", "stolen").v4(), BODY)
                .assertRefusal(403, "InvalidTokenId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", "STREAMING-SOMETHING"})
    void unknownFramingIsRefused(String payload) throws IOException {
        send(put().payload(payload).v4(), BODY).assertRefusal(501, "NotImplemented");
        assertMissing("signed");
    }

    @Test
    void hashThatIsNoneIsRefused() throws IOException {
        send(put().payload("abc").v4(), BODY).assertRefusal(400, "InvalidArgument");
        send(put().payload("z".repeat(64)).v4(), BODY)
                .assertRefusal(400, "XAmzContentSHA256Mismatch");
        assertMissing("signed");
    }
}
