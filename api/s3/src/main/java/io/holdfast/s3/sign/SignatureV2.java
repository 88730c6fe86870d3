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
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/// Verifies signatures of version 2, which old clients still send [S3 user guide: Signing and
/// authenticating REST requests (version 2)]. Any thread.
final class SignatureV2 {
    static final String SCHEME = "AWS ";
    private static final long SKEW_MS = 15 * 60 * 1000;
    private static final List<String> SUB_RESOURCES =
            List.of(
                    "acl",
                    "cors",
                    "delete",
                    "encryption",
                    "legal-hold",
                    "lifecycle",
                    "location",
                    "logging",
                    "notification",
                    "partNumber",
                    "policy",
                    "requestPayment",
                    "response-cache-control",
                    "response-content-disposition",
                    "response-content-encoding",
                    "response-content-language",
                    "response-content-type",
                    "response-expires",
                    "retention",
                    "select",
                    "select-type",
                    "tagging",
                    "torrent",
                    "uploadId",
                    "uploads",
                    "versionId",
                    "versioning",
                    "versions",
                    "website");

    private final Credentials credentials;
    private final Clock clock;

    SignatureV2(Credentials credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /// Verifies the `Authorization` field.
    Authentication verifyHeader(SignedRequest request, String field) throws S3Exception {
        int colon = field.lastIndexOf(':');
        if (colon <= SCHEME.length()) {
            throw new S3Exception(ErrorCode.AUTHORIZATION_HEADER_MALFORMED);
        }
        Exchange exchange = request.exchange();
        boolean hasAmzDate = exchange.header("x-amz-date").isPresent();
        String date = exchange.header(hasAmzDate ? "x-amz-date" : "date").orElse("");
        OptionalLong sentMs = Times.parseHttp(date);
        if (sentMs.isEmpty() || sentMs.getAsLong() < 0) {
            throw new S3Exception(ErrorCode.MISSING_DATE);
        }
        if (Math.abs(clock.callersWallMs() - sentMs.getAsLong()) > SKEW_MS) {
            throw new S3Exception(ErrorCode.REQUEST_TIME_TOO_SKEWED);
        }
        return verify(
                request,
                field.substring(SCHEME.length(), colon).strip(),
                field.substring(colon + 1).strip(),
                hasAmzDate ? "" : date);
    }

    /// Verifies a presigned request.
    Authentication verifyQuery(SignedRequest request) throws S3Exception {
        Query query = request.query();
        String expires = query.getOrEmpty("Expires");
        long seconds;
        try {
            seconds = Long.parseLong(expires);
        } catch (NumberFormatException _) {
            throw new S3Exception(
                    ErrorCode.AUTHORIZATION_QUERY_PARAMETERS, "Expires must be a number.");
        }
        if (clock.wallMs() / 1000 > seconds) {
            throw new S3Exception(ErrorCode.EXPIRED_PRESIGN);
        }
        return verify(
                request,
                query.getOrEmpty("AWSAccessKeyId"),
                query.getOrEmpty("Signature"),
                expires);
    }

    /// Verifies the policy of a form.
    ///
    /// @param policy base64, as sent
    Caller verifyPolicy(String policy, PolicySignature.V2 given) throws S3Exception {
        Credential credential = credential(given.accessKey());
        Tokens.check(credential, given.token());
        return match(credential, policy, given.signature());
    }

    private Authentication verify(
            SignedRequest request, String accessKey, String signature, String date)
            throws S3Exception {
        Credential credential = credential(accessKey);
        Tokens.check(credential, request);
        String path = request.exchange().rawPath();
        String signedPath = path;
        if (isBareBucket(request, path)
                && !isMatch(credential, stringToSign(request, date, path), signature)) {
            // Some clients sign a bucket's path with a slash that they do not send.
            signedPath = path + '/';
        }
        Caller caller = match(credential, stringToSign(request, date, signedPath), signature);
        return new Authentication(caller, new BodySeal.None());
    }

    private static boolean isBareBucket(SignedRequest request, String path) {
        return request.hostBucket().isEmpty() && path.length() > 1 && path.indexOf('/', 1) < 0;
    }

    private Credential credential(String accessKey) throws S3Exception {
        return credentials
                .find(accessKey)
                .orElseThrow(() -> new S3Exception(ErrorCode.INVALID_ACCESS_KEY_ID));
    }

    private static Caller match(Credential credential, String text, String signature)
            throws S3Exception {
        if (!isMatch(credential, text, signature)) {
            throw new S3Exception(ErrorCode.SIGNATURE_DOES_NOT_MATCH);
        }
        return new Caller.Signed(credential.accessKey(), credential.isRoot());
    }

    private static boolean isMatch(Credential credential, String text, String signature) {
        byte[] expected = Crypto.hmacSha1(credential.secretKey(), text);
        return Crypto.isEqual(Base64.getEncoder().encodeToString(expected), signature);
    }

    static String stringToSign(SignedRequest request, String date, String path) {
        Exchange exchange = request.exchange();
        StringBuilder out = new StringBuilder(256);
        out.append(exchange.method()).append('\n');
        out.append(exchange.header("content-md5").orElse("")).append('\n');
        out.append(exchange.header("content-type").orElse("")).append('\n');
        out.append(date).append('\n');
        appendAmzHeaders(exchange, out);
        if (!request.hostBucket().isEmpty()) {
            out.append('/').append(request.hostBucket());
        }
        out.append(path);
        appendSubResources(request.query(), out);
        return out.toString();
    }

    private static void appendAmzHeaders(Exchange exchange, StringBuilder out) {
        TreeMap<String, String> sorted = new TreeMap<>();
        exchange.eachHeader(
                (name, value) -> {
                    String lower = name.toLowerCase(Locale.ROOT);
                    if (lower.startsWith("x-amz-")) {
                        sorted.merge(lower, value.strip(), (a, b) -> a + ',' + b);
                    }
                });
        sorted.forEach((name, value) -> out.append(name).append(':').append(value).append('\n'));
    }

    private static void appendSubResources(Query query, StringBuilder out) {
        char separator = '?';
        for (String name : new TreeSet<>(SUB_RESOURCES)) {
            if (query.has(name)) {
                out.append(separator).append(name);
                String value = query.getOrEmpty(name);
                if (!value.isEmpty()) {
                    out.append('=').append(value);
                }
                separator = '&';
            }
        }
    }
}
