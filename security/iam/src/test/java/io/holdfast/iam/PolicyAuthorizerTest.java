package io.holdfast.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.ports.Access;
import io.holdfast.base.ports.Caller;
import io.holdfast.base.ports.Decision;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Decisions of several policies together, inside an account and between accounts.
final class PolicyAuthorizerTest {
    private static final String HOME = "111122223333";
    private static final String ABROAD = "444455556666";
    private static final Caller NOBODY = new Caller.Anonymous();

    private final Map<String, Bearer> bearers = new HashMap<>();
    private final Map<String, BucketRules> buckets = new HashMap<>();
    private final PolicyAuthorizer authorizer =
            new PolicyAuthorizer(
                    key -> Optional.ofNullable(bearers.get(key)),
                    name -> Optional.ofNullable(buckets.get(name)));
    private Map<String, List<String>> values = Map.of();
    private int asked;

    private Caller user(String name, String account, String... statements) throws Exception {
        return bearer(name, new Requester.Identity(account, "c-" + account, name), statements);
    }

    private Caller root(String account) {
        bearers.put(
                "root-" + account,
                new Bearer(
                        new Requester.Identity(account, "c-" + account, ""),
                        false,
                        List.of(),
                        List.of(),
                        Optional.empty()));
        return new Caller.Signed("root-" + account, false);
    }

    private Caller bearer(String name, Requester.Identity identity, String... statements)
            throws Exception {
        List<Policy> policies =
                statements.length == 0 ? List.of() : List.of(policy(name, statements));
        bearers.put(name, new Bearer(identity, false, List.of(), policies, Optional.empty()));
        return new Caller.Signed(name, false);
    }

    private static Policy policy(String name, String... statements) throws Exception {
        return Policy.ofIdentity(name, document(statements).getBytes(StandardCharsets.UTF_8));
    }

    private static String document(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private static String identity(String effect, String action) {
        return "{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"arn:aws:s3:::b*\"}"
                .formatted(effect, action);
    }

    private static String bucket(String effect, String principal, String action, String more) {
        return "{\"Effect\":\"%s\",\"Principal\":%s,\"Action\":\"%s\",\"Resource\":[\"arn:aws:s3:::b\",\"arn:aws:s3:::b/*\"]%s}"
                .formatted(effect, principal, action, more);
    }

    private void bucketOf(String account, String... statements) {
        buckets.put(
                "b",
                new BucketRules(
                        account,
                        statements.length == 0
                                ? Optional.empty()
                                : Optional.of(document(statements)),
                        false));
    }

    private boolean can(Caller caller, String action, String key) {
        return authorizer.authorize(access(caller, action, key)) == Decision.ALLOWED;
    }

    private Access access(Caller caller, String action, String key) {
        return new Access(
                caller,
                action,
                "b",
                key,
                () -> {
                    asked++;
                    return values;
                });
    }

    @Test
    void identityOrBucketAllowInsideTheAccount() throws Exception {
        Caller granted = user("granted", HOME, identity("Allow", "s3:GetObject"));
        Caller bare = user("bare", HOME);
        bucketOf(HOME);
        assertThat(can(granted, "s3:GetObject", "k")).isTrue();
        assertThat(can(granted, "s3:PutObject", "k")).isFalse();
        assertThat(can(bare, "s3:GetObject", "k")).isFalse();
        bucketOf(
                HOME,
                bucket(
                        "Allow",
                        "{\"AWS\":\"arn:aws:iam::111122223333:user/bare\"}",
                        "s3:GetObject",
                        ""));
        assertThat(can(bare, "s3:GetObject", "k")).isTrue();
        assertThat(can(bare, "s3:PutObject", "k")).isFalse();
        assertThat(can(NOBODY, "s3:GetObject", "k")).isFalse();
    }

    @Test
    void aDenyOfAnyPolicyWins() throws Exception {
        Caller alice =
                user("alice", HOME, identity("Allow", "s3:*"), identity("Deny", "s3:DeleteObject"));
        bucketOf(HOME, bucket("Allow", "\"*\"", "s3:*", ""));
        assertThat(can(alice, "s3:GetObject", "k")).isTrue();
        assertThat(can(alice, "s3:DeleteObject", "k")).isFalse();
        bucketOf(HOME, bucket("Deny", "\"*\"", "s3:GetObject", ""));
        assertThat(can(alice, "s3:GetObject", "k")).isFalse();
        assertThat(can(alice, "s3:PutObject", "k")).isTrue();
    }

    @Test
    void rootIsStoppedByADenyButKeepsTheBucketsPolicy() {
        Caller root = root(HOME);
        bucketOf(HOME, bucket("Deny", "\"*\"", "s3:*", ""));
        assertThat(can(root, "s3:GetObject", "k")).isFalse();
        assertThat(can(root, "s3:DeleteBucket", "")).isFalse();
        assertThat(can(root, "s3:GetBucketPolicy", "")).isTrue();
        assertThat(can(root, "s3:PutBucketPolicy", "")).isTrue();
        assertThat(can(root, "s3:DeleteBucketPolicy", "")).isTrue();
        assertThat(can(root(ABROAD), "s3:DeleteBucketPolicy", "")).isFalse();
    }

    @Test
    void rootCostsNothingWhereNothingCanForbid() {
        Caller root = root(HOME);
        bucketOf(HOME);
        assertThat(can(root, "s3:GetObject", "k")).isTrue();
        bucketOf(HOME, bucket("Allow", "\"*\"", "s3:GetObject", ""));
        assertThat(can(root, "s3:PutObject", "k")).isTrue();
        assertThat(asked).isZero();
        bucketOf(HOME, bucket("Deny", "\"*\"", "s3:PutObject", ""));
        assertThat(can(root, "s3:GetObject", "k")).isTrue();
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void betweenAccountsBothHaveToAllow() throws Exception {
        Caller guest = user("guest", ABROAD, identity("Allow", "s3:*"));
        Caller bare = user("bare", ABROAD);
        bucketOf(HOME);
        assertThat(can(guest, "s3:GetObject", "k")).isFalse();
        assertThat(can(root(ABROAD), "s3:GetObject", "k")).isFalse();
        bucketOf(HOME, bucket("Allow", "{\"AWS\":\"444455556666\"}", "s3:GetObject", ""));
        assertThat(can(guest, "s3:GetObject", "k")).isTrue();
        assertThat(can(root(ABROAD), "s3:GetObject", "k")).isTrue();
        assertThat(can(bare, "s3:GetObject", "k")).isFalse();
        assertThat(can(guest, "s3:PutObject", "k")).isFalse();
    }

    @Test
    void theOperatorIsAtHomeEverywhere() {
        bearers.put("op", Bearer.operator(new Requester.Identity("", "c", "")));
        Caller operator = new Caller.Signed("op", true);
        bucketOf(HOME);
        assertThat(can(operator, "s3:GetObject", "k")).isTrue();
        bucketOf(HOME, bucket("Deny", "\"*\"", "s3:GetObject", ""));
        assertThat(can(operator, "s3:GetObject", "k")).isFalse();
        assertThat(can(operator, "s3:DeleteBucketPolicy", "")).isTrue();
    }

    @Test
    void aSessionLimitsWhateverElseAllows() throws Exception {
        bearers.put(
                "service",
                new Bearer(
                        new Requester.Identity(HOME, "c", "alice"),
                        false,
                        List.of(),
                        List.of(policy("p", identity("Allow", "s3:*"))),
                        Optional.of(policy("session", identity("Allow", "s3:GetObject")))));
        bearers.put(
                "roots",
                new Bearer(
                        new Requester.Identity(HOME, "c", ""),
                        false,
                        List.of(),
                        List.of(),
                        Optional.of(policy("session", identity("Allow", "s3:GetObject")))));
        bucketOf(HOME, bucket("Allow", "\"*\"", "s3:PutObject", ""));
        for (String key : List.of("service", "roots")) {
            Caller caller = new Caller.Signed(key, false);
            assertThat(can(caller, "s3:GetObject", "k")).isTrue();
            assertThat(can(caller, "s3:PutObject", "k")).isFalse();
            assertThat(can(caller, "s3:PutBucketPolicy", "")).isFalse();
        }
    }

    @Test
    void onlyKeysOfTheActionCountAndNobodyNamesHimself() throws Exception {
        bucketOf(
                HOME,
                bucket(
                        "Allow",
                        "\"*\"",
                        "s3:*",
                        ",\"Condition\":{\"StringEquals\":{\"s3:prefix\":\"p\"}}"));
        values = Map.of("s3:prefix", List.of("p"));
        assertThat(can(NOBODY, "s3:ListBucket", "")).isTrue();
        assertThat(can(NOBODY, "s3:GetObject", "k")).isFalse();
        bucketOf(
                HOME,
                bucket(
                        "Allow",
                        "\"*\"",
                        "s3:*",
                        ",\"Condition\":{\"StringEquals\":{\"aws:username\":\"alice\"}}"));
        values = Map.of("aws:username", List.of("alice"));
        assertThat(can(user("alice", HOME), "s3:GetObject", "k")).isTrue();
        assertThat(can(user("bob", HOME), "s3:GetObject", "k")).isFalse();
        assertThat(can(NOBODY, "s3:GetObject", "k")).isFalse();
        assertThat(can(root(ABROAD), "s3:GetObject", "k")).isFalse();
    }

    @Test
    void aRestrictedPublicPolicyCountsAtHomeOnly() throws Exception {
        String open = document(bucket("Allow", "\"*\"", "s3:GetObject", ""));
        buckets.put("b", new BucketRules(HOME, Optional.of(open), true));
        assertThat(can(NOBODY, "s3:GetObject", "k")).isFalse();
        assertThat(can(root(ABROAD), "s3:GetObject", "k")).isFalse();
        assertThat(can(user("bare", HOME), "s3:GetObject", "k")).isTrue();
        buckets.put("b", new BucketRules(HOME, Optional.of(open), false));
        assertThat(can(NOBODY, "s3:GetObject", "k")).isTrue();
    }

    @Test
    void whatCannotBeReadForbidsEverything() throws Exception {
        buckets.put("b", new BucketRules(HOME, Optional.of("{"), false));
        Caller alice = user("alice", HOME, identity("Allow", "s3:*"));
        assertThat(can(alice, "s3:GetObject", "k")).isFalse();
        assertThat(can(root(HOME), "s3:GetObject", "k")).isFalse();
        assertThat(can(root(HOME), "s3:PutBucketPolicy", "")).isTrue();
    }

    @Test
    void tagsAreAskedForOnlyWherePoliciesLookAtThem() throws Exception {
        Caller alice = user("alice", HOME, identity("Allow", "s3:*"));
        bucketOf(HOME);
        assertThat(authorizer.asks(access(alice, "s3:GetObject", "k"))).isEmpty();
        // An escape hides the word from whoever searches the text.
        bucketOf(
                HOME,
                bucket(
                        "Deny",
                        "\"*\"",
                        "s3:GetObject",
                        ",\"Condition\":{\"StringEquals\":{\"s3:\\u0045xistingObjectTag/secret\":\"yes\"}}"));
        assertThat(authorizer.asks(access(alice, "s3:GetObject", "k")))
                .containsExactly(Access.Fact.TAGS);
        assertThat(authorizer.asks(access(alice, "s3:ListBucket", ""))).isEmpty();
        assertThat(authorizer.asks(access(root(HOME), "s3:GetObject", "k")))
                .containsExactly(Access.Fact.TAGS);
        values = Map.of("s3:existingobjecttag/secret", List.of("yes"));
        assertThat(can(alice, "s3:GetObject", "k")).isFalse();
        values = Map.of("s3:existingobjecttag/secret", List.of("no"));
        assertThat(can(alice, "s3:GetObject", "k")).isTrue();
    }

    @Test
    void aNewBucketIsNotJudgedByThatOfAnother() throws Exception {
        Caller maker = user("maker", ABROAD, identity("Allow", "s3:CreateBucket"));
        bucketOf(HOME, bucket("Deny", "\"*\"", "s3:*", ""));
        assertThat(can(maker, "s3:CreateBucket", "")).isTrue();
        assertThat(can(maker, "s3:DeleteBucket", "")).isFalse();
    }

    @Test
    void aKeyThatIsGoneMayNothing() {
        bucketOf(HOME, bucket("Allow", "\"*\"", "s3:*", ""));
        assertThat(can(new Caller.Signed("gone", false), "s3:GetObject", "k")).isFalse();
    }
}
