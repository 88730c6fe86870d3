package io.holdfast.iam;

import static io.holdfast.iam.Questions.ALICE;
import static io.holdfast.iam.Questions.NOBODY;
import static io.holdfast.iam.Questions.ROOT;
import static io.holdfast.iam.Questions.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What documents say of requests.
final class PolicyTest {
    private static Policy identity(String statements) throws PolicyException {
        return Policy.ofIdentity("p", document(statements));
    }

    private static Policy bucket(String statements) throws PolicyException {
        return Policy.ofBucket("photos", document(statements));
    }

    private static byte[] document(String statements) {
        return "{'Version':'2012-10-17','Statement':[%s]}"
                .formatted(statements)
                .replace('\'', '"')
                .getBytes(StandardCharsets.UTF_8);
    }

    private static boolean allows(Policy policy, String action, String resource, String... values) {
        return policy.judge(Questions.of(action, resource, values)).isAllowed();
    }

    private static boolean allows(
            Policy policy, Requester who, String action, String resource, String... values) {
        return policy.judge(Questions.of(who, action, resource, values)).isAllowed();
    }

    @Test
    void nothingIsAllowedThatNobodySpeaksOf() throws Exception {
        Policy policy =
                identity(
                        "{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::a/*'}");
        assertThat(allows(policy, "s3:GetObject", "a/k")).isTrue();
        assertThat(allows(policy, "s3:PutObject", "a/k")).isFalse();
        assertThat(allows(policy, "s3:GetObject", "b/k")).isFalse();
        assertThat(policy.judge(Questions.of("s3:GetObject", "b/k")))
                .isEqualTo(new Ruling.Silent());
    }

    @Test
    void denialWinsWhereverItStands() throws Exception {
        String allow = "{'Effect':'Allow','Action':'s3:*','Resource':'*'}";
        String deny =
                "{'Sid':'NoDelete','Effect':'Deny','Action':'s3:Delete*','Resource':'arn:aws:s3:::a/*'}";
        for (Policy policy : List.of(identity(allow + "," + deny), identity(deny + "," + allow))) {
            assertThat(allows(policy, "s3:DeleteObject", "a/k")).isFalse();
            assertThat(allows(policy, "s3:DeleteObject", "b/k")).isTrue();
        }
        Ruling ruling =
                Policy.judge(
                        List.of(identity(allow), identity(deny)),
                        Questions.of("s3:DeleteObject", "a/k"));
        assertThat(ruling).isEqualTo(new Ruling.Denied(new Ruling.Source("p", 1, "NoDelete")));
        assertThat(new Ruling.Source("p", 1, "NoDelete"))
                .hasToString("policy \"p\", statement 1 (NoDelete)");
    }

    @Test
    void actionsAreComparedWithoutCaseAndKeysWithIt() throws Exception {
        Policy policy =
                identity(
                        "{'Effect':'Allow','Action':'S3:getobject','Resource':'arn:aws:s3:::a/K?y*'}");
        assertThat(allows(policy, "s3:GetObject", "a/Key")).isTrue();
        assertThat(allows(policy, "s3:GetObject", "a/K/y/z")).isTrue();
        assertThat(allows(policy, "s3:GetObject", "a/key")).isFalse();
    }

    /// As users of MinIO write it; a bucket's policy is read as AWS reads it.
    @Test
    void keysPatternStandsForTheBucketInIdentitiesPoliciesOnly() throws Exception {
        Policy identity =
                identity("{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::photos/*'}");
        assertThat(allows(identity, "s3:ListBucket", "photos")).isTrue();
        assertThat(allows(identity, "s3:ListBucket", "photos2")).isFalse();
        Policy bucket =
                bucket(
                        "{'Effect':'Allow','Principal':'*','Action':'s3:*',"
                                + "'Resource':'arn:aws:s3:::photos/*'}");
        assertThat(allows(bucket, "s3:ListBucket", "photos")).isFalse();
        assertThat(allows(bucket, "s3:GetObject", "photos/k")).isTrue();
    }

    @Test
    void allButNamedActionsAreThoseOfTheSameService() throws Exception {
        Policy policy =
                identity("{'Effect':'Allow','NotAction':'s3:Delete*','Resource':'arn:aws:s3:::*'}");
        assertThat(allows(policy, "s3:GetObject", "a/k")).isTrue();
        assertThat(allows(policy, "s3:DeleteObject", "a/k")).isFalse();
        assertThat(allows(policy, "admin:ServerInfo", "")).isFalse();
        assertThat(allows(policy, "kms:CreateKey", "k")).isFalse();
    }

    @Test
    void allButNamedResources() throws Exception {
        Policy policy =
                identity(
                        "{'Effect':'Allow','Action':'s3:*','NotResource':['arn:aws:s3:::a','arn:aws:s3:::a/*']}");
        assertThat(allows(policy, "s3:GetObject", "a/k")).isFalse();
        assertThat(allows(policy, "s3:ListBucket", "a")).isFalse();
        assertThat(allows(policy, "s3:GetObject", "ab/k")).isTrue();
    }

    @Test
    void administrationNeedsNoResource() throws Exception {
        Policy policy = identity("{'Effect':'Allow','Action':['admin:*']}");
        assertThat(allows(policy, "admin:ServerInfo", "")).isTrue();
        assertThat(allows(policy, "s3:GetObject", "a/k")).isFalse();
        Policy keys =
                identity(
                        "{'Effect':'Allow','Action':'kms:CreateKey','Resource':'arn:minio:kms:::team-*'}");
        assertThat(allows(keys, "kms:CreateKey", "team-1")).isTrue();
        assertThat(allows(keys, "kms:CreateKey", "other")).isFalse();
    }

    @Test
    void variablesAreFilledIn() throws Exception {
        Policy policy =
                identity(
                        "{'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::home/${aws:username}/*'}");
        assertThat(allows(policy, "s3:GetObject", "home/alice/k", "aws:username", "alice"))
                .isTrue();
        assertThat(allows(policy, "s3:GetObject", "home/bob/k", "aws:username", "alice")).isFalse();
        // A user's name is no pattern.
        assertThat(allows(policy, "s3:GetObject", "home/bob/k", "aws:username", "*")).isFalse();
        assertThat(allows(policy, "s3:GetObject", "home/*/k", "aws:username", "*")).isTrue();
        assertThat(allows(policy, "s3:GetObject", "home//k")).isFalse();
        assertThat(allows(policy, "s3:GetObject", "home/${aws:username}/k")).isFalse();
    }

    @Test
    void variablesHaveDefaultsAndEscapes() throws Exception {
        Policy policy =
                identity(
                        "{'Effect':'Allow','Action':'s3:GetObject','Resource':"
                                + "'arn:aws:s3:::a/${aws:username, \\u0027guest\\u0027}/${*}${?}${$}'}");
        assertThat(allows(policy, "s3:GetObject", "a/guest/*?$")).isTrue();
        assertThat(allows(policy, "s3:GetObject", "a/alice/*?$", "aws:username", "alice")).isTrue();
        assertThat(allows(policy, "s3:GetObject", "a/guest/xy$")).isFalse();
    }

    @Test
    void principalsOfABucketsPolicy() throws Exception {
        String rest = ",'Action':'s3:GetObject','Resource':'arn:aws:s3:::photos/*'}";
        record Row(String principal, List<Requester> named) {}
        for (Row row :
                List.of(
                        new Row("'*'", List.of(NOBODY, ALICE, ROOT, STRANGER)),
                        new Row("{'AWS':'*'}", List.of(NOBODY, ALICE, ROOT, STRANGER)),
                        new Row("{'AWS':['111122223333']}", List.of(ALICE, ROOT)),
                        new Row("{'AWS':'arn:aws:iam::111122223333:root'}", List.of(ALICE, ROOT)),
                        new Row("{'AWS':'arn:aws:iam::111122223333:user/alice'}", List.of(ALICE)),
                        new Row("{'CanonicalUser':'canonical-two'}", List.of(STRANGER)),
                        new Row(
                                "{'AWS':'999999999999','CanonicalUser':'canonical-one'}",
                                List.of(ALICE, ROOT, STRANGER)))) {
            Policy named = bucket("{'Effect':'Allow','Principal':" + row.principal + rest);
            Policy except =
                    bucket(
                            "{'Effect':'Allow','Principal':'*'"
                                    + rest
                                    + ",{'Effect':'Deny','NotPrincipal':"
                                    + row.principal
                                    + rest);
            for (Requester who : List.of(NOBODY, ALICE, ROOT, STRANGER)) {
                boolean isNamed = row.named.contains(who);
                assertThat(allows(named, who, "s3:GetObject", "photos/k"))
                        .as("%s for %s", row.principal, who)
                        .isEqualTo(isNamed);
                assertThat(allows(except, who, "s3:GetObject", "photos/k")).isEqualTo(isNamed);
            }
        }
    }

    @Test
    void documentMayHaveOneStatementAndNoVersion() throws Exception {
        Policy policy =
                Policy.ofIdentity(
                        "p",
                        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}"
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(allows(policy, "s3:GetObject", "a/k")).isTrue();
        assertThat(identity("").isEmpty()).isTrue();
    }
}
