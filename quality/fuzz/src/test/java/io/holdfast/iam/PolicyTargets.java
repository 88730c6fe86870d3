package io.holdfast.iam;

import io.holdfast.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Documents of policies; those that are read are judged by, too.
public final class PolicyTargets {
    private static final Question QUESTION =
            new Question(
                    new Requester.Identity("111122223333", "c0ffee", "alice"),
                    "s3:GetObject",
                    "bucket/key",
                    Map.of(
                            "aws:sourceip",
                            List.of("10.1.2.3"),
                            "aws:username",
                            List.of("alice"),
                            "aws:currenttime",
                            List.of("2027-01-15T08:00:00Z")));

    private PolicyTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                FuzzTarget.of(
                        "bucketPolicy",
                        PolicyException.class,
                        seeds(
                                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"a\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"*\",\"arn:aws:iam::111122223333:user/alice\"]},\"Action\":[\"s3:Get*\"],\"Resource\":\"arn:aws:s3:::bucket/*\",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":[\"10.0.0.0/8\",\"2001:db8::/32\"]},\"ForAnyValue:StringLike\":{\"aws:username\":\"${aws:username}*\"}}}]}",
                                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"NotPrincipal\":{\"CanonicalUser\":\"c0ffee\"},\"NotAction\":\"s3:PutObject\",\"NotResource\":\"arn:aws:s3:::bucket/${aws:username}/*\",\"Condition\":{\"DateLessThan\":{\"aws:CurrentTime\":\"2027-01-16\"},\"Null\":{\"s3:ExistingObjectTag/a\":true}}}}"),
                        input -> judge(Policy.ofBucket("bucket", input))),
                FuzzTarget.of(
                        "identityPolicy",
                        PolicyException.class,
                        seeds(
                                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"admin:*\"},{\"Effect\":\"Allow\",\"Action\":[\"s3:*\"],\"Resource\":[\"arn:aws:s3:::*\"],\"Condition\":{\"NumericLessThanIfExists\":{\"s3:max-keys\":10},\"Bool\":{\"aws:SecureTransport\":false}}}]}"),
                        input -> judge(Policy.ofIdentity("p", input))));
    }

    private static List<byte[]> seeds(String... documents) {
        return Stream.of(documents).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    private static Object judge(Policy policy) {
        return List.of(policy.judge(QUESTION), policy.isPublic(), policy.asksForTags());
    }
}
