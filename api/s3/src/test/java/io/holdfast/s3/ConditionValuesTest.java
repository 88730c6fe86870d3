package io.holdfast.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.Clock;
import io.holdfast.base.ports.Access;
import io.holdfast.base.ports.Accounts;
import io.holdfast.base.ports.Authorizer;
import io.holdfast.base.ports.Decision;
import io.holdfast.http.HttpHandler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which action and which values of condition keys a request puts before the authorizer.
final class ConditionValuesTest {
    private static final long NOW_MS = 1_800_000_000_123L;

    private record Judged(String action, String key, Map<String, List<String>> values) {
        String value(String name) {
            return String.join("|", values.getOrDefault(name, List.of("-")));
        }
    }

    private final List<Judged> judged = new ArrayList<>();
    private final MemoryStore store = new MemoryStore();
    private final HttpHandler handler =
            S3Assembly.assemble(
                    S3Options.defaults(),
                    new S3Assembly.Dependencies(
                            store,
                            new RootCredentials("root", "root-secret"),
                            new Recorder(),
                            Accounts.single(),
                            new AllWell(),
                            new FixedClock()));

    /// Allows everything.
    private final class Recorder implements Authorizer {
        @Override
        public Decision authorize(Access access) {
            judged.add(new Judged(access.action(), access.key(), access.values().find()));
            return Decision.ALLOWED;
        }

        @Override
        public Set<Access.Fact> asks(Access access) {
            return access.key().equals("tagged") ? Set.of(Access.Fact.TAGS) : Set.of();
        }
    }

    private static final class FixedClock implements Clock {
        @Override
        public long wallMs() {
            return NOW_MS;
        }

        @Override
        public long monotonicNs() {
            return 0;
        }
    }

    @BeforeEach
    void makeBucket() throws Exception {
        store.createBucket("bucket", true, "");
        send(new MemoryExchange("PUT", "/bucket/tagged").with("x-amz-tagging", "a=1&b=2"));
        judged.clear();
    }

    private int send(MemoryExchange exchange) throws Exception {
        handler.handle(exchange);
        return exchange.status();
    }

    private Judged first(MemoryExchange exchange) throws Exception {
        judged.clear();
        send(exchange);
        return judged.getFirst();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whereARequestComesFrom() throws Exception {
        Judged get =
                first(
                        new MemoryExchange("GET", "/bucket/key")
                                .with("user-agent", "curl/8")
                                .with("referer", "http://one/")
                                .with("referer", "http://two/")
                                .with("x-forwarded-for", "10.9.9.9"));
        assertThat(get.value("aws:sourceip")).isEqualTo("127.0.0.1");
        assertThat(get.value("aws:securetransport")).isEqualTo("false");
        assertThat(get.value("aws:useragent")).isEqualTo("curl/8");
        assertThat(get.value("aws:referer")).isEqualTo("http://one/");
        assertThat(get.value("aws:currenttime")).isEqualTo("2027-01-15T08:00:00.123Z");
        assertThat(get.value("aws:epochtime")).isEqualTo("1800000000");
        assertThat(get.value("s3:authtype")).isEqualTo("-");
        assertThat(get.value("s3:versionid")).isEqualTo("-");
    }

    @Test
    void whatAListingAsksFor() throws Exception {
        Judged list = first(new MemoryExchange("GET", "/bucket?prefix=&max-keys=7&delimiter=%2F"));
        assertThat(list.action()).isEqualTo("s3:ListBucket");
        assertThat(list.value("s3:prefix")).isEmpty();
        assertThat(list.value("s3:max-keys")).isEqualTo("7");
        assertThat(list.value("s3:delimiter")).isEqualTo("/");
        assertThat(first(new MemoryExchange("GET", "/bucket")).value("s3:prefix")).isEqualTo("-");
    }

    @Test
    void whatAWriteStates() throws Exception {
        Judged put =
                first(
                        new MemoryExchange("PUT", "/bucket/key")
                                .with("x-amz-acl", "private")
                                .with("x-amz-acl", "public-read")
                                .with("x-amz-storage-class", "STANDARD")
                                .with("x-amz-tagging", "team=a&cost=b")
                                .with("x-amz-object-lock-mode", "GOVERNANCE")
                                .with("x-amz-object-lock-legal-hold", "OFF")
                                .with(
                                        "x-amz-object-lock-retain-until-date",
                                        "2027-01-17T09:00:00Z"));
        assertThat(put.action()).isEqualTo("s3:PutObject");
        assertThat(put.value("s3:x-amz-acl")).isEqualTo("private");
        assertThat(put.value("s3:x-amz-storage-class")).isEqualTo("STANDARD");
        assertThat(put.value("s3:requestobjecttag/team")).isEqualTo("a");
        assertThat(put.values().get("s3:requestobjecttagkeys"))
                .containsExactlyInAnyOrder("team", "cost");
        assertThat(put.value("s3:object-lock-mode")).isEqualTo("GOVERNANCE");
        assertThat(put.value("s3:object-lock-legal-hold")).isEqualTo("OFF");
        assertThat(put.value("s3:object-lock-retain-until-date")).isEqualTo("2027-01-17T09:00:00Z");
        assertThat(put.value("s3:object-lock-remaining-retention-days")).isEqualTo("3");
    }

    @Test
    void tagsOfAWriteNeedTheirOwnPermission() throws Exception {
        send(new MemoryExchange("PUT", "/bucket/key").with("x-amz-tagging", "team=a"));
        assertThat(judged)
                .extracting(Judged::action)
                .containsExactly("s3:PutObject", "s3:PutObjectTagging");
        assertThat(judged.getLast().value("s3:requestobjecttag/team")).isEqualTo("a");
    }

    @Test
    void copiesNameTheirSourceInOneWay() throws Exception {
        for (String source :
                List.of("bucket/tagged", "/bucket/tagged", "%2Fbucket%2ftagged?versionId=null")) {
            Judged copy =
                    first(
                            new MemoryExchange("PUT", "/bucket/copy")
                                    .with("x-amz-copy-source", source)
                                    .with("x-amz-tagging", "team=a"));
            assertThat(copy.value("s3:x-amz-copy-source")).isEqualTo("bucket/tagged");
            // The copy keeps the source's tags: those of the field are nothing.
            assertThat(copy.value("s3:requestobjecttag/team")).isEqualTo("-");
        }
        assertThat(judged.get(1).action()).isEqualTo("s3:GetObjectVersion");
        assertThat(judged.get(1).value("s3:versionid")).isEqualTo("null");
    }

    @Test
    void documentsAreJudgedByWhatTheyState() throws Exception {
        Judged tagging =
                first(
                        new MemoryExchange("PUT", "/bucket/tagged?tagging")
                                .withBody(
                                        bytes(
                                                "<Tagging><TagSet><Tag><Key>x</Key><Value>y</Value></Tag></TagSet></Tagging>")));
        assertThat(tagging.action()).isEqualTo("s3:PutObjectTagging");
        assertThat(tagging.value("s3:requestobjecttag/x")).isEqualTo("y");
        Judged create =
                first(
                        new MemoryExchange("PUT", "/other")
                                .withBody(
                                        bytes(
                                                "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>")));
        assertThat(create.action()).isEqualTo("s3:CreateBucket");
        assertThat(create.value("s3:locationconstraint")).isEqualTo("eu-west-1");
        byte[] document =
                bytes(
                        "<Retention><Mode>GOVERNANCE</Mode><RetainUntilDate>2027-01-20T08:00:00Z</RetainUntilDate></Retention>");
        byte[] md5 = MessageDigest.getInstance("MD5").digest(document);
        Judged retention =
                first(
                        new MemoryExchange("PUT", "/bucket/tagged?retention")
                                .with("content-md5", Base64.getEncoder().encodeToString(md5))
                                .withBody(document));
        assertThat(retention.action()).isEqualTo("s3:PutObjectRetention");
        assertThat(retention.value("s3:object-lock-mode")).isEqualTo("GOVERNANCE");
        assertThat(retention.value("s3:object-lock-remaining-retention-days")).isEqualTo("5");
    }

    @Test
    void versionsHaveActionsOfTheirOwnUnlessTheIdIsEmpty() throws Exception {
        assertThat(first(new MemoryExchange("GET", "/bucket/k?versionId=null")).action())
                .isEqualTo("s3:GetObjectVersion");
        assertThat(judged.getFirst().value("s3:versionid")).isEqualTo("null");
        assertThat(first(new MemoryExchange("GET", "/bucket/k?versionId=")).action())
                .isEqualTo("s3:GetObject");
        assertThat(first(new MemoryExchange("DELETE", "/bucket/k?versionId=")).action())
                .isEqualTo("s3:DeleteObject");
        assertThat(first(new MemoryExchange("DELETE", "/bucket/k?versionId=null")).action())
                .isEqualTo("s3:DeleteObjectVersion");
    }

    @Test
    void tagsOfTheObjectAreReadWhereAPolicyLooksAtThem() throws Exception {
        Judged get = first(new MemoryExchange("GET", "/bucket/tagged"));
        assertThat(get.value("s3:existingobjecttag/a")).isEqualTo("1");
        assertThat(get.value("s3:existingobjecttag/b")).isEqualTo("2");
        send(new MemoryExchange("DELETE", "/bucket/tagged"));
        assertThat(first(new MemoryExchange("GET", "/bucket/tagged")).values())
                .doesNotContainKey("s3:existingobjecttag/a");
    }
}
