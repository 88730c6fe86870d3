package io.holdfast.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.ports.Decision;
import io.holdfast.http.HttpServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Objects that grow, and objects that get another key, over a real socket.
final class MoveServerTest {
    private static final String NONE = "";
    private static final String OFFSET = "x-amz-write-offset-bytes";
    private static final String SOURCE = "x-amz-rename-source";

    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private HttpServer server;
    private TestClient client;

    @BeforeEach
    void start() throws Exception {
        server =
                TestServers.start(
                        S3Options.defaults(),
                        TestServers.ofRoot(
                                new MemoryStore(),
                                access ->
                                        denied.contains(access.action() + access.key())
                                                ? Decision.DENIED
                                                : Decision.ALLOWED));
        client = new TestClient(server);
        expect(200, client.send("PUT", "/bucket", NONE, NONE));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private static AbstractStringAssert<?> expect(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return assertThat(answer.body());
    }

    private HttpResponse<String> get(String key) throws Exception {
        return client.send("GET", "/bucket/" + key, NONE, NONE);
    }

    private HttpResponse<String> append(String text, String offset, String... headers)
            throws Exception {
        List<String> all = new ArrayList<>(Arrays.asList(headers));
        all.addAll(List.of(OFFSET, offset));
        return client.send("PUT", "/bucket/log", NONE, text, all.toArray(String[]::new));
    }

    private HttpResponse<String> rename(String source, String target, String... headers)
            throws Exception {
        List<String> all = new ArrayList<>(Arrays.asList(headers));
        all.addAll(List.of(SOURCE, source));
        return client.send(
                "PUT", "/bucket/" + target, "renameObject=", NONE, all.toArray(String[]::new));
    }

    @Test
    void bytesAreAddedAtTheEnd() throws Exception {
        expect(200, append("hello", "0", "content-type", "text/x-log", "x-amz-meta-a", "b"));
        HttpResponse<String> added = append(" world", "5", "content-type", "text/plain");
        expect(200, added).isEmpty();
        assertThat(added.headers().firstValue("x-amz-object-size")).hasValue("11");
        assertThat(added.headers().firstValue("etag"))
                .hasValue("\"5eb63bbbe01eeed093cb22bb8f5acdc3\"");
        HttpResponse<String> got = get("log");
        expect(200, got).isEqualTo("hello world");
        assertThat(got.headers().firstValue("content-type")).hasValue("text/x-log");
        assertThat(got.headers().firstValue("x-amz-meta-a")).hasValue("b");
    }

    @Test
    void offsetsThatAreNotTheEndAreRefused() throws Exception {
        expect(400, append("x", "3")).contains("<Code>InvalidWriteOffset<");
        expect(200, append("hello", "0"));
        for (String offset : new String[] {"0", "4", "6"}) {
            expect(400, append("x", offset)).contains("<Code>InvalidWriteOffset<");
        }
        for (String offset : new String[] {"-5", "five", "99999999999999999999"}) {
            expect(400, append("x", offset)).contains("<Code>InvalidArgument<");
        }
        for (String[] said :
                new String[][] {
                    {"x-amz-meta-a", "b"},
                    {"x-amz-tagging", "a=b"},
                    {"x-amz-storage-class", "STANDARD"}
                }) {
            expect(400, append("x", "5", said)).contains("<Code>InvalidRequest<");
        }
        expect(400, append("x", "5", "content-md5", "1B2M2Y8AsgTpgAmY7PhCfg=="))
                .contains("<Code>BadDigest<");
        expect(400, append("x", "5", "x-amz-checksum-crc32", "AAAAAA=="))
                .contains("<Code>BadDigest<");
        denied.add("s3:PutObject" + "log");
        expect(403, append("x", "5"));
        expect(200, get("log")).isEqualTo("hello");
    }

    @Test
    void objectsGetOtherKeys() throws Exception {
        String[] sources = {"old%20key", "/old%20key", "/bucket/old%20key", "old key"};
        for (String source : sources) {
            expect(200, client.send("PUT", "/bucket/old%20key", NONE, "text", "x-amz-meta-a", "b"));
            expect(200, rename(source, "new")).isEmpty();
            HttpResponse<String> got = get("new");
            expect(200, got).isEqualTo("text");
            assertThat(got.headers().firstValue("x-amz-meta-a")).hasValue("b");
            expect(404, get("old%20key")).contains("<Code>NoSuchKey<");
        }
        expect(404, rename("old", "new")).contains("<Code>NoSuchKey<");
    }

    @Test
    void renamesAreOnConditions() throws Exception {
        expect(200, client.send("PUT", "/bucket/old", NONE, "hello world"));
        expect(200, client.send("PUT", "/bucket/new", NONE, "there"));
        String etag = "\"5eb63bbbe01eeed093cb22bb8f5acdc3\"";
        for (String[] condition :
                new String[][] {
                    {"if-none-match", "*"},
                    {"if-match", etag},
                    {"x-amz-rename-source-if-match", "\"0123\""}
                }) {
            expect(412, rename("old", "new", condition)).contains("<Code>PreconditionFailed<");
        }
        expect(501, rename("old", "new", "if-modified-since", "Fri, 15 Jan 2027 08:00:00 GMT"))
                .contains("<Code>NotImplemented<");
        expect(200, get("new")).isEqualTo("there");
        expect(200, rename("old", "new", "x-amz-rename-source-if-match", etag));
        expect(200, get("new")).isEqualTo("hello world");
    }

    @Test
    void whatCannotBeRenamedIsTold() throws Exception {
        expect(200, client.send("PUT", "/bucket/old", NONE, "text"));
        expect(400, rename("old", "old")).contains("<Code>InvalidRequest<");
        for (String source : new String[] {"", "/", "/bucket/", "%zz"}) {
            expect(400, rename(source, "new")).contains("<Code>InvalidArgument<");
        }
        expect(400, rename("a/../old", "new")).contains("<Code>XMinioInvalidResourceName<");
        for (String right :
                new String[] {"s3:GetObjectold", "s3:DeleteObjectold", "s3:PutObjectnew"}) {
            denied.add(right);
            expect(403, rename("old", "new")).contains("<Code>AccessDenied<");
            denied.clear();
        }
        expect(200, get("old")).isEqualTo("text");
        expect(404, get("new"));
    }
}
