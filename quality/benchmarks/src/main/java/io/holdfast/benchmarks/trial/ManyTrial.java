package io.holdfast.benchmarks.trial;

import io.holdfast.benchmarks.load.Ask;
import io.holdfast.benchmarks.load.Load;
import io.holdfast.benchmarks.load.Options;
import io.holdfast.benchmarks.load.Result;
import io.holdfast.benchmarks.load.Target;
import io.holdfast.benchmarks.load.Work;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Much of one kind: versions of one key, keys under one prefix, buckets.
///
/// Options: `versions=100000 keys=100000 buckets=1000 seconds=5 warm=3 connections=4`.
final class ManyTrial implements Main.Trial {
    private static final int OBJECT_BYTES = 64;
    private static final int FILL_CONNECTIONS = 32;
    private static final byte[] NOTHING = new byte[0];
    private static final byte[] VERSIONED =
            ("<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                            + "<Status>Enabled</Status></VersioningConfiguration>")
                    .getBytes(StandardCharsets.UTF_8);
    private static final Pattern VERSION_ID = Pattern.compile("<VersionId>([^<]+)</VersionId>");

    @Override
    public void run(Options options, Path work) throws IOException, InterruptedException {
        Page.title("Much of one kind");
        Page.head("", "per second", "P50 ms", "P99 ms", "CPU ms each", "refused");
        try (TestServer server = TestServer.ours(work)) {
            server.start();
            versions(server.target().in("versions"), options.number("versions", 100_000), options);
            prefix(server.target().in("prefix"), options.number("keys", 100_000), options);
            buckets(server.target(), options.number("buckets", 1_000), options);
        }
        Page.end();
    }

    private static void versions(Target target, int count, Options options)
            throws IOException, InterruptedException {
        Load load = new Load(target);
        load.createBucket();
        load.text(new Ask("PUT", "/versions", Map.of("versioning", "")), VERSIONED);
        String key = "/versions/one";
        Work puts = Work.signed(target, 1, OBJECT_BYTES, _ -> Ask.put(key));
        String name = "%,d versions: ".formatted(count);
        row(name + "making them", load.once(puts, FILL_CONNECTIONS, count));
        Map<String, String> all = Map.of("versions", "", "max-keys", "1000");
        List<String> newest = ids(load.text(new Ask("GET", "/versions", all), NOTHING));
        String marker = newest.getLast();
        List<String> middle = newest;
        for (int page = 1; page < count / 2_000; page++) {
            middle = ids(load.text(new Ask("GET", "/versions", behind(all, marker)), NOTHING));
            marker = middle.getLast();
        }
        List<String> old = middle;
        row(name + "GET of the newest", load, options, asks(target, i -> Ask.get(key), 1));
        row(name + "GET among the newest 1,000", load, options, ofIds(target, key, newest));
        row(name + "GET among 1,000 in the middle", load, options, ofIds(target, key, old));
        row(name + "first page", load, options, asks(target, i -> list("/versions", all), 1));
        Map<String, String> next = behind(all, marker);
        row(
                name + "page in the middle",
                load,
                options,
                asks(target, i -> list("/versions", next), 1));
        row(
                name + "listing keys",
                load,
                options,
                asks(target, i -> Ask.page("versions", Map.of()), 1));
        row(name + "one more PUT", load, options, puts);
    }

    private static Map<String, String> behind(Map<String, String> all, String versionId) {
        Map<String, String> next = new TreeMap<>(all);
        next.put("key-marker", "one");
        next.put("version-id-marker", versionId);
        return next;
    }

    private static List<String> ids(String page) throws IOException {
        List<String> ids = new ArrayList<>();
        for (Matcher id = VERSION_ID.matcher(page); id.find(); ) {
            ids.add(id.group(1));
        }
        if (ids.isEmpty()) {
            throw new IOException("a page without versions: " + page);
        }
        return ids;
    }

    private static Work ofIds(Target target, String key, List<String> ids) {
        return asks(target, i -> new Ask("GET", key, Map.of("versionId", ids.get(i))), ids.size());
    }

    private static Ask list(String path, Map<String, String> parameters) {
        return new Ask("GET", path, parameters);
    }

    private static Work asks(Target target, IntFunction<Ask> asks, int count) {
        return Work.signed(target, count, 0, asks);
    }

    private static void prefix(Target target, int count, Options options)
            throws IOException, InterruptedException {
        Load load = new Load(target);
        load.createBucket();
        String name = "%,d keys under a/: ".formatted(count);
        Work puts =
                Work.fresh(
                        target,
                        OBJECT_BYTES,
                        i -> Ask.put("/prefix/a/%08d".formatted((int) (i * 7_919L % count))));
        row(name + "making them", load.once(puts, FILL_CONNECTIONS, count));
        row(
                name + "roots with a delimiter",
                load,
                options,
                pages(target, Map.of("delimiter", "/")));
        Map<String, String> inside = Map.of("delimiter", "/", "prefix", "a/");
        row(name + "first page with a delimiter", load, options, pages(target, inside));
        Map<String, String> middle =
                Map.of(
                        "delimiter",
                        "/",
                        "prefix",
                        "a/",
                        "start-after",
                        "a/%08d".formatted(count / 2));
        row(name + "page in the middle", load, options, pages(target, middle));
    }

    private static Work pages(Target target, Map<String, String> parameters) {
        return asks(target, i -> Ask.page(target.bucket(), parameters), 1);
    }

    private static void buckets(Target target, int count, Options options)
            throws IOException, InterruptedException {
        Load load = new Load(target);
        String name = "%,d buckets: ".formatted(count);
        row(
                name + "making them",
                load.once(asks(target, i -> Ask.put("/many-" + i), count), 4, count));
        Work puts = Work.signed(target, count, OBJECT_BYTES, i -> Ask.put("/many-" + i + "/key"));
        load.once(puts, FILL_CONNECTIONS, count);
        row(name + "listing them", load, options, asks(target, i -> Ask.get("/"), 1));
        Work heads = asks(target, i -> new Ask("HEAD", "/many-" + i, Map.of()), count);
        row(name + "HEAD of each", load, options, heads);
        Work gets = asks(target, i -> Ask.get("/many-" + i + "/key"), count);
        row(name + "GET of a key in each", load, options, gets);
        row(name + "PUT of a key in each", load, options, puts);
    }

    private static void row(String name, Load load, Options options, Work work)
            throws IOException, InterruptedException {
        int connections = options.number("connections", 4);
        load.run(work, connections, Duration.ofSeconds(options.number("warm", 3)));
        Duration duration = Duration.ofSeconds(options.number("seconds", 5));
        row(name, load.run(work, connections, duration));
    }

    private static void row(String name, Result result) {
        Page.progress("%s: %.1f/s", name, result.perSecond());
        Page.row(
                name,
                result.perSecond(),
                result.quantileMs(0.50),
                result.quantileMs(0.99),
                result.cpuMsEach(),
                result.failures());
    }
}
