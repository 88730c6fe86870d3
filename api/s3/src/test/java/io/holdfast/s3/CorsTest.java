package io.holdfast.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.http.HttpServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which pages may call, by the rules of a bucket and by those of the server.
final class CorsTest {
    private static final String NONE = "";
    private static final String PAGE = "https://app.example:4200";
    private static final String ALLOW_ORIGIN = "access-control-allow-origin";
    private static final String ALLOW_METHODS = "access-control-allow-methods";

    private HttpServer server;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        server =
                TestServers.ofRoot(
                        new S3Options("", List.of(), List.of("https://*.server.example")));
        client = new TestClient(server);
        assertThat(client.send("PUT", "/bucket", NONE, NONE).statusCode()).isEqualTo(200);
        assertThat(client.send("PUT", "/bucket/key", NONE, "data").statusCode()).isEqualTo(200);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private static String rule(String... elements) {
        StringBuilder rule = new StringBuilder("<CORSRule>");
        for (String element : elements) {
            int equals = element.indexOf('=');
            String name = element.substring(0, equals);
            rule.append('<').append(name).append('>').append(element.substring(equals + 1));
            rule.append("</").append(name).append('>');
        }
        return rule.append("</CORSRule>").toString();
    }

    private HttpResponse<String> put(String... rules) throws Exception {
        String document = "<CORSConfiguration>" + String.join("", rules) + "</CORSConfiguration>";
        byte[] md5 =
                MessageDigest.getInstance("MD5").digest(document.getBytes(StandardCharsets.UTF_8));
        return client.send(
                "PUT",
                "/bucket",
                "cors=",
                document,
                "content-md5",
                Base64.getEncoder().encodeToString(md5));
    }

    private void rules(String... rules) throws Exception {
        HttpResponse<String> answer = put(rules);
        assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(200);
    }

    private HttpResponse<String> ask(String path, String... headers)
            throws IOException, InterruptedException {
        return client.sendUnsigned("OPTIONS", path, NONE, headers);
    }

    private HttpResponse<String> preflight(String origin, String method, String... more)
            throws IOException, InterruptedException {
        String[] headers = new String[4 + more.length];
        headers[0] = "Origin";
        headers[1] = origin;
        headers[2] = "Access-Control-Request-Method";
        headers[3] = method;
        System.arraycopy(more, 0, headers, 4, more.length);
        return ask("/bucket/key", headers);
    }

    private static String field(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void rulesAreKeptAndRemoved() throws Exception {
        assertThat(client.send("GET", "/bucket", "cors=", NONE).body())
                .contains("NoSuchCORSConfiguration");
        String rule =
                rule(
                        "ID=one",
                        "AllowedMethod=GET",
                        "AllowedMethod=PUT",
                        "AllowedOrigin=" + PAGE,
                        "AllowedHeader=x-amz-*",
                        "MaxAgeSeconds=3000",
                        "ExposeHeader=ETag");
        rules(rule);
        HttpResponse<String> kept = client.send("GET", "/bucket", "cors=", NONE);
        assertThat(kept.statusCode()).isEqualTo(200);
        assertThat(kept.body()).contains(rule);
        assertThat(client.send("DELETE", "/bucket", "cors=", NONE).statusCode()).isEqualTo(204);
        assertThat(client.send("GET", "/bucket", "cors=", NONE).statusCode()).isEqualTo(404);
        assertThat(client.send("DELETE", "/bucket", "cors=", NONE).statusCode()).isEqualTo(204);
    }

    @Test
    void preflightIsAnsweredFromTheRules() throws Exception {
        rules(
                rule(
                        "AllowedMethod=GET",
                        "AllowedMethod=PUT",
                        "AllowedOrigin=" + PAGE,
                        "AllowedHeader=X-Amz-Meta-*",
                        "ExposeHeader=ETag",
                        "ExposeHeader=x-amz-request-id",
                        "MaxAgeSeconds=3000"));
        HttpResponse<String> allowed =
                preflight(
                        PAGE,
                        "PUT",
                        "Access-Control-Request-Headers",
                        "x-amz-meta-a, X-AMZ-META-B");
        assertThat(allowed.statusCode()).as("%s", allowed.body()).isEqualTo(200);
        assertThat(field(allowed, ALLOW_ORIGIN)).isEqualTo(PAGE);
        assertThat(field(allowed, "access-control-allow-credentials")).isEqualTo("true");
        assertThat(field(allowed, ALLOW_METHODS)).isEqualTo("GET, PUT");
        assertThat(field(allowed, "access-control-allow-headers"))
                .isEqualTo("x-amz-meta-a, x-amz-meta-b");
        assertThat(field(allowed, "access-control-expose-headers"))
                .isEqualTo("ETag, x-amz-request-id");
        assertThat(field(allowed, "access-control-max-age")).isEqualTo("3000");
        assertThat(field(allowed, "vary"))
                .isEqualTo("Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
        refused(preflight("http://app.example:4200", "PUT"));
        refused(preflight(PAGE, "DELETE"));
        refused(preflight(PAGE, "PUT", "Access-Control-Request-Headers", "x-amz-acl"));
    }

    private static void refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>AccessForbidden</Code>");
        assertThat(answer.headers().firstValue(ALLOW_ORIGIN)).isEmpty();
        assertThat(answer.headers().firstValue(ALLOW_METHODS)).isEmpty();
    }

    @Test
    void anIncompleteQuestionIsRefused() throws Exception {
        rules(rule("AllowedMethod=GET", "AllowedOrigin=*"));
        for (HttpResponse<String> answer :
                List.of(
                        ask("/bucket/key"),
                        ask("/bucket", "Access-Control-Request-Method", "GET"),
                        ask("/bucket/key", "Origin", PAGE))) {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("<Code>BadRequest</Code>");
        }
    }

    @Test
    void everybodyIsAStarWithoutCredentials() throws Exception {
        rules(rule("AllowedMethod=GET", "AllowedOrigin=*"));
        HttpResponse<String> allowed = preflight(PAGE, "GET");
        assertThat(field(allowed, ALLOW_ORIGIN)).isEqualTo("*");
        assertThat(allowed.headers().map())
                .doesNotContainKeys(
                        "access-control-allow-credentials",
                        "access-control-allow-headers",
                        "access-control-max-age",
                        "access-control-expose-headers");
        refused(preflight(PAGE, "GET", "Access-Control-Request-Headers", "x-amz-request-payer"));
    }

    @ParameterizedTest
    @CsvSource({
        "foo.suffix,true",
        "foo.suffix.get,false",
        "startend,true",
        "start1end,true",
        "0start1end,false",
        "prefix,true",
        "prefix.more,true",
        "bla.prefix,false",
        "FOO.SUFFIX,false"
    })
    void starsStandForAnyCharacters(String origin, boolean isAllowed) throws Exception {
        rules(
                rule("AllowedMethod=GET", "AllowedOrigin=*suffix"),
                rule("AllowedMethod=GET", "AllowedOrigin=start*end"),
                rule("AllowedMethod=GET", "AllowedOrigin=prefix*"),
                rule("AllowedMethod=PUT", "AllowedOrigin=*"));
        HttpResponse<String> got = client.send("GET", "/bucket/key", NONE, NONE, "origin", origin);
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(field(got, ALLOW_ORIGIN)).isEqualTo(isAllowed ? origin : "");
        assertThat(field(got, ALLOW_METHODS)).isEqualTo(isAllowed ? "GET" : "");
        assertThat(field(got, "vary")).startsWith("Origin");
    }

    @Test
    void refusalsCarryTheFieldsToo() throws Exception {
        rules(
                rule("AllowedMethod=GET", "AllowedOrigin=" + PAGE),
                rule("AllowedMethod=PUT", "AllowedOrigin=*.put"));
        HttpResponse<String> absent =
                client.send("GET", "/bucket/absent", NONE, NONE, "origin", PAGE);
        assertThat(absent.statusCode()).isEqualTo(404);
        assertThat(field(absent, ALLOW_ORIGIN)).isEqualTo(PAGE);
        HttpResponse<String> anonymous =
                client.sendUnsigned("PUT", "/bucket/key", NONE, "origin", "a.put");
        assertThat(anonymous.statusCode()).isEqualTo(403);
        assertThat(field(anonymous, ALLOW_ORIGIN)).isEqualTo("a.put");
        HttpResponse<String> wrong =
                client.sendUnsigned("PUT", "/bucket/key", NONE, "origin", PAGE);
        assertThat(wrong.headers().firstValue(ALLOW_ORIGIN)).isEmpty();
        assertThat(client.send("GET", "/bucket/key", NONE, NONE).headers().map())
                .doesNotContainKeys(ALLOW_ORIGIN, "vary");
    }

    @Test
    void withoutRulesTheServersRuleCounts() throws Exception {
        String page = "https://a.server.example";
        HttpResponse<String> allowed =
                preflight(page, "DELETE", "Access-Control-Request-Headers", "x-amz-acl");
        assertThat(allowed.statusCode()).isEqualTo(200);
        assertThat(field(allowed, ALLOW_ORIGIN)).isEqualTo(page);
        assertThat(field(allowed, ALLOW_METHODS)).contains("DELETE");
        assertThat(field(allowed, "access-control-allow-headers")).isEqualTo("x-amz-acl");
        refused(preflight(PAGE, "GET"));
        HttpResponse<String> listed = client.send("GET", "/", NONE, NONE, "origin", page);
        assertThat(field(listed, ALLOW_ORIGIN)).isEqualTo(page);
        assertThat(ask("/absent", "Origin", page, "Access-Control-Request-Method", "PUT"))
                .extracting(HttpResponse::statusCode)
                .isEqualTo(200);
        rules(rule("AllowedMethod=GET", "AllowedOrigin=" + PAGE));
        refused(preflight(page, "GET"));
    }

    @ParameterizedTest
    @CsvSource({
        "AllowedMethod=PATCH,AllowedOrigin=*,InvalidRequest",
        "AllowedMethod=get,AllowedOrigin=*,InvalidRequest",
        "AllowedMethod=GET,AllowedOrigin=*.*,InvalidRequest",
        "AllowedMethod=GET,ID=x,MalformedXML",
        "ID=x,AllowedOrigin=*,MalformedXML",
        "AllowedMethod=GET,AllowedOrigins=*,MalformedXML"
    })
    void wrongRulesAreRefused(String first, String second, String code) throws Exception {
        HttpResponse<String> answer = put(rule(first, second));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>" + code + "</Code>");
    }

    @ParameterizedTest
    @CsvSource({
        "AllowedHeader=a*b*,InvalidRequest",
        "AllowedHeader=a b,InvalidRequest",
        "ExposeHeader=x-*,InvalidRequest",
        "ExposeHeader=x&#13;&#10;y,InvalidRequest",
        "MaxAgeSeconds=soon,MalformedXML",
        "MaxAgeSeconds=-1,MalformedXML"
    })
    void wrongPartsOfRulesAreRefused(String element, String code) throws Exception {
        HttpResponse<String> answer = put(rule("AllowedMethod=GET", "AllowedOrigin=*", element));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>" + code + "</Code>");
    }

    @Test
    void thereAreOneToAHundredRules() throws Exception {
        String one = rule("AllowedMethod=GET", "AllowedOrigin=*");
        assertThat(put().body()).contains("MalformedXML");
        String[] many = new String[101];
        Arrays.fill(many, one);
        assertThat(put(many).body()).contains("MalformedXML");
        rules(Arrays.copyOf(many, 100));
        assertThat(
                        client.send(
                                        "PUT",
                                        "/bucket",
                                        "cors=",
                                        "<CORSConfiguration>" + one + "</CORSConfiguration>")
                                .body())
                .contains("MissingContentMD5");
    }
}
