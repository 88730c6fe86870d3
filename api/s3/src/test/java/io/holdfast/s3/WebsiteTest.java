package io.holdfast.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.http.HttpHandler;
import io.holdfast.object.ObjectName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Buckets as websites: what readers get, and what owners may ask for.
final class WebsiteTest {
    private static final String SITE = "site.web.example";
    private static final String INDEX =
            "<IndexDocument><Suffix>index.html</Suffix></IndexDocument>";
    private static final String ERROR = "<ErrorDocument><Key>error.html</Key></ErrorDocument>";

    private final MemoryStore store = new MemoryStore();
    private final HttpHandler handler = handler(List.of("web.example"));

    private HttpHandler handler(List<String> domains) {
        return S3Assembly.assemble(
                S3Options.defaults().withWebsites(domains), TestServers.ofAccounts(store));
    }

    @BeforeEach
    void makeSite() throws Exception {
        store.createBucket(
                "site",
                TestAccounts.MAIN.id(),
                false,
                "",
                Map.of("ownershipControls", "ObjectWriter", "acl", "\nWRITE all\nWRITE_ACP all"));
        configure(INDEX);
    }

    private void configure(String... elements) throws Exception {
        MemoryExchange answer = put(elements);
        assertThat(answer.status()).as(answer.answeredBody()).isEqualTo(200);
    }

    /// By anybody who may: the bucket's policy lets in for it.
    private MemoryExchange put(String... elements) throws Exception {
        String document =
                "<WebsiteConfiguration>" + String.join("", elements) + "</WebsiteConfiguration>";
        String policy =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
                        + "\"Action\":[\"s3:PutBucketWebsite\",\"s3:GetBucketWebsite\","
                        + "\"s3:DeleteBucketWebsite\"],\"Resource\":\"arn:aws:s3:::site\"}]}";
        store.setBucketDocument("site", "policy", Optional.of(policy));
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        byte[] md5 = MessageDigest.getInstance("MD5").digest(bytes);
        return send(
                new MemoryExchange("PUT", "/site?website")
                        .with("content-md5", Base64.getEncoder().encodeToString(md5))
                        .withBody(bytes));
    }

    private MemoryExchange send(MemoryExchange exchange) throws Exception {
        handler.handle(exchange);
        return exchange;
    }

    private MemoryExchange get(String path) throws Exception {
        return send(new MemoryExchange("GET", path).with("Host", SITE + ":9000"));
    }

    private void object(String key, String... fields) throws Exception {
        MemoryExchange exchange =
                new MemoryExchange("PUT", "/site/" + key)
                        .with("x-amz-acl", "public-read")
                        .withBody(key.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < fields.length; i += 2) {
            exchange.with(fields[i], fields[i + 1]);
        }
        assertThat(send(exchange).status()).as(exchange.answeredBody()).isEqualTo(200);
        open(key, TestAccounts.MAIN.id() + "\nREAD all");
    }

    private void open(String key, String acl) throws Exception {
        ObjectName name = new ObjectName("site", key);
        String written = store.info(name, Optional.empty()).attributes().acl();
        store.setAcl(name, Optional.empty(), written, acl);
    }

    /// Lets everybody list the bucket, so that what is not there is 404.
    private void open() throws Exception {
        store.setBucketDocument("site", "acl", Optional.of("\nWRITE all\nWRITE_ACP all\nREAD all"));
    }

    private static void shows(MemoryExchange answer, int status, String body) {
        assertThat(answer.status()).as(answer.answeredBody()).isEqualTo(status);
        assertThat(answer.answeredBody()).contains(body);
    }

    private static void leads(MemoryExchange answer, int status, String location) {
        assertThat(answer.status()).as(answer.answeredBody()).isEqualTo(status);
        assertThat(answer.answered("Location")).isEqualTo(location);
    }

    @Test
    void foldersHaveIndexDocuments() throws Exception {
        object("index.html", "content-type", "text/html");
        object("docs/index.html");
        MemoryExchange root = get("/");
        shows(root, 200, "index.html");
        assertThat(root.answered("Content-Type")).isEqualTo("text/html");
        assertThat(root.answered("x-amz-request-id")).isNotEmpty();
        shows(get("/index.html"), 200, "index.html");
        shows(get("/docs/"), 200, "docs/index.html");
        leads(get("/docs"), 302, "/docs/");
        leads(get("/docs?x=1"), 302, "/docs/");
        object("docs");
        shows(get("/docs"), 200, "docs");
        open();
        shows(get("/none"), 404, "<li>Key: none</li>");
        shows(get("/none/"), 404, "<li>Key: none/index.html</li>");
        MemoryExchange head = send(new MemoryExchange("HEAD", "/docs/").with("Host", SITE));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.answeredBody()).isEmpty();
    }

    @Test
    void readersReadWhatIsOpenedToThem() throws Exception {
        object("index.html");
        open("index.html", "");
        MemoryExchange closed = get("/");
        shows(closed, 403, "<li>Code: AccessDenied</li>");
        assertThat(closed.answered("x-amz-error-code")).isEqualTo("AccessDenied");
        assertThat(closed.answered("Content-Type")).startsWith("text/html");
        shows(get("/none"), 403, "AccessDenied");
        object("hidden/index.html");
        store.setBucketDocument("site", "publicAccessBlock", Optional.of("i"));
        shows(get("/hidden/"), 403, "AccessDenied");
        shows(get("/hidden"), 403, "AccessDenied");
        configure(INDEX, ERROR);
        shows(get("/hidden/"), 403, "AccessDenied");
    }

    @Test
    void aPolicyOpensASite() throws Exception {
        object("index.html");
        object("docs/index.html");
        store.setBucketDocument("site", "ownershipControls", Optional.of("BucketOwnerEnforced"));
        shows(get("/"), 403, "AccessDenied");
        shows(get("/docs"), 403, "AccessDenied");
        String read =
                "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"%s\",\"Resource\":\"arn:aws:s3:::site%s\"}";
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":[%s]}";
        String objects = read.formatted("s3:GetObject", "/*");
        store.setBucketDocument("site", "policy", Optional.of(document.formatted(objects)));
        shows(get("/"), 200, "index.html");
        leads(get("/docs"), 302, "/docs/");
        shows(get("/none"), 403, "AccessDenied");
        String all = objects + "," + read.formatted("s3:ListBucket", "");
        store.setBucketDocument("site", "policy", Optional.of(document.formatted(all)));
        shows(get("/none"), 404, "NoSuchKey");
    }

    @Test
    void aClosedObjectIsNoFolder() throws Exception {
        object("docs/index.html");
        object("docs");
        open("docs", "");
        shows(get("/docs"), 403, "AccessDenied");
    }

    @Test
    void errorsHaveADocumentOfTheSitesOwn() throws Exception {
        configure(INDEX, ERROR);
        open();
        shows(get("/none"), 404, "<li>Code: NoSuchKey</li>");
        object("error.html", "content-type", "text/html");
        MemoryExchange answer = get("/none");
        shows(answer, 404, "error.html");
        assertThat(answer.answered("Content-Type")).isEqualTo("text/html");
        object("error.html", "x-amz-website-redirect-location", "/sorry.html");
        leads(get("/none"), 301, "/sorry.html");
        object("index.html");
        MemoryExchange range =
                send(new MemoryExchange("GET", "/").with("Host", SITE).with("Range", "bytes=99-"));
        leads(range, 301, "/sorry.html");
    }

    @Test
    void objectsLeadElsewhere() throws Exception {
        object("page", "x-amz-website-redirect-location", "https://example.org/x");
        leads(get("/page"), 301, "https://example.org/x");
        MemoryExchange plain = send(new MemoryExchange("GET", "/site/page"));
        shows(plain, 200, "page");
        assertThat(plain.answered("x-amz-website-redirect-location"))
                .isEqualTo("https://example.org/x");
    }

    private static String rule(String condition, String redirect) {
        return "<RoutingRule>"
                + (condition.isEmpty() ? "" : "<Condition>" + condition + "</Condition>")
                + "<Redirect>"
                + redirect
                + "</Redirect></RoutingRule>";
    }

    private static String prefix(String prefix) {
        return "<KeyPrefixEquals>" + prefix + "</KeyPrefixEquals>";
    }

    private static String rules(String... rules) {
        return "<RoutingRules>" + String.join("", rules) + "</RoutingRules>";
    }

    @Test
    void rulesLeadElsewhere() throws Exception {
        String missing = "<HttpErrorCodeReturnedEquals>404</HttpErrorCodeReturnedEquals>";
        configure(
                INDEX,
                ERROR,
                rules(
                        rule(
                                prefix("both/") + missing,
                                "<ReplaceKeyWith>both.html</ReplaceKeyWith>"),
                        rule(prefix("host/"), "<HostName>other.example</HostName>"),
                        rule(prefix("old/"), "<ReplaceKeyPrefixWith>new/</ReplaceKeyPrefixWith>"),
                        rule(prefix("drop/"), "<ReplaceKeyPrefixWith></ReplaceKeyPrefixWith>"),
                        rule(prefix("safe/"), "<Protocol>https</Protocol>"),
                        rule(prefix("code/"), "<HttpRedirectCode>307</HttpRedirectCode>"),
                        rule(prefix("index"), "<ReplaceKeyWith>wrong</ReplaceKeyWith>"),
                        rule(missing, "<ReplaceKeyWith>missing.html</ReplaceKeyWith>")));
        open();
        String self = "http://" + SITE + ":9000/";
        leads(get("/host/a%20b"), 301, "http://other.example/host/a%20b");
        leads(get("/old/page"), 301, self + "new/page");
        leads(get("/drop/page"), 301, self + "page");
        leads(get("/safe/page"), 301, "https://" + SITE + ":9000/safe/page");
        leads(get("/code/page"), 307, self + "code/page");
        leads(get("/both/x"), 301, self + "both.html");
        leads(get("/none"), 301, self + "missing.html");
        object("error.html");
        leads(get("/none"), 301, self + "missing.html");
        object("both/x");
        shows(get("/both/x"), 200, "both/x");
        object("old/page");
        leads(get("/old/page"), 301, self + "new/page");
        // A rule speaks of the path, not of the index document that it stands for.
        object("index.html");
        shows(get("/"), 200, "index.html");
        leads(get("/index.html"), 301, self + "wrong");
        String kept = send(new MemoryExchange("GET", "/site?website")).answeredBody();
        configure(kept.substring(kept.indexOf("<IndexDocument>"), kept.lastIndexOf("</")));
        leads(get("/drop/page"), 301, self + "page");
        assertThat(send(new MemoryExchange("GET", "/site?website")).answeredBody()).isEqualTo(kept);
    }

    @Test
    void aWholeSiteLeadsElsewhere() throws Exception {
        configure(
                "<RedirectAllRequestsTo><HostName>www.example</HostName></RedirectAllRequestsTo>");
        object("index.html");
        leads(get("/"), 301, "http://www.example/");
        leads(get("/a/b"), 301, "http://www.example/a/b");
        configure(
                "<RedirectAllRequestsTo><HostName>www.example</HostName><Protocol>https</Protocol>"
                        + "</RedirectAllRequestsTo>");
        leads(get("/a"), 301, "https://www.example/a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void sitesAreForReading(String method) throws Exception {
        object("index.html");
        MemoryExchange answer =
                send(
                        new MemoryExchange(method, "/index.html")
                                .with("Host", SITE)
                                .with("x-amz-acl", "public-read"));
        shows(answer, 405, "<li>Code: MethodNotAllowed</li>");
        shows(get("/index.html"), 200, "index.html");
    }

    @Test
    void whatIsNoSiteIsNotFound() throws Exception {
        MemoryExchange absent =
                send(new MemoryExchange("GET", "/").with("Host", "absent.web.example"));
        shows(absent, 404, "<li>Code: NoSuchBucket</li>");
        assertThat(send(new MemoryExchange("DELETE", "/site?website")).status()).isEqualTo(204);
        shows(get("/"), 404, "<li>Code: NoSuchWebsiteConfiguration</li>");
        shows(
                send(new MemoryExchange("GET", "/site?website")),
                404,
                "<Code>NoSuchWebsiteConfiguration</Code>");
    }

    @Test
    void otherHostsAreNoSites() throws Exception {
        object("index.html");
        shows(
                send(new MemoryExchange("GET", "/").with("Host", "web.example")),
                403,
                "<Code>AccessDenied</Code>");
        MemoryExchange none = new MemoryExchange("GET", "/").with("Host", SITE);
        handler(List.of()).handle(none);
        shows(none, 403, "<Code>AccessDenied</Code>");
        MemoryExchange refused = new MemoryExchange("PUT", "/site?website");
        handler(List.of()).handle(refused);
        shows(refused, 501, "<Code>NotImplemented</Code>");
    }

    @Test
    void sitesFollowTheBucketsCorsRules() throws Exception {
        object("index.html");
        store.setBucketDocument(
                "site",
                "cors",
                Optional.of(
                        "<CORSConfiguration><CORSRule><AllowedMethod>GET</AllowedMethod>"
                                + "<AllowedOrigin>*</AllowedOrigin></CORSRule></CORSConfiguration>"));
        MemoryExchange answer =
                send(
                        new MemoryExchange("GET", "/")
                                .with("Host", SITE)
                                .with("Origin", "http://page"));
        assertThat(answer.answered("Access-Control-Allow-Methods")).isEqualTo("GET");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<IndexDocument><Suffix>/index.html</Suffix></IndexDocument>|InvalidArgument",
                "<IndexDocument><Suffix></Suffix></IndexDocument>|InvalidArgument",
                "<ErrorDocument><Key>e</Key></ErrorDocument>|InvalidArgument",
                "<RedirectAllRequestsTo><HostName>h</HostName></RedirectAllRequestsTo><IndexDocument><Suffix>i</Suffix></IndexDocument>|InvalidArgument",
                "<RedirectAllRequestsTo></RedirectAllRequestsTo>|MalformedXML",
                "<RedirectAllRequestsTo><HostName>h&#13;&#10;x</HostName></RedirectAllRequestsTo>|InvalidRequest",
                "<RedirectAllRequestsTo><HostName>h</HostName><Protocol>ftp</Protocol></RedirectAllRequestsTo>|InvalidRequest"
            })
    void wrongSitesAreRefused(String elements, String code) throws Exception {
        shows(put(elements), 400, "<Code>" + code + "</Code>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<RoutingRule><Redirect><Protocol>protocol</Protocol></Redirect></RoutingRule>|InvalidRequest",
                "<RoutingRule><Redirect><ReplaceKeyPrefixWith>p</ReplaceKeyPrefixWith><ReplaceKeyWith>k</ReplaceKeyWith></Redirect></RoutingRule>|InvalidRequest",
                "<RoutingRule><Condition></Condition><Redirect><HostName>h</HostName></Redirect></RoutingRule>|InvalidRequest",
                "<RoutingRule><Redirect><HttpRedirectCode>200</HttpRedirectCode></Redirect></RoutingRule>|InvalidRequest",
                "<RoutingRule><Condition><HttpErrorCodeReturnedEquals>200</HttpErrorCodeReturnedEquals></Condition><Redirect><HostName>h</HostName></Redirect></RoutingRule>|InvalidRequest",
                "<RoutingRule><Redirect></Redirect></RoutingRule>|MalformedXML",
                "<RoutingRule></RoutingRule>|MalformedXML",
                "'<a/>'|MalformedXML"
            })
    void wrongRulesAreRefused(String rule, String code) throws Exception {
        shows(put(INDEX, rules(rule)), 400, "<Code>" + code + "</Code>");
    }
}
