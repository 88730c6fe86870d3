package io.holdfast.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Command line of the load driver; [#USAGE] tells it. Credentials come from `AWS_ACCESS_KEY_ID`
/// and `AWS_SECRET_ACCESS_KEY`.
public final class Main {
    private static final String USAGE =
            """
            usage: load http://HOST:PORT [option=value ...] OPERATION...
            Operations: put get head delete list multipart (runs them in this order as given)
              size=4096         bytes of an object, or of a part (multipart: 4 parts)
              connections=32    each with one request at a time
              seconds=10        for each operation; delete goes over all keys once
              keys=10000        different objects
              prepare=1         0: get, head, list and delete find the objects there
              bucket=load       created if missing
              prefix=load       of all keys
              pid=0             of the server on this machine: reports its CPU and memory
            """;

    private Main() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Options options = Options.of(args);
        List<String> words = options.words();
        if (words.size() < 2) {
            System.err.print(USAGE);
            System.exit(2);
        }
        Target target =
                new Target(
                        URI.create(words.getFirst()),
                        environment("AWS_ACCESS_KEY_ID"),
                        environment("AWS_SECRET_ACCESS_KEY"),
                        options.text("bucket", "load"),
                        options.number("pid", 0));
        Load load = new Load(target);
        load.createBucket();
        boolean prepared = options.number("prepare", 1) == 0;
        IO.println(Result.HEADING);
        for (String word : words.subList(1, words.size())) {
            Plan plan =
                    new Plan(
                            Operation.valueOf(word.toUpperCase(Locale.ROOT)),
                            options.number("size", 4_096),
                            options.number("connections", 32),
                            Duration.ofSeconds(options.number("seconds", 10)),
                            options.number("keys", 10_000),
                            options.text("prefix", "load"));
            switch (plan.operation()) {
                case GET, HEAD, LIST, DELETE -> {
                    if (!prepared) {
                        load.prepare(plan);
                    }
                    prepared = plan.operation() != Operation.DELETE;
                }
                case PUT, MULTIPART -> {}
            }
            IO.println(load.run(plan).line(plan));
        }
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }
}
