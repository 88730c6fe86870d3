package io.holdfast.iam;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Documents that are refused, with what their authors are told.
final class MalformedPolicyTest {
    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "[]; a policy is a JSON object",
                "{; not JSON",
                "{} x; not JSON",
                "{'Version':'2012-10-17','Version':'2012-10-17'}; not JSON",
                "{'Version':'2012-10-17'}; no Statement",
                "{'Version':'2012-10-18','Statement':[]}; Version is not",
                "{'Version':'2012-10-17','Statements':[]}; unknown field: Statements",
                "{'Version':'2012-10-17','Statement':[7]}; statement 1 is not an object",
            })
    void documents(String document, String told) {
        assertThatThrownBy(() -> Policy.ofIdentity("p", bytes(document)))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "'Action':'s3:*','Resource':'*'; Effect is neither",
                "'Effect':'allow','Action':'s3:*','Resource':'*'; Effect is neither",
                "'Effect':'Allow','Resource':'*'; either Action or NotAction",
                "'Effect':'Allow','Action':'s3:*','NotAction':'s3:*','Resource':'*'; either Action",
                "'Effect':'Allow','Action':'s3:*'; either Resource or NotResource",
                "'Effect':'Allow','Action':[],'Resource':'*'; is empty",
                "'Effect':'Allow','Action':[1],'Resource':'*'; array of strings",
                "'Effect':'Allow','Action':'s3:Fly','Resource':'*'; no such action: \"s3:Fly\"",
                "'Effect':'Allow','Action':'GetObject','Resource':'*'; no such action",
                "'Effect':'Allow','Action':'ec2:*','Resource':'*'; no such action",
                "'Effect':'Allow','Action':['s3:*','admin:*'],'Resource':'*'; several services",
                "'Effect':'Allow','Action':'s3:*','Resource':'bucket'; no such resource",
                "'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::'; no such resource",
                "'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::/k'; no such resource",
                "'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:sqs:::q'; no such resource",
                "'Effect':'Allow','Action':'kms:*','Resource':'arn:minio:kms:::a/b'; no such resource",
                "'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::${x}'; no such policy variable",
                "'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::${aws:username'; not closed",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Conditions':{}; unknown field",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':7; not an object",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'Like':{'aws:Referer':'a'}}; no such condition operator",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'StringLike':{'aws:Nope':'a'}}; no such condition key",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'StringLike':{'s3:ExistingObjectTag/':'a'}}; no such condition key",
                "'Effect':'Allow','Action':'s3:PutObject','Resource':'*','Condition':{'StringLike':{'s3:prefix':'a'}}; no action of the statement",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'NumericEquals':{'aws:Referer':'a'}}; not a value to compare",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'NumericEquals':{'aws:Referer':'1e999999999'}}; not a value",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'IpAddress':{'aws:SourceIp':'localhost'}}; not an address",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/33'}}; prefix is longer",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'Bool':{'aws:SecureTransport':'yes'}}; neither true nor false",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'Null':{'aws:Referer':'yes'}}; Null takes",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'StringEquals':{'aws:Referer':{}}}; a value that is none",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Principal':'*'; has no Principal",
            })
    void statementsOfIdentities(String statement, String told) {
        String document = "{'Version':'2012-10-17','Statement':[{" + statement + "}]}";
        assertThatThrownBy(() -> Policy.ofIdentity("p", bytes(document)))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "'Action':'s3:*','Resource':'arn:aws:s3:::b/*'; either Principal or NotPrincipal",
                "'NotPrincipal':{'AWS':'111122223333'},'Action':'s3:*','Resource':'arn:aws:s3:::b/*'; with Deny alone",
                "'Principal':'me','Action':'s3:*','Resource':'arn:aws:s3:::b/*'; no such principal",
                "'Principal':{},'Action':'s3:*','Resource':'arn:aws:s3:::b/*'; neither",
                "'Principal':{'Service':'x'},'Action':'s3:*','Resource':'arn:aws:s3:::b'; unknown field",
                "'Principal':{'AWS':'arn:aws:iam::1:role/r'},'Action':'s3:*','Resource':'arn:aws:s3:::b'; no such principal",
                "'Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::c/*'; of another bucket",
                "'Principal':'*','Action':'s3:ListBucket','Resource':'arn:aws:s3:::b/*'; does not apply",
                "'Principal':'*','Action':'s3:GetObject','Resource':'arn:aws:s3:::b'; does not apply",
                "'Principal':'*','Action':'admin:*','Resource':'arn:aws:s3:::b'; does not apply",
            })
    void statementsOfBuckets(String statement, String told) {
        String document =
                "{'Version':'2012-10-17','Statement':[{'Effect':'Allow'," + statement + "}]}";
        assertThatThrownBy(() -> Policy.ofBucket("b", bytes(document)))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Action':'s3:*','Resource':'arn:aws:s3:::b/*'",
                "'Action':['s3:ListBucket','s3:GetObject'],'Resource':['arn:aws:s3:::b','arn:aws:s3:::b/*']",
                "'Action':['s3:ListBucket','s3:GetObject'],'Resource':'arn:aws:s3:::*'",
                "'Action':'s3:ListBucket','Resource':'arn:aws:s3:::*'",
                "'Action':'s3:GetObject','Resource':'arn:aws:s3:::?/*'",
                "'Action':'s3:GetObject','Resource':'*'",
                "'NotAction':'s3:GetObject','Resource':'arn:aws:s3:::b'",
            })
    void statementsOfBucketsThatAreTaken(String statement) {
        String document =
                "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':'*',"
                        + statement
                        + "}]}";
        assertThatCode(() -> Policy.ofBucket("b", bytes(document))).doesNotThrowAnyException();
    }
}
