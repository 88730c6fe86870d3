package io.holdfast.server.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.iam.IdentityRecord;
import io.holdfast.object.DefaultRetention;
import io.holdfast.object.RetentionMode;
import io.holdfast.object.Versioning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a bootstrap file may say, and what its author is told.
final class BootstrapReaderTest {
    @TempDir private Path folder;

    private Bootstrap parse(String text) throws Exception {
        return BootstrapReader.parse(
                "boot.yaml", text, new Secrets(Map.of("ALICE", "secret-of-alice"), folder));
    }

    private List<String> problems(String text) {
        BootstrapException refusal =
                catchThrowableOfType(BootstrapException.class, () -> parse(text));
        assertThat(refusal).as("refusal of %s", text).isNotNull();
        return refusal.problems();
    }

    private static <T> List<T> records(Bootstrap bootstrap, Class<T> type) {
        return bootstrap.identities().stream()
                .flatMap(identity -> identity.records().stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Test
    void everythingIsRead() throws Exception {
        Files.writeString(folder.resolve("bob.txt"), "secret-of-bob\n");
        Bootstrap read =
                parse(
                        """
                        accounts:
                          - name: acme
                            accountId: 012345678901
                            canonicalId: c0ffee
                            email: ops@example.org
                            displayName: Acme Ltd
                            accessKey: acme-root
                            secretKey: acme-secret
                        policies:
                          - name: getting
                            document:
                              Version: 2012-10-17
                              Statement:
                                - Effect: Allow
                                  Action: [s3:GetObject]
                                  Resource: arn:aws:s3:::*
                        groups:
                          - {name: readers, members: [alice, bob], policies: readonly}
                        users:
                          - accessKey: alice
                            secretKey: {env: ALICE}
                            policies: [getting]
                          - accessKey: bob
                            secretKey: {file: bob.txt}
                            enabled: false
                            account: acme
                        serviceAccounts:
                          - {accessKey: robot, secretKey: secret-of-robot, parent: alice}
                        buckets:
                          - name: photos
                            account: acme
                            region: eu-west-1
                            objectLock: true
                            versioning: enabled
                            defaultRetention: {mode: COMPLIANCE, years: 6}
                            tags: {team: a, cost: "12"}
                            quota: 10GiB
                            policy: >
                              {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",
                              "Action":"s3:GetObject","Resource":"arn:aws:s3:::photos/*"}]}
                        """);
        assertThat(records(read, IdentityRecord.Tenant.class))
                .containsExactly(
                        new IdentityRecord.Tenant(
                                "012345678901", "acme", "c0ffee", "ops@example.org", "Acme Ltd"));
        assertThat(records(read, IdentityRecord.User.class))
                .containsExactly(
                        new IdentityRecord.User(
                                "", "alice", "secret-of-alice", true, List.of("getting")),
                        new IdentityRecord.User(
                                "012345678901", "bob", "secret-of-bob", false, List.of()));
        assertThat(records(read, IdentityRecord.Group.class).getFirst().policies())
                .containsExactly("readonly");
        assertThat(records(read, IdentityRecord.NamedPolicy.class).getFirst().document())
                .isEqualTo(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\"],\"Resource\":\"arn:aws:s3:::*\"}]}");
        Bootstrap.Bucket bucket = read.buckets().getFirst();
        assertThat(bucket.line()).isEqualTo(30);
        assertThat(bucket.owner()).isEqualTo("012345678901");
        assertThat(bucket.region()).contains("eu-west-1");
        assertThat(bucket.versioning()).contains(Versioning.ENABLED);
        assertThat(bucket.retention())
                .contains(new DefaultRetention(RetentionMode.COMPLIANCE, 6, true));
        assertThat(bucket.tags()).contains(Map.of("team", "a", "cost", "12"));
        assertThat(bucket.quota()).hasValue(10L << 30);
        assertThat(bucket.policy().orElseThrow()).contains("photos/*");
        assertThat(read.toString()).doesNotContain("secret");
    }

    @Test
    void jsonIsReadToo() throws Exception {
        Bootstrap read =
                parse(
                        """
                        {"users": [{"accessKey": "alice", "secretKey": "0123456789"}],
                         "buckets": [{"name": "photos"}]}
                        """);
        assertThat(records(read, IdentityRecord.User.class))
                .extracting(IdentityRecord.User::secretKey)
                .containsExactly("0123456789");
        assertThat(read.buckets().getFirst().owner()).isEmpty();
        assertThat(read.buckets().getFirst().versioning()).isEqualTo(Optional.empty());
        assertThat(parse("").identities()).isEmpty();
    }

    @Test
    void idsFollowFromNames() throws Exception {
        String text = "accounts: [{name: acme, accessKey: acme-root, secretKey: acme-secret}]";
        IdentityRecord.Tenant first = records(parse(text), IdentityRecord.Tenant.class).getFirst();
        assertThat(records(parse(text), IdentityRecord.Tenant.class)).containsExactly(first);
        assertThat(first.accountId()).matches("[0-9]{12}");
        assertThat(first.canonicalId()).matches("[0-9a-f]{64}");
        assertThat(first.displayName()).isEqualTo("acme");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "users: [{accessKey: alice}] | line 1: secretKey is missing",
                "users: [{accessKey: alice, secretKey: short}] | 8 to 256",
                "users: [{accessKey: al, secretKey: long-enough}] | access key",
                "users: [{accessKey: alice, secretKey: {env: NOPE}}] | NOPE is not set",
                "users: [{accessKey: alice, secretKey: {file: nope}}] | there is no file",
                "users: [{accessKey: alice, secretKey: {}}] | {file: NAME} or {env: NAME}",
                "users: [{accessKey: alice, secretKey: long-enough, polices: a}] | \"polices\" is unknown",
                "users: [{accessKey: a, accessKey: b}] | stands twice",
                "users: [{accessKey: alice, secretKey: long-enough, account: x}] | no account \"x\"",
                "users: [{accessKey: alice, secretKey: long-enough, enabled: maybe}] | neither true nor false",
                "usres: [] | \"usres\" is unknown here; known are accounts",
                "users: [1] | \"name: value\"",
                "policies: [{name: p}] | document: is missing",
                "policies: [{name: p, document: {Version: x}}] | policy \"p\"",
                "buckets: [{name: B}] | no name of a bucket",
                "buckets: [{name: bucket, quota: much}] | quota: must be a size",
                "buckets: [{name: bucket, versioning: maybe}] | none of enabled",
                "buckets: [{name: bucket, policy: '{}'}] | policy: ",
                "buckets: [{name: bucket, defaultRetention: {mode: COMPLIANCE, days: 1}}] | needs objectLock",
                "buckets: [{name: bucket, objectLock: true, defaultRetention: {mode: X, days: 1}}] | mode: is neither",
                "buckets: [{name: bucket, objectLock: true, defaultRetention: {mode: COMPLIANCE}}] | days or years",
                "buckets: [{name: bucket, objectLock: true, defaultRetention: {mode: COMPLIANCE, days: 0}}] | no number from 1",
                "buckets: [{name: bucket, objectLock: true, versioning: suspended}] | always enabled",
                "users: [ | not well formed",
                "accounts: [{name: a, accountId: 12, accessKey: abc, secretKey: long-enough}] | 12 digits"
            })
    void mistakesAreNamed(String text, String words) {
        assertThat(problems(text)).anyMatch(problem -> problem.contains(words));
    }

    @Test
    void allMistakesAreNamedWithTheirLines() {
        assertThat(
                        problems(
                                """
                                users:
                                  - accessKey: alice
                                    secretKey: long-enough
                                    colour: red
                                buckets:
                                  - name: UPPER
                                    quota: 1GiBs
                                """))
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("boot.yaml, line 4: \"colour\""),
                        one -> assertThat(one).startsWith("boot.yaml, line 6: name"),
                        one -> assertThat(one).startsWith("boot.yaml, line 7: quota"));
    }

    @Test
    void mistakesShowNoSecret() {
        for (String text :
                List.of(
                        "users: [{accessKey: alice, secretKey: hush-hush, secretKey: hush-hush}]",
                        "users: [{accessKey: alice, secretKey: \"hush-hush]",
                        "users:\n  - secretKey: hush-hush\n   accessKey: alice",
                        "users: [{accessKey: al, secretKey: hush-hush, enabled: hush-hush}]")) {
            assertThat(problems(text)).noneMatch(problem -> problem.contains("hush"));
        }
    }

    @Test
    void nestingIsBounded() {
        assertThat(problems("users:\n  " + "[".repeat(20_000)))
                .anyMatch(problem -> problem.contains("line 2: nested deeper"));
        assertThat(problems("{\"users\": [" + "{".repeat(3000)))
                .anyMatch(problem -> problem.contains("line 1: nested deeper"));
    }

    /// What the page shows is what works.
    @Test
    void theExampleOfThePageIsRead() throws Exception {
        String page = Files.readString(Path.of("..", "..", "docs", "operating", "bootstrap.md"));
        int start = page.indexOf("```yaml\n") + "```yaml\n".length();
        String example = page.substring(start, page.indexOf("```", start));
        Files.writeString(folder.resolve("acme.key"), "secret-of-acme");
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":[%s]}";
        Files.writeString(
                folder.resolve("robot.json"),
                document.formatted("{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\"}"));
        Files.writeString(
                folder.resolve("photos-policy.json"),
                document.formatted(
                        "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::photos/*\"}"));
        Map<String, String> environment =
                Map.of("ALICE_SECRET", "secret-of-alice", "ROBOT_SECRET", "secret-of-robot");
        Bootstrap read = BootstrapReader.parse("page", example, new Secrets(environment, folder));
        assertThat(read.identities()).hasSize(5);
        assertThat(read.buckets()).hasSize(1);
    }

    @Test
    void anchorsCannotMakeItLarge() {
        String bomb =
                """
                a: &a [x, x, x, x, x, x, x, x, x, x]
                b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
                c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
                d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
                e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
                policies: [{name: p, document: {Statement: *e}}]
                """;
        assertThat(problems(bomb)).anyMatch(problem -> problem.contains("too large"));
    }
}
