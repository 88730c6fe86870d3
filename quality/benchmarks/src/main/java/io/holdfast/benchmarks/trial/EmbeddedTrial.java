package io.holdfast.benchmarks.trial;

import io.holdfast.benchmarks.load.Ask;
import io.holdfast.benchmarks.load.Load;
import io.holdfast.benchmarks.load.Options;
import io.holdfast.benchmarks.load.ProcessFigures;
import io.holdfast.benchmarks.load.Target;
import io.holdfast.library.Holdfast;
import io.holdfast.library.HoldfastConfig;
import io.holdfast.library.HoldfastServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Servers in one virtual machine, as tests have them: this one. What the first start takes, what
/// later ones take, and how much memory a server adds to a machine that had one before.
///
/// Options: `rounds=15 objects=200`.
final class EmbeddedTrial implements Main.Trial {
    private static final Bar LATER_MS = Bar.atMost(300);
    private static final Bar ADDED_MIB = Bar.atMost(100);
    private static final String BUCKET = "bench";
    private static final int OBJECT_BYTES = 10_000;

    @Override
    public void run(Options options, Path work) throws IOException, InterruptedException {
        Page.title("Servers in one virtual machine");
        int rounds = options.number("rounds", 15);
        int objects = options.number("objects", 200);
        List<Double> starts = new ArrayList<>();
        List<Double> added = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            long before = residentMb();
            long from = System.nanoTime();
            try (HoldfastServer server = Holdfast.start(HoldfastConfig.small())) {
                awaitAnswer(server);
                starts.add((System.nanoTime() - from) / 1e6);
                use(server, objects);
                added.add((double) (residentMb() - before));
            }
        }
        Spread later = new Spread(starts.subList(1, rounds));
        Spread addedLater = new Spread(added.subList(1, rounds));
        Page.head("", "first", "later, median (extremes)");
        Page.row("start to the first answer, ms", starts.getFirst(), later.text());
        Page.row(
                "RSS added by it and " + objects + " objects, MiB",
                added.getFirst(),
                addedLater.text());
        Page.end();
        Page.bar("a later start, ms", later.median(), LATER_MS);
        Page.bar("RSS added by a later server, MiB", addedLater.median(), ADDED_MIB);
        Page.end();
    }

    private static void awaitAnswer(HoldfastServer server) throws IOException {
        Target target =
                new Target(
                        server.endpoint(), server.accessKey(), server.secretKey(), BUCKET, self());
        int status = new Load(target).status(Ask.get("/"));
        if (status != 200) {
            throw new IOException("the first answer is " + status);
        }
    }

    private static void use(HoldfastServer server, int objects) {
        server.createBucket(BUCKET);
        for (int i = 0; i < objects; i++) {
            server.putObject(BUCKET, "object-" + i, new byte[OBJECT_BYTES]);
        }
    }

    private static long residentMb() throws IOException {
        return ProcessFigures.of(self()).residentMb();
    }

    private static long self() {
        return ProcessHandle.current().pid();
    }
}
