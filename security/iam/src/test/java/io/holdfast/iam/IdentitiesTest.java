package io.holdfast.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.base.Clock;
import io.holdfast.base.ports.Access;
import io.holdfast.base.ports.Account;
import io.holdfast.base.ports.Caller;
import io.holdfast.base.ports.Credential;
import io.holdfast.base.ports.Decision;
import io.holdfast.cluster.MemoryRegistry;
import io.holdfast.iam.IdentityRecord.Group;
import io.holdfast.iam.IdentityRecord.NamedPolicy;
import io.holdfast.iam.IdentityRecord.RootKey;
import io.holdfast.iam.IdentityRecord.ServiceKey;
import io.holdfast.iam.IdentityRecord.Tenant;
import io.holdfast.iam.IdentityRecord.User;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may sign and what is granted to them, through changes and restarts.
final class IdentitiesTest {
    private static final String ID = "111122223333";
    private static final Tenant TENANT = new Tenant(ID, "acme", "c0ffee", "a@example.org", "Acme");
    private static final String GET =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::*\"}]}";

    private final MemoryRegistry registry = new MemoryRegistry();
    private long nowMs = 1000;
    private final Clock clock =
            new Clock() {
                @Override
                public long wallMs() {
                    return nowMs;
                }

                @Override
                public long monotonicNs() {
                    return 0;
                }
            };
    private Identities identities = start();
    private PolicyAuthorizer authorizer = authorizer();

    private Identities start() {
        return new Identities(registry, clock, new Credential("root", "root-secret", "", true));
    }

    private PolicyAuthorizer authorizer() {
        return new PolicyAuthorizer(
                accessKey -> identities.bearers().find(accessKey),
                _ -> Optional.of(new BucketRules("", Optional.empty(), false)));
    }

    private static User user(String name, String... policies) {
        return new User("", name, "secret-of-" + name, true, List.of(policies));
    }

    private void put(IdentityRecord... records) throws Exception {
        identities.put(List.of(records));
    }

    private boolean canSign(String accessKey) {
        return identities.credentials().find(accessKey).isPresent();
    }

    private boolean can(String accessKey, String action) {
        return authorizer.authorize(
                        new Access(new Caller.Signed(accessKey, false), action, "b", "k", Map::of))
                == Decision.ALLOWED;
    }

    @Test
    void usersHaveTheirOwnPoliciesAndThoseOfTheirGroups() throws Exception {
        put(
                user("alice", "readwrite"),
                user("bob", "getting", "not-there"),
                user("carol"),
                new NamedPolicy("", "getting", GET),
                new Group("", "writers", true, List.of("carol"), List.of("writeonly")));
        assertThat(can("alice", "s3:DeleteObject")).isTrue();
        assertThat(can("bob", "s3:GetObject")).isTrue();
        assertThat(can("bob", "s3:PutObject")).isFalse();
        assertThat(can("carol", "s3:PutObject")).isTrue();
        assertThat(can("carol", "s3:GetObject")).isFalse();
        put(new Group("", "writers", false, List.of("carol"), List.of("writeonly")));
        assertThat(can("carol", "s3:PutObject")).isFalse();
    }

    @Test
    void aRevocationIsInForceWhenItReturns() throws Exception {
        put(user("alice", "readwrite"), service("key", "alice", Optional.empty()));
        assertThat(can("alice", "s3:GetObject")).isTrue();
        put(user("alice", "writeonly"));
        assertThat(can("alice", "s3:GetObject")).isFalse();
        assertThat(can("key", "s3:GetObject")).isFalse();
        assertThat(can("key", "s3:PutObject")).isTrue();
        put(new User("", "alice", "secret-of-alice", false, List.of("readwrite")));
        assertThat(canSign("alice")).isFalse();
        assertThat(canSign("key")).isFalse();
        assertThat(can("key", "s3:PutObject")).isFalse();
        put(user("alice", "readwrite"));
        assertThat(canSign("key")).isTrue();
        identities.remove(List.of(user("alice")));
        assertThat(canSign("alice")).isFalse();
        assertThat(canSign("key")).isFalse();
    }

    @Test
    void aNewTextOfAPolicyIsInForceWhenItReturns() throws Exception {
        put(user("alice", "getting"), new NamedPolicy("", "getting", GET));
        assertThat(can("alice", "s3:GetObject")).isTrue();
        put(new NamedPolicy("", "getting", GET.replace("GetObject", "PutObject")));
        assertThat(can("alice", "s3:GetObject")).isFalse();
        assertThat(can("alice", "s3:PutObject")).isTrue();
    }

    private static ServiceKey service(String name, String parent, Optional<String> session) {
        return new ServiceKey(
                "", name, "service-secret", parent, true, session, OptionalLong.empty());
    }

    @Test
    void serviceKeysMayWhatParentAndSessionBothAllow() throws Exception {
        put(
                user("alice", "readwrite"),
                service("limited", "alice", Optional.of(GET)),
                service("of-root", "", Optional.of(GET)));
        for (String key : List.of("limited", "of-root")) {
            assertThat(can(key, "s3:GetObject")).isTrue();
            assertThat(can(key, "s3:PutObject")).isFalse();
        }
        put(user("alice", "writeonly"));
        assertThat(can("limited", "s3:GetObject")).isFalse();
    }

    @Test
    void serviceKeysExpire() throws Exception {
        put(
                new ServiceKey(
                        "",
                        "key",
                        "service-secret",
                        "",
                        true,
                        Optional.empty(),
                        OptionalLong.of(2000)));
        nowMs = 1999;
        assertThat(canSign("key")).isTrue();
        assertThat(can("key", "s3:GetObject")).isTrue();
        nowMs = 2000;
        assertThat(canSign("key")).isFalse();
        assertThat(can("key", "s3:GetObject")).isFalse();
    }

    @Test
    void accountsAreApart() throws Exception {
        put(
                TENANT,
                new RootKey(ID, "acme-root", "acme-secret"),
                new User(ID, "dora", "secret-of-dora", true, List.of("own")),
                new NamedPolicy("", "own", GET),
                user("alice", "own"));
        assertThat(identities.of(new Caller.Signed("dora", false)).displayName()).isEqualTo("Acme");
        assertThat(identities.of(new Caller.Signed("root", true))).isEqualTo(Account.DEFAULT);
        assertThat(identities.byId(ID).canonicalId()).isEqualTo("c0ffee");
        assertThat(identities.byCanonicalId("c0ffee").map(Account::id)).contains(ID);
        assertThat(can("alice", "s3:GetObject")).isTrue();
        // The bucket is of the default account, and so is the policy called "own".
        assertThat(can("acme-root", "s3:GetObject")).isFalse();
        assertThat(can("dora", "s3:GetObject")).isFalse();
        assertThat(identities.bearers().find("dora").orElseThrow().policies()).isEmpty();
    }

    @Test
    void anAccountHasOneRootKey() throws Exception {
        put(TENANT, new RootKey(ID, "acme-root", "acme-secret"));
        put(user("acme-2"));
        put(TENANT, new RootKey(ID, "acme-new", "acme-secret"));
        assertThat(canSign("acme-new")).isTrue();
        assertThat(canSign("acme-root")).isFalse();
        assertThat(canSign("acme-2")).isTrue();
    }

    @Test
    void identitiesHoldOverARestart() throws Exception {
        put(
                TENANT,
                new RootKey(ID, "acme-root", "acme-secret"),
                user("alice", "writers"),
                new NamedPolicy("", "writers", GET),
                new Group("", "g", true, List.of("alice"), List.of("writeonly")),
                service("key", "alice", Optional.of(GET)));
        identities = start();
        authorizer = authorizer();
        assertThat(identities.credentials().find("acme-root").map(Credential::secretKey))
                .contains("acme-secret");
        assertThat(can("alice", "s3:GetObject")).isTrue();
        assertThat(can("alice", "s3:PutObject")).isTrue();
        assertThat(can("key", "s3:PutObject")).isFalse();
        assertThat(identities.byId(ID).displayName()).isEqualTo("Acme");
    }

    @Test
    void theSameAgainWritesNothing() throws Exception {
        put(user("alice", "readwrite"), TENANT);
        long revision = registry.revision();
        put(user("alice", "readwrite"), TENANT);
        assertThat(registry.revision()).isEqualTo(revision);
    }

    @Test
    void keysOfOthersAreNotTaken() throws Exception {
        put(TENANT, new User(ID, "dora", "secret-of-dora", true, List.of()));
        assertThatThrownBy(() -> put(user("dora"))).hasMessageContaining("another account");
        assertThatThrownBy(() -> put(user("root"))).hasMessageContaining("root user's");
        assertThatThrownBy(() -> put(new Tenant(ID, "other", "d0", "", "")))
                .hasMessageContaining("give another");
        assertThatThrownBy(() -> put(new Tenant("999999999999", "other", "c0ffee", "", "")))
                .hasMessageContaining("canonical id");
    }

    @Test
    void allOrNone() throws Exception {
        assertThatThrownBy(() -> put(user("alice"), user("root")))
                .isInstanceOf(IdentityException.class);
        assertThat(canSign("alice")).isFalse();
        registry.setWritable(false);
        assertThatThrownBy(() -> put(user("alice"))).hasMessageContaining("no writes");
        assertThat(canSign("alice")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "a=b", "a,b", " abc", "a b", "äöü"})
    void badAccessKeysAreRefused(String accessKey) {
        assertThatThrownBy(() -> put(user(accessKey))).hasMessageContaining("access key");
    }

    @Test
    void refusalsShowNoSecret() {
        User bad = new User("", "alice", "short", true, List.of());
        assertThatThrownBy(() -> put(bad))
                .hasMessageContaining("8 to 256")
                .hasMessageNotContaining("short");
        assertThat(List.of(bad, new RootKey("", "r", "hush"), service("s", "", Optional.empty())))
                .allMatch(record -> !record.toString().contains("sh"))
                .allMatch(record -> !record.toString().contains("service-secret"));
        assertThatThrownBy(() -> put(new NamedPolicy("", "p", "{}")))
                .hasMessageContaining("policy \"p\"");
        assertThatThrownBy(() -> put(service("key", "", Optional.of(GET + " ".repeat(2048)))))
                .hasMessageContaining("2048");
    }
}
