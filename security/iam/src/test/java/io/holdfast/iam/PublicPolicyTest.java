package io.holdfast.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The meaning of "public".
final class PublicPolicyTest {
    private static boolean isPublic(String effect, String principal, String condition)
            throws Exception {
        String document =
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"%s\",%s,\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::b/*\",\"Condition\":{%s}}}"
                        .formatted(effect, principal, condition.replace('\'', '"'));
        return Policy.ofBucket("b", document.getBytes(StandardCharsets.UTF_8)).isPublic();
    }

    private static boolean isPublicIf(String condition) throws Exception {
        return isPublic("Allow", "\"Principal\":{\"AWS\":[\"*\"]}", condition);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "'IpAddress':{'aws:SourceIp':'0.0.0.0/1'}",
                "'IpAddress':{'aws:SourceIp':['10.0.0.0/8','2000::/3']}",
                "'NotIpAddress':{'aws:SourceIp':'10.0.0.0/8'}",
                "'IpAddressIfExists':{'aws:SourceIp':'10.0.0.0/8'}",
                "'StringLike':{'aws:PrincipalArn':'arn:aws:iam::*'}",
                "'StringEquals':{'aws:UserId':'${aws:username}'}",
                "'StringNotEquals':{'aws:SourceVpc':'vpc-1'}",
                "'ForAllValues:StringEquals':{'aws:SourceVpc':'vpc-1'}",
                "'StringEquals':{'aws:Referer':'http://a'}"
            })
    void conditionsThatLetAnybodyIn(String condition) throws Exception {
        assertThat(isPublicIf(condition)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'IpAddress':{'aws:SourceIp':['10.0.0.0/8','192.0.2.0/24']}",
                "'IpAddress':{'aws:SourceIp':'2001:db8::/32'}",
                "'StringEquals':{'aws:SourceVpc':'vpc-1'}",
                "'ArnLike':{'aws:SourceArn':'arn:aws:s3:::one'}",
                "'StringEquals':{'aws:Referer':'x'},'StringEqualsIgnoreCase':{'aws:userid':'alice'}"
            })
    void fixedValuesNarrow(String condition) throws Exception {
        assertThat(isPublicIf(condition)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"Principal\":\"*\"", "\"Principal\":{\"AWS\":[\"111122223333\",\"*\"]}"})
    void whoIsEverybody(String principal) throws Exception {
        assertThat(isPublic("Allow", principal, "")).isTrue();
        assertThat(isPublic("Deny", principal, "")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Principal\":{\"AWS\":\"111122223333\"}",
                "\"Principal\":{\"CanonicalUser\":\"abc\"}"
            })
    void whoIsSomebody(String principal) throws Exception {
        assertThat(isPublic("Allow", principal, "")).isFalse();
    }
}
