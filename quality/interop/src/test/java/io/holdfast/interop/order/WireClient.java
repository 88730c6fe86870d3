package io.holdfast.interop.order;

import io.holdfast.interop.Endpoint;
import io.holdfast.testkit.order.Answer;
import io.holdfast.testkit.order.Call;
import io.holdfast.testkit.order.Client;
import io.holdfast.testkit.order.Condition;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Calls a server over HTTP. A connection that is refused has carried nothing: the call waits for
/// the server to come back. One that breaks leaves the call without an answer. Any thread.
final class WireClient implements Client {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final Duration RESTART_LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Pattern COPIED = Pattern.compile("<ETag>(.*?)</ETag>");

    private final HttpClient http;
    private final Endpoint endpoint;
    private final Signer signer;
    private final String bucket;

    WireClient(HttpClient http, Endpoint endpoint, String bucket) {
        this.http = http;
        this.endpoint = endpoint;
        this.signer = new Signer(endpoint);
        this.bucket = bucket;
    }

    /// Makes the bucket, unless it is there.
    void createBucket() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = exchange("PUT", "/" + bucket, "", Map.of(), new byte[0]);
        if (response.statusCode() != 200 && response.statusCode() != 409) {
            throw unexpected(response);
        }
    }

    @Override
    public Answer send(Call call, byte[] body) throws Exception {
        try {
            return switch (call) {
                case Call.Put(String key, String value, Condition condition) -> {
                    HttpResponse<byte[]> response =
                            exchange("PUT", path(key), "", conditions(condition), body);
                    demand(response.statusCode() != 200 || etag(response).equals(value), response);
                    yield told(response, new Answer.Done());
                }
                case Call.Delete(String key, Condition condition) ->
                        told(
                                exchange("DELETE", path(key), "", conditions(condition), body),
                                new Answer.Done());
                case Call.Get(String key, Condition condition) ->
                        read(exchange("GET", path(key), "", conditions(condition), body));
                case Call.Copy(String source, String target) ->
                        copied(
                                exchange(
                                        "PUT",
                                        path(target),
                                        "",
                                        Map.of("x-amz-copy-source", path(source)),
                                        body));
                case Call.ListPage page -> list(page);
            };
        } catch (IOException e) {
            return new Answer.None();
        }
    }

    private static Answer told(HttpResponse<byte[]> response, Answer done) {
        return switch (response.statusCode()) {
            case 200, 204 -> done;
            case 404 -> {
                demand(text(response).contains("NoSuchKey"), response);
                yield new Answer.Missing();
            }
            case 304, 412 -> new Answer.Refused();
            case 409, 500, 503, 504 -> new Answer.None();
            default -> throw unexpected(response);
        };
    }

    /// The value is what the bytes say, and the header has to say the same.
    private static Answer read(HttpResponse<byte[]> response) throws Exception {
        if (response.statusCode() != 200) {
            return told(response, new Answer.Missing());
        }
        byte[] md5 = MessageDigest.getInstance("MD5").digest(response.body());
        String value = HexFormat.of().formatHex(md5);
        demand(etag(response).equals(value), response);
        return new Answer.Found(value);
    }

    private static Answer copied(HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            return told(response, new Answer.Missing());
        }
        Matcher etag = COPIED.matcher(text(response));
        if (!etag.find()) {
            // A copy may fail behind its 200 [S3 API: CopyObject].
            return new Answer.None();
        }
        return new Answer.Found(unquoted(etag.group(1)));
    }

    /// Both versions of the listing. Only the first one's marker skips a rolled-up prefix.
    private Answer list(Call.ListPage page) throws IOException, InterruptedException {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("max-keys", Integer.toString(page.entriesMax()));
        parameters.put("prefix", page.prefix());
        if (page.delimiter().isEmpty()) {
            parameters.put("list-type", "2");
            parameters.put("start-after", page.after());
        } else {
            parameters.put("delimiter", page.delimiter());
            parameters.put("marker", page.after());
        }
        parameters.values().removeIf(String::isEmpty);
        StringBuilder query = new StringBuilder();
        parameters.forEach(
                (name, value) ->
                        query.append(query.isEmpty() ? "" : "&")
                                .append(name)
                                .append('=')
                                .append(Signer.escape(value)));
        HttpResponse<byte[]> response =
                exchange("GET", "/" + bucket, query.toString(), Map.of(), new byte[0]);
        return response.statusCode() == 200
                ? PageText.read(text(response), page.entriesMax())
                : told(response, new Answer.None());
    }

    private static Map<String, String> conditions(Condition condition) {
        return switch (condition) {
            case Condition.None _ -> Map.of();
            case Condition.IfAbsent _ -> Map.of("if-none-match", "*");
            case Condition.IfMatch(String value) -> Map.of("if-match", "\"" + value + "\"");
            case Condition.IfNoneMatch(String value) ->
                    Map.of("if-none-match", "\"" + value + "\"");
        };
    }

    private String path(String key) {
        return "/" + bucket + "/" + key;
    }

    private HttpResponse<byte[]> exchange(
            String method, String path, String query, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        long deadlineNs = System.nanoTime() + RESTART_LIMIT.toNanos();
        while (true) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            endpoint.uri()
                                                    + path
                                                    + (query.isEmpty() ? "" : "?" + query)))
                            .timeout(ANSWER_LIMIT)
                            .method(
                                    method,
                                    method.equals("PUT")
                                            ? BodyPublishers.ofByteArray(body)
                                            : BodyPublishers.noBody());
            signer.headers(method, path, query, headers).forEach(request::header);
            try {
                return http.send(request.build(), BodyHandlers.ofByteArray());
            } catch (ConnectException e) {
                if (System.nanoTime() > deadlineNs) {
                    throw new AssertionError("nobody listens any more", e);
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private static String etag(HttpResponse<byte[]> response) {
        return unquoted(response.headers().firstValue("etag").orElse(""));
    }

    private static String unquoted(String etag) {
        return etag.replace("&quot;", "").replace("&#34;", "").replace("\"", "");
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static void demand(boolean holds, HttpResponse<byte[]> response) {
        if (!holds) {
            throw unexpected(response);
        }
    }

    private static AssertionError unexpected(HttpResponse<byte[]> response) {
        String text = text(response);
        return new AssertionError(
                "%s %s: %d %s %s"
                        .formatted(
                                response.request().method(),
                                response.request().uri(),
                                response.statusCode(),
                                response.headers().map(),
                                text.substring(0, Math.min(1_000, text.length()))));
    }
}
