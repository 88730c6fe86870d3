package io.holdfast.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.holdfast.base.ports.Access;
import io.holdfast.base.ports.Account;
import io.holdfast.base.ports.Caller;
import io.holdfast.base.ports.Decision;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists of grants, and decisions by them: a bucket of one account, objects of this and of another.
final class AccessListTest {
    private static final String HOME = "111122223333";
    private static final String OTHER = "444455556666";
    private static final String THIRD = "777788889999";
    private static final Caller NOBODY = new Caller.Anonymous();
    private static final Caller HOME_ROOT = new Caller.Signed(HOME, false);
    private static final Caller OTHER_ROOT = new Caller.Signed(OTHER, false);
    private static final Caller THIRD_ROOT = new Caller.Signed(THIRD, false);
    private static final Caller OPERATOR = new Caller.Signed("operator", true);
    private static final String ALLOW_ALL =
            "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}";

    private final Map<String, Bearer> bearers = new HashMap<>();
    private BucketRules rules = rules(ObjectOwnership.OBJECT_WRITER, Optional.empty(), "", false);
    private final PolicyAuthorizer authorizer =
            new PolicyAuthorizer(
                    key -> Optional.ofNullable(bearers.get(key)), _ -> Optional.of(rules));

    @BeforeEach
    void makeBearers() {
        for (String account : List.of(HOME, OTHER, THIRD)) {
            bearers.put(account, bearer(account, "", List.of()));
        }
        bearers.put("operator", Bearer.operator(new Requester.Identity("", "c-", "")));
    }

    private static Bearer bearer(String account, String user, List<Policy> policies) {
        return new Bearer(
                new Requester.Identity(account, "c-" + account, user),
                false,
                List.of(),
                policies,
                Optional.empty());
    }

    private Caller user(String account, String... statements) throws Exception {
        String name = "user-of-" + account;
        List<Policy> policies =
                statements.length == 0
                        ? List.of()
                        : List.of(
                                Policy.ofIdentity(
                                        name,
                                        document(statements).getBytes(StandardCharsets.UTF_8)));
        bearers.put(name, bearer(account, name, policies));
        return new Caller.Signed(name, false);
    }

    private static String document(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private static BucketRules rules(
            ObjectOwnership ownership, Optional<String> policy, String acl, boolean isIgnored) {
        return new BucketRules(
                HOME,
                policy,
                false,
                ownership,
                acl.isEmpty() ? Optional.empty() : Optional.of(acl),
                isIgnored);
    }

    private void bucket(String acl) {
        rules = rules(ObjectOwnership.OBJECT_WRITER, Optional.empty(), acl, false);
    }

    private static String list(String owner, String... grants) {
        return owner + "\nFULL_CONTROL account c-" + owner + String.join("", grants);
    }

    private static String grant(String permission, String grantee) {
        return "\n" + permission + " " + grantee;
    }

    private boolean can(Caller caller, String action) {
        return can(caller, action, "");
    }

    private boolean can(Caller caller, String action, String acl) {
        boolean isOnBucket = action.startsWith("s3:List") || action.contains("Bucket");
        return authorizer.authorize(
                        new Access(caller, action, "b", isOnBucket ? "" : "k", acl, Map::of))
                == Decision.ALLOWED;
    }

    @Test
    void aListIsKeptAsItIs() {
        AccessList list =
                new AccessList(
                        HOME,
                        List.of(
                                Grant.full("c0ffee"),
                                new Grant(new Grantee.AllUsers(), Permission.READ),
                                new Grant(new Grantee.AuthenticatedUsers(), Permission.WRITE_ACP)));
        assertThat(AccessList.ofText(list.toText())).isEqualTo(list);
        AccessList none = new AccessList("", List.of());
        assertThat(AccessList.ofText(none.toText())).isEqualTo(none);
        assertThat(list.isPublic()).isTrue();
        assertThat(list.opensBeside("c0ffee")).isTrue();
        AccessList own = AccessList.ofOwner(Account.DEFAULT);
        assertThat(own.isPublic()).isFalse();
        assertThat(own.opensBeside(Account.DEFAULT.canonicalId())).isFalse();
        assertThat(own.opensBeside("c0ffee")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"me\nREAD", "me\nREAD some", "me\nread all", "me\n", "me\nREAD all\n"})
    void whatIsNoListIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AccessList.ofText(text));
    }

    @ParameterizedTest
    @CsvSource({
        "READ,s3:ListBucket",
        "READ,s3:ListBucketVersions",
        "READ,s3:ListBucketMultipartUploads",
        "WRITE,s3:PutObject",
        "READ_ACP,s3:GetBucketAcl",
        "WRITE_ACP,s3:PutBucketAcl"
    })
    void aBucketsGrantOpensWhatItsPermissionMeans(String permission, String action) {
        for (String one : List.of("READ", "WRITE", "READ_ACP", "WRITE_ACP", "FULL_CONTROL")) {
            boolean isOpen = one.equals(permission) || one.equals("FULL_CONTROL");
            bucket(list(HOME, grant(one, "account c-" + OTHER)));
            assertThat(can(OTHER_ROOT, action)).as(one).isEqualTo(isOpen);
            assertThat(can(THIRD_ROOT, action)).isFalse();
            assertThat(can(NOBODY, action)).isFalse();
            bucket(list(HOME, grant(one, "authenticated")));
            assertThat(can(THIRD_ROOT, action)).as(one).isEqualTo(isOpen);
            assertThat(can(NOBODY, action)).isFalse();
            bucket(list(HOME, grant(one, "all")));
            assertThat(can(NOBODY, action)).as(one).isEqualTo(isOpen);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "READ,s3:GetObject",
        "READ,s3:GetObjectVersion",
        "READ_ACP,s3:GetObjectAcl",
        "READ_ACP,s3:GetObjectVersionAcl",
        "WRITE_ACP,s3:PutObjectAcl",
        "WRITE_ACP,s3:PutObjectVersionAcl",
        "NONE,s3:GetObjectTagging",
        "NONE,s3:PutObject",
        "NONE,s3:DeleteObject"
    })
    void anObjectsGrantOpensWhatItsPermissionMeans(String permission, String action) {
        for (String one : List.of("READ", "WRITE", "READ_ACP", "WRITE_ACP", "FULL_CONTROL")) {
            boolean isOpen =
                    one.equals(permission)
                            || one.equals("FULL_CONTROL") && !permission.equals("NONE");
            String acl = list(HOME, grant(one, "account c-" + OTHER));
            assertThat(can(OTHER_ROOT, action, acl)).as(one).isEqualTo(isOpen);
            assertThat(can(THIRD_ROOT, action, acl)).isFalse();
            assertThat(can(NOBODY, action, list(HOME, grant(one, "all"))))
                    .as(one)
                    .isEqualTo(isOpen);
        }
    }

    @Test
    void grantsOfTheBucketOpenNoObjects() {
        bucket(list(HOME, grant("FULL_CONTROL", "all")));
        assertThat(can(NOBODY, "s3:GetObject")).isFalse();
        assertThat(can(OTHER_ROOT, "s3:GetObject")).isFalse();
        assertThat(can(OTHER_ROOT, "s3:GetObjectAcl")).isFalse();
    }

    @Test
    void anObjectIsItsWritersToOpen() throws Exception {
        String acl = list(OTHER);
        String all =
                "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":[\"arn:aws:s3:::b\",\"arn:aws:s3:::b/*\"]}";
        rules = rules(ObjectOwnership.OBJECT_WRITER, Optional.of(document(all)), "", false);
        for (String action : List.of("s3:GetObject", "s3:GetObjectAcl", "s3:PutObjectAcl")) {
            assertThat(can(OTHER_ROOT, action, acl)).isTrue();
            assertThat(can(HOME_ROOT, action, acl)).isFalse();
            assertThat(can(NOBODY, action, acl)).isFalse();
            assertThat(can(OPERATOR, action, acl)).isTrue();
        }
        assertThat(can(HOME_ROOT, "s3:DeleteObject", acl)).isTrue();
        assertThat(can(HOME_ROOT, "s3:GetObjectTagging", acl)).isTrue();
        String opened = list(OTHER, grant("READ", "account c-" + HOME));
        assertThat(can(HOME_ROOT, "s3:GetObject", opened)).isTrue();
        assertThat(can(user(HOME), "s3:GetObject", opened)).isFalse();
        assertThat(can(user(HOME, ALLOW_ALL), "s3:GetObject", opened)).isTrue();
        assertThat(can(user(OTHER), "s3:GetObject", acl)).isFalse();
        assertThat(can(user(OTHER, ALLOW_ALL), "s3:GetObject", acl)).isTrue();
    }

    @Test
    void theBucketsOwnerCanForbidWhatOthersOpen() {
        String deny =
                "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":[\"s3:GetObject\",\"s3:ListBucket\"],\"Resource\":[\"arn:aws:s3:::b\",\"arn:aws:s3:::b/*\"]}";
        String bucket = list(HOME, grant("READ", "all"));
        rules = rules(ObjectOwnership.OBJECT_WRITER, Optional.of(document(deny)), bucket, false);
        String acl = list(OTHER, grant("READ", "all"));
        assertThat(can(NOBODY, "s3:GetObject", acl)).isFalse();
        assertThat(can(OTHER_ROOT, "s3:GetObject", acl)).isFalse();
        assertThat(can(THIRD_ROOT, "s3:ListBucket")).isFalse();
        assertThat(can(THIRD_ROOT, "s3:ListBucketVersions")).isTrue();
    }

    @Test
    void aGrantToAnAccountIsNoneToItsUsers() throws Exception {
        String acl = list(HOME, grant("READ", "account c-" + OTHER));
        assertThat(can(user(OTHER), "s3:GetObject", acl)).isFalse();
        assertThat(can(user(OTHER, ALLOW_ALL), "s3:GetObject", acl)).isTrue();
        assertThat(can(user(HOME), "s3:GetObject", acl)).isFalse();
        assertThat(can(user(HOME), "s3:GetObject", list(HOME, grant("READ", "authenticated"))))
                .isTrue();
    }

    @Test
    void theOwnerIsNotLimitedByTheList() throws Exception {
        bucket(HOME);
        assertThat(can(HOME_ROOT, "s3:ListBucket")).isTrue();
        assertThat(can(HOME_ROOT, "s3:GetObject", HOME)).isTrue();
        assertThat(can(user(HOME, ALLOW_ALL), "s3:GetObject", HOME)).isTrue();
        assertThat(can(user(HOME), "s3:ListBucket")).isFalse();
    }

    @Test
    void whoWritesIntoABucketRemovesTheirOwn() {
        bucket(list(HOME, grant("WRITE", "authenticated"), grant("WRITE", "all")));
        assertThat(can(OTHER_ROOT, "s3:DeleteObject", list(OTHER))).isTrue();
        assertThat(can(OTHER_ROOT, "s3:DeleteObject", list(THIRD))).isFalse();
        assertThat(can(OTHER_ROOT, "s3:DeleteObject")).isFalse();
        assertThat(can(NOBODY, "s3:DeleteObject", list("anonymous"))).isTrue();
        bucket(list(HOME, grant("READ", "authenticated")));
        assertThat(can(OTHER_ROOT, "s3:DeleteObject", list(OTHER))).isFalse();
    }

    @Test
    void whatNobodySignedIsWhoevers() {
        String acl = AccessList.ofOwner(Account.ANONYMOUS).toText();
        assertThat(can(NOBODY, "s3:GetObject", acl)).isTrue();
        assertThat(can(NOBODY, "s3:PutObjectAcl", acl)).isTrue();
        assertThat(can(OTHER_ROOT, "s3:GetObject", acl)).isFalse();
        assertThat(can(HOME_ROOT, "s3:GetObject", acl)).isFalse();
    }

    @Test
    void noListCountsWhereTheBucketsOwnerOwnsAll() {
        String bucket = list(HOME, grant("FULL_CONTROL", "all"));
        rules = rules(ObjectOwnership.BUCKET_OWNER_ENFORCED, Optional.empty(), bucket, false);
        String acl = list(OTHER, grant("READ", "all"));
        assertThat(can(NOBODY, "s3:ListBucket")).isFalse();
        assertThat(can(OTHER_ROOT, "s3:GetObject", acl)).isFalse();
        assertThat(can(HOME_ROOT, "s3:GetObject", acl)).isTrue();
        assertThat(asks(NOBODY, "s3:GetObject")).isEmpty();
    }

    @Test
    void publicGrantsCanBeIgnored() {
        String grants = grant("READ", "all") + grant("READ", "account c-" + THIRD);
        rules = rules(ObjectOwnership.OBJECT_WRITER, Optional.empty(), list(HOME, grants), true);
        assertThat(can(NOBODY, "s3:ListBucket")).isFalse();
        assertThat(can(OTHER_ROOT, "s3:ListBucket")).isFalse();
        assertThat(can(THIRD_ROOT, "s3:ListBucket")).isTrue();
        assertThat(can(NOBODY, "s3:GetObject", list(OTHER, grants))).isFalse();
        assertThat(can(THIRD_ROOT, "s3:GetObject", list(OTHER, grants))).isTrue();
    }

    @Test
    void aListThatCannotBeReadOpensNothing() {
        bucket("nonsense\nall");
        assertThat(can(NOBODY, "s3:ListBucket")).isFalse();
        assertThat(can(HOME_ROOT, "s3:ListBucket")).isTrue();
        assertThat(can(NOBODY, "s3:GetObject", "x\nREAD")).isFalse();
    }

    private Set<Access.Fact> asks(Caller caller, String action) {
        return authorizer.asks(new Access(caller, action, "b", "k", Map::of));
    }

    @Test
    void theObjectIsAskedOnlyWhereItsListCounts() {
        assertThat(asks(NOBODY, "s3:GetObject")).containsExactly(Access.Fact.ACL);
        assertThat(asks(HOME_ROOT, "s3:GetObject")).containsExactly(Access.Fact.ACL);
        assertThat(asks(OPERATOR, "s3:GetObject")).isEmpty();
        assertThat(asks(NOBODY, "s3:PutObject")).isEmpty();
        assertThat(asks(NOBODY, "s3:DeleteObject")).isEmpty();
        bucket(list(HOME, grant("WRITE", "all")));
        assertThat(asks(NOBODY, "s3:DeleteObject")).containsExactly(Access.Fact.ACL);
    }
}
