package io.holdfast.interop.differ.corpus;

import io.holdfast.interop.HandSigned;
import io.holdfast.interop.differ.corpus.Case.Signing;
import java.time.Duration;
import java.util.List;

/// Signatures: right, wrong, late, and half there.
final class SignatureFamily implements Family {
    @Override
    public String name() {
        return "signature";
    }

    @Override
    public void tell(Cases cases) {
        cases.makeBucket();
        cases.put("an object", "/{b}/k", "x");
        for (Signing signing : Signing.values()) {
            cases.get(signing + " get", "/{b}/k").signed(signing);
            cases.put(signing + " put", "/{b}/by-" + signing, "x").signed(signing);
            cases.get(signing + " of a missing key", "/{b}/missing").signed(signing);
            cases.get(signing + " of a missing bucket", "/{b}-missing/k").signed(signing);
            cases.head(signing + " head", "/{b}/k").signed(signing);
        }
        fields(cases);
        queries(cases);
        times(cases);
        payloads(cases);
    }

    private static void fields(Cases cases) {
        String[][] changes = {
            {"AWS4-HMAC-SHA256 ", "AWS4-HMAC-SHA512 "},
            {"AWS4-HMAC-SHA256 ", "AWS4-ECDSA-P256-SHA256 "},
            {"AWS4-HMAC-SHA256 ", "AWS4-HMAC-SHA256"},
            {"AWS4-HMAC-SHA256 ", "Basic "},
            {"AWS4-HMAC-SHA256 ", "Bearer "},
            {"AWS4-HMAC-SHA256 ", ""},
            {"Credential=", "Credentials="},
            {"Credential=", ""},
            {"SignedHeaders=", "Signed="},
            {"Signature=", "Sign="},
            {"Signature=", ""},
            {"/us-east-1/", "/eu-west-1/"},
            {"/us-east-1/", "//"},
            {"/us-east-1/", "/"},
            {"/s3/", "/ec2/"},
            {"/aws4_request", "/aws4"},
            {"/aws4_request", ""},
            {"SignedHeaders=host;", "SignedHeaders="},
            {";x-amz-date", ""},
            {"x-amz-content-sha256;", ""},
            {"x-amz-date: ", "x-amz-dated: "},
            {"x-amz-date: 2", "x-amz-date: 3"},
            {"x-amz-date: ", "x-amz-date: x"},
            {"x-amz-content-sha256: ", "x-amz-other: "},
            {", Signature", " Signature"},
            {", ", ","},
            {"Z\r\n", "Z\r\nx-amz-meta-late: 1\r\n"}
        };
        for (String[] change : changes) {
            String name = "field: " + (change[0] + " to " + change[1]).replace("\r\n", " ");
            cases.get(name, "/{b}/k").tampering(head -> head.replace(change[0], change[1]));
        }
        cases.get("field: signature of zeros", "/{b}/k").spoiling(text -> "0".repeat(64));
        cases.get("field: signature too short", "/{b}/k").spoiling(text -> text.substring(1));
        cases.get("field: signature upper case", "/{b}/k")
                .spoiling(text -> text.toUpperCase(java.util.Locale.ROOT));
        cases.get("field: empty", "/{b}/k").anonymous().unsigned("Authorization: ");
        cases.get("field: AWS", "/{b}/k").anonymous().unsigned("Authorization: AWS");
        cases.get("field: AWS a", "/{b}/k").anonymous().unsigned("Authorization: AWS a");
        cases.get("field: AWS a:b", "/{b}/k").anonymous().unsigned("Authorization: AWS a:b");
        cases.get("field: text", "/{b}/k").anonymous().unsigned("Authorization: text");
        cases.get("field: AWS4 alone", "/{b}/k")
                .anonymous()
                .unsigned("Authorization: AWS4-HMAC-SHA256");
        cases.get("field and query", "/{b}/k?X-Amz-Algorithm=AWS4-HMAC-SHA256");
        cases.get("a token of nobody", "/{b}/k").header("x-amz-security-token", "token");
    }

    private static void queries(Cases cases) {
        String[][] changes = {
            {"X-Amz-Algorithm=AWS4-HMAC-SHA256", "X-Amz-Algorithm=AWS4-HMAC-SHA512"},
            {"X-Amz-Algorithm=AWS4-HMAC-SHA256", "X-Amz-Algorithm="},
            {"X-Amz-Credential=", "X-Amz-Other="},
            {"X-Amz-Date=", "X-Amz-Other="},
            {"X-Amz-Expires=", "X-Amz-Other="},
            {"X-Amz-SignedHeaders=host", "X-Amz-SignedHeaders="},
            {"X-Amz-SignedHeaders=", "X-Amz-Other="},
            {"X-Amz-Signature=", "X-Amz-Other="},
            {"X-Amz-Expires=600", "X-Amz-Expires=601"},
            {"X-Amz-Expires=600", "X-Amz-Expires=x"},
            {"X-Amz-Expires=600", "X-Amz-Expires="},
            {"us-east-1", "eu-west-1"},
            {"%2Fs3%2F", "%2Fec2%2F"},
            {"aws4_request", "aws4"},
            {"X-Amz-Date=2", "X-Amz-Date=3"},
            {"X-Amz-Date=2", "X-Amz-Date=x"}
        };
        for (String[] change : changes) {
            cases.get("query: " + change[0] + " to " + change[1], "/{b}/k")
                    .signed(Signing.V4_QUERY)
                    .tampering(head -> head.replace(change[0], change[1]));
        }
        for (long seconds : List.of(0L, 1L, -1L, 604800L, 604801L, 99999999999L)) {
            cases.get("query: expires in " + seconds, "/{b}/k")
                    .signed(Signing.V4_QUERY)
                    .aged(Duration.ofSeconds(2))
                    .expiring(seconds);
        }
        cases.get("query: expired", "/{b}/k").signed(Signing.V4_QUERY).aged(Duration.ofHours(1));
        cases.get("query: of tomorrow", "/{b}/k")
                .signed(Signing.V4_QUERY)
                .aged(Duration.ofDays(-1));
        cases.get("query: spoiled", "/{b}/k")
                .signed(Signing.V4_QUERY)
                .spoiling(text -> "0".repeat(64));
        cases.put("query: put", "/{b}/q", "x").signed(Signing.V4_QUERY);
        cases.get("query: override", "/{b}/k?response-content-type=text%2Fx")
                .signed(Signing.V4_QUERY);
        cases.get("version 2 expired", "/{b}/k").signed(Signing.V2_QUERY).aged(Duration.ofHours(1));
        cases.get("version 2 spoiled", "/{b}/k").signed(Signing.V2).spoiling(text -> "AAAA");
        cases.get("version 2 query spoiled", "/{b}/k")
                .signed(Signing.V2_QUERY)
                .spoiling(text -> "AAAA");
        cases.get("version 2 without expiry", "/{b}/k")
                .signed(Signing.V2_QUERY)
                .tampering(head -> head.replace("Expires=", "Other="));
    }

    private static void times(Cases cases) {
        for (int minutes : List.of(14, 16, 60, -14, -16, -60)) {
            cases.get("signed " + minutes + " minutes ago", "/{b}/k")
                    .aged(Duration.ofMinutes(minutes));
            cases.get("signed " + minutes + " minutes ago, version 2", "/{b}/k")
                    .signed(Signing.V2)
                    .aged(Duration.ofMinutes(minutes));
        }
        cases.get("signed years ago", "/{b}/k").aged(Duration.ofDays(4000));
    }

    private static void payloads(Cases cases) {
        for (String hash :
                List.of(
                        HandSigned.sha256(new byte[] {1}),
                        "x",
                        "STREAMING-UNKNOWN",
                        "unsigned-payload",
                        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                        "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                        "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")) {
            Case put = cases.put("declared hash " + Cases.brief(hash), "/{b}/h", "body");
            Case get = cases.get("declared hash of a get " + Cases.brief(hash), "/{b}/k");
            for (Case one : List.of(put.hashed(hash), get.hashed(hash))) {
                if (hash.equals("STREAMING-UNKNOWN")) {
                    one.notImplemented();
                }
            }
        }
    }
}
