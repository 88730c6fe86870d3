package io.holdfast.s3.sign;

import io.holdfast.base.Clock;
import io.holdfast.base.ports.Caller;
import io.holdfast.base.ports.Credential;
import io.holdfast.base.ports.Credentials;
import io.holdfast.http.Exchange;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Query;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Times;
import java.security.Key;
import java.util.OptionalLong;

/// Verifies signatures of version 4, in the field and in the query [S3 API: Authenticating
/// requests]. Any thread.
final class SignatureV4 {
    static final String CONTENT_SHA256 = "x-amz-content-sha256";
    static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    static final String STREAMING = "STREAMING-";
    private static final String STREAMING_SIGNED = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private static final String STREAMING_SIGNED_TRAILER =
            "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
    static final String STREAMING_UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private static final long SKEW_MS = 15 * 60 * 1000;
    private static final long EXPIRES_MAX_S = 7 * 24 * 3600;
    private static final int HASH_CHARS = 64;

    private final Credentials credentials;
    private final Clock clock;
    private final String region;
    private final SigningKeys keys = new SigningKeys();
    private final CryptoPool pool = new CryptoPool();

    SignatureV4(Credentials credentials, Clock clock, String region) {
        this.credentials = credentials;
        this.clock = clock;
        this.region = region;
    }

    /// Verifies the `Authorization` field.
    Authentication verifyHeader(SignedRequest request, String field) throws S3Exception {
        V4Header header = V4Header.parse(field);
        String date = date(request.exchange());
        requireNow(date);
        checkScope(
                header.scope(),
                date,
                request.isAnyRegionAccepted(),
                ErrorCode.AUTHORIZATION_HEADER_MALFORMED);
        requireHostSigned(header.signedHeaders());
        Credential credential = credential(header.scope());
        Tokens.check(credential, request);
        String payload =
                request.exchange().header(CONTENT_SHA256).orElse(Crypto.EMPTY_SHA256).strip();
        return verify(
                request,
                credential,
                header.scope(),
                header.signedHeaders(),
                header.signature(),
                date,
                payload);
    }

    /// Verifies a presigned request.
    Authentication verifyQuery(SignedRequest request) throws S3Exception {
        Query query = request.query();
        if (!query.getOrEmpty("X-Amz-Algorithm").equals(V4Header.ALGORITHM)) {
            throw malformedQuery("X-Amz-Algorithm must be " + V4Header.ALGORITHM + ".");
        }
        Scope scope = Scope.parse(require(query, "X-Amz-Credential"), queryError());
        String date = require(query, "X-Amz-Date");
        String signedHeaders = require(query, "X-Amz-SignedHeaders");
        String signature = require(query, CanonicalRequest.SIGNATURE);
        requireUnexpired(date, require(query, "X-Amz-Expires"));
        checkScope(scope, date, request.isAnyRegionAccepted(), queryError());
        requireHostSigned(signedHeaders);
        requireMetadataSigned(request.exchange(), signedHeaders);
        Credential credential = credential(scope);
        Tokens.check(credential, request);
        String payload =
                query.get("X-Amz-Content-Sha256")
                        .or(() -> request.exchange().header(CONTENT_SHA256))
                        .orElse(UNSIGNED);
        return verify(request, credential, scope, signedHeaders, signature, date, payload);
    }

    /// Verifies the policy of a form.
    ///
    /// @param policy base64, as sent
    /// @throws S3Exception as for requests
    Caller verifyPolicy(String policy, PolicySignature.V4 given) throws S3Exception {
        if (!given.algorithm().equals(V4Header.ALGORITHM)) {
            throw malformedQuery("x-amz-algorithm must be " + V4Header.ALGORITHM + ".");
        }
        if (Times.parseAmz(given.date()).isEmpty()) {
            throw malformedQuery("x-amz-date is malformed.");
        }
        Scope scope = Scope.parse(given.credential(), queryError());
        checkScope(scope, given.date(), false, queryError());
        Credential credential = credential(scope);
        Tokens.check(credential, given.token());
        Crypto crypto = pool.take();
        try {
            Key key = keys.find(credential, scope, crypto);
            if (!Crypto.isEqual(Crypto.hex(crypto.hmac(key, policy)), given.signature())) {
                throw new S3Exception(ErrorCode.SIGNATURE_DOES_NOT_MATCH);
            }
        } finally {
            pool.give(crypto);
        }
        return new Caller.Signed(credential.accessKey(), credential.isRoot());
    }

    private Authentication verify(
            SignedRequest request,
            Credential credential,
            Scope scope,
            String signedHeaders,
            String signature,
            String date,
            String payload)
            throws S3Exception {
        String canonical = CanonicalRequest.of(request, signedHeaders, payload);
        String scopeText = scope.text();
        Crypto crypto = pool.take();
        Key key;
        try {
            key = keys.find(credential, scope, crypto);
            String toSign =
                    V4Header.ALGORITHM
                            + '\n'
                            + date
                            + '\n'
                            + scopeText
                            + '\n'
                            + crypto.sha256Hex(canonical);
            if (!Crypto.isEqual(Crypto.hex(crypto.hmac(key, toSign)), signature)) {
                throw new S3Exception(ErrorCode.SIGNATURE_DOES_NOT_MATCH);
            }
        } finally {
            pool.give(crypto);
        }
        return new Authentication(
                new Caller.Signed(credential.accessKey(), credential.isRoot()),
                seal(payload, key, date, scopeText, signature));
    }

    private static BodySeal seal(
            String payload, Key key, String date, String scope, String signature)
            throws S3Exception {
        return switch (payload) {
            case UNSIGNED -> new BodySeal.None();
            case STREAMING_SIGNED -> new BodySeal.SignedChunks(key, date, scope, signature, false);
            case STREAMING_SIGNED_TRAILER ->
                    new BodySeal.SignedChunks(key, date, scope, signature, true);
            case STREAMING_UNSIGNED_TRAILER -> new BodySeal.UnsignedChunks();
            default -> {
                if (payload.startsWith(STREAMING)) {
                    throw new S3Exception(ErrorCode.NOT_IMPLEMENTED);
                }
                if (payload.length() != HASH_CHARS) {
                    throw new S3Exception(
                            ErrorCode.INVALID_ARGUMENT, "x-amz-content-sha256 is not valid.");
                }
                yield new BodySeal.Hash(payload);
            }
        };
    }

    private Credential credential(Scope scope) throws S3Exception {
        return credentials
                .find(scope.accessKey())
                .orElseThrow(() -> new S3Exception(ErrorCode.INVALID_ACCESS_KEY_ID));
    }

    private static String date(Exchange exchange) throws S3Exception {
        String date = exchange.header("x-amz-date").or(() -> exchange.header("date")).orElse("");
        if (date.isEmpty()) {
            throw new S3Exception(ErrorCode.MISSING_DATE);
        }
        if (Times.parseAmz(date).isPresent()) {
            return date;
        }
        OptionalLong parsed = Times.parseHttp(date);
        if (parsed.isEmpty()) {
            throw new S3Exception(ErrorCode.MALFORMED_DATE);
        }
        String iso = Times.iso(parsed.getAsLong());
        String amz = iso.substring(0, iso.indexOf('.')).replace("-", "").replace(":", "") + 'Z';
        long whole = Math.floorDiv(parsed.getAsLong(), 1000L) * 1000;
        if (Times.parseAmz(amz).orElse(whole + 1) != whole) {
            // a year before 0 or beyond 9999, which ISO 8601 can write
            throw new S3Exception(ErrorCode.MALFORMED_DATE);
        }
        return amz;
    }

    private void requireNow(String date) throws S3Exception {
        long sentMs = Times.parseAmz(date).orElseThrow();
        if (Math.abs(clock.callersWallMs() - sentMs) > SKEW_MS) {
            throw new S3Exception(ErrorCode.REQUEST_TIME_TOO_SKEWED);
        }
    }

    private void requireUnexpired(String date, String expires) throws S3Exception {
        OptionalLong sentMs = Times.parseAmz(date);
        if (sentMs.isEmpty()) {
            throw malformedQuery("X-Amz-Date is malformed.");
        }
        long seconds;
        try {
            seconds = Long.parseLong(expires);
        } catch (NumberFormatException _) {
            throw malformedQuery("X-Amz-Expires must be a number.");
        }
        if (seconds > EXPIRES_MAX_S) {
            throw malformedQuery("X-Amz-Expires must be at most 604800 seconds.");
        }
        long nowMs = clock.wallMs();
        if (sentMs.getAsLong() - nowMs > SKEW_MS) {
            throw new S3Exception(ErrorCode.ACCESS_DENIED, "The request is not valid yet.");
        }
        if (seconds < 0 || nowMs - sentMs.getAsLong() > seconds * 1000) {
            throw new S3Exception(ErrorCode.EXPIRED_PRESIGN);
        }
    }

    private void checkScope(Scope scope, String date, boolean isAnyRegionAccepted, ErrorCode code)
            throws S3Exception {
        if (!date.startsWith(scope.date())) {
            throw new S3Exception(code, "The credential's date is not that of the request.");
        }
        if (!scope.service().equals("s3") && !scope.service().equals("sts")) {
            throw new S3Exception(code, "The credential's service must be s3.");
        }
        boolean isRegionRight =
                region.isEmpty()
                        || isAnyRegionAccepted
                        || scope.region().equals(region)
                        || (scope.region().equals("US") && region.equals("us-east-1"));
        if (!isRegionRight) {
            throw new S3Exception(
                    ErrorCode.AUTHORIZATION_HEADER_MALFORMED,
                    "The region is wrong; expecting '" + region + "'.");
        }
    }

    private static void requireHostSigned(String signedHeaders) throws S3Exception {
        if (!isSigned("host", signedHeaders)) {
            throw new S3Exception(ErrorCode.UNSIGNED_HEADERS);
        }
    }

    private static void requireMetadataSigned(Exchange exchange, String signedHeaders)
            throws S3Exception {
        boolean[] isUnsigned = {false};
        exchange.eachHeader(
                (name, _) -> {
                    if (name.regionMatches(true, 0, "x-amz-meta-", 0, 11)) {
                        isUnsigned[0] |=
                                !isSigned(name.toLowerCase(java.util.Locale.ROOT), signedHeaders);
                    }
                });
        if (isUnsigned[0]) {
            throw new S3Exception(ErrorCode.UNSIGNED_HEADERS);
        }
    }

    private static boolean isSigned(String name, String signedHeaders) {
        int at = 0;
        while (at <= signedHeaders.length()) {
            int end = signedHeaders.indexOf(';', at);
            if (end < 0) {
                end = signedHeaders.length();
            }
            if (end - at == name.length() && signedHeaders.startsWith(name, at)) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    private static String require(Query query, String name) throws S3Exception {
        String value = query.getOrEmpty(name);
        if (value.isEmpty()) {
            throw malformedQuery(name + " is required.");
        }
        return value;
    }

    private static ErrorCode queryError() {
        return ErrorCode.AUTHORIZATION_QUERY_PARAMETERS;
    }

    private static S3Exception malformedQuery(String message) {
        return new S3Exception(queryError(), message);
    }
}
