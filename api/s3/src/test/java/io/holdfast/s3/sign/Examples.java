package io.holdfast.s3.sign;

import io.holdfast.base.ports.Credential;
import io.holdfast.base.ports.Credentials;
import io.holdfast.s3.MemoryExchange;
import io.holdfast.s3.request.Target;
import io.holdfast.s3.wire.Query;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Times;
import io.holdfast.testkit.HandClock;
import java.util.List;
import java.util.Optional;

/// The key, date and region of the examples that AWS publishes for signature version 4.
final class Examples {
    static final String ACCESS_KEY = "AKIAIOSFODNN7EXAMPLE";
    static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    static final String DATE = "20130524T000000Z";
    static final String HOST = "examplebucket.s3.amazonaws.com";
    static final String SCOPE = "20130524/us-east-1/s3/aws4_request";
    static final String FORM_POLICY =
            "eyAiZXhwaXJhdGlvbiI6ICIyMDE1LTEyLTMwVDEyOjAwOjAwLjAwMFoiLA0KICAiY29uZG"
                    + "l0aW9ucyI6IFsNCiAgICB7ImJ1Y2tldCI6ICJzaWd2NGV4YW1wbGVidWNrZXQifSwNCiAg"
                    + "ICBbInN0YXJ0cy13aXRoIiwgIiRrZXkiLCAidXNlci91c2VyMS8iXSwNCiAgICB7ImFjbC"
                    + "I6ICJwdWJsaWMtcmVhZCJ9LA0KICAgIHsic3VjY2Vzc19hY3Rpb25fcmVkaXJlY3QiOiAi"
                    + "aHR0cDovL3NpZ3Y0ZXhhbXBsZWJ1Y2tldC5zMy5hbWF6b25hd3MuY29tL3N1Y2Nlc3NmdW"
                    + "xfdXBsb2FkLmh0bWwifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRDb250ZW50LVR5cGUi"
                    + "LCAiaW1hZ2UvIl0sDQogICAgeyJ4LWFtei1tZXRhLXV1aWQiOiAiMTQzNjUxMjM2NTEyNz"
                    + "QifSwNCiAgICB7IngtYW16LXNlcnZlci1zaWRlLWVuY3J5cHRpb24iOiAiQUVTMjU2In0s"
                    + "DQogICAgWyJzdGFydHMtd2l0aCIsICIkeC1hbXotbWV0YS10YWciLCAiIl0sDQoNCiAgIC"
                    + "B7IngtYW16LWNyZWRlbnRpYWwiOiAiQUtJQUlPU0ZPRE5ON0VYQU1QTEUvMjAxNTEyMjkv"
                    + "dXMtZWFzdC0xL3MzL2F3czRfcmVxdWVzdCJ9LA0KICAgIHsieC1hbXotYWxnb3JpdGhtIj"
                    + "ogIkFXUzQtSE1BQy1TSEEyNTYifSwNCiAgICB7IngtYW16LWRhdGUiOiAiMjAxNTEyMjlU"
                    + "MDAwMDAwWiIgfQ0KICBdDQp9";
    static final Credentials CREDENTIALS =
            accessKey ->
                    accessKey.equals(ACCESS_KEY)
                            ? Optional.of(new Credential(ACCESS_KEY, SECRET_KEY, "", true))
                            : Optional.empty();

    private Examples() {}

    /// A clock that stands at the examples' date.
    static HandClock clock() {
        HandClock clock = new HandClock();
        clock.jumpWallMs(Times.parseAmz(DATE).orElseThrow() - clock.wallMs());
        return clock;
    }

    static String authorization(String signedHeaders, String signature) {
        return "AWS4-HMAC-SHA256 Credential="
                + ACCESS_KEY
                + "/"
                + SCOPE
                + ",SignedHeaders="
                + signedHeaders
                + ",Signature="
                + signature;
    }

    static SignedRequest request(MemoryExchange exchange) throws S3Exception {
        Target target = Target.of(exchange.rawPath(), exchange.host(), List.of("s3.amazonaws.com"));
        return new SignedRequest(
                exchange,
                target.path(),
                Query.parse(exchange.rawQuery()),
                target.hostBucket(),
                false);
    }

    static Authentication authenticate(MemoryExchange exchange) throws S3Exception {
        return new Authenticator(CREDENTIALS, clock(), "us-east-1").authenticate(request(exchange));
    }
}
