package io.holdfast.benchmarks.trial;

import io.holdfast.benchmarks.load.Load;
import io.holdfast.benchmarks.load.Operation;
import io.holdfast.benchmarks.load.Options;
import io.holdfast.benchmarks.load.Plan;
import io.holdfast.benchmarks.load.Result;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One line of the comparison. Both servers find the same objects: all keys of a size are put once
/// before its first line, so that every PUT but that of new keys writes over one.
///
/// @param isNew whether each request has a key of its own
record Workload(Operation operation, int sizeBytes, int connections, int keys, boolean isNew) {
    private static final int SMALL = 4 << 10;
    private static final int MEDIUM = 128 << 10;
    private static final int LARGE = 10 << 20;

    /// More than a server puts in a line.
    private static final int NEW_KEYS = 200_000;

    private static Workload of(Operation operation, int sizeBytes, int connections, int keys) {
        return new Workload(operation, sizeBytes, connections, keys, false);
    }

    /// In this order: reads find what the writes before them left. What comes after the deletion
    /// has keys of its own.
    static List<Workload> all() {
        return List.of(
                of(Operation.PUT, SMALL, 32, 5_000),
                of(Operation.GET, SMALL, 32, 5_000),
                of(Operation.HEAD, SMALL, 32, 5_000),
                of(Operation.LIST, SMALL, 4, 5_000),
                of(Operation.PUT, SMALL, 1, 5_000),
                of(Operation.GET, SMALL, 1, 5_000),
                of(Operation.DELETE, SMALL, 32, 5_000),
                new Workload(Operation.PUT, SMALL, 32, NEW_KEYS, true),
                of(Operation.PUT, MEDIUM, 32, 1_000),
                of(Operation.GET, MEDIUM, 32, 1_000),
                of(Operation.PUT, LARGE, 8, 40),
                of(Operation.GET, LARGE, 8, 40),
                of(Operation.MULTIPART, 5 << 20, 8, 40));
    }

    private Plan plan(Duration duration) {
        return new Plan(operation, sizeBytes, connections, duration, keys, "size-" + sizeBytes);
    }

    /// Warms the server up for this and measures.
    ///
    /// @param options `warm` and `seconds`
    /// @param isFirst whether it is the first of its size, whose objects are not there yet
    Result run(Load load, Options options, boolean isFirst)
            throws IOException, InterruptedException {
        Duration warmUp = Duration.ofSeconds(options.number("warm", 5));
        Plan plan = plan(Duration.ofSeconds(options.number("seconds", 8)));
        if (isNew) {
            load.run(plan.with(warmUp).under("new-warm-up"));
            return settled(load, plan.under("new"));
        }
        if (operation == Operation.DELETE) {
            return deletions(load, plan);
        }
        if (isFirst && operation != Operation.MULTIPART) {
            load.prepare(plan);
        }
        load.run(plan.with(warmUp));
        return settled(load, plan);
    }

    private static Result settled(Load load, Plan plan) throws IOException, InterruptedException {
        load.settle();
        return load.runAndSettle(plan);
    }

    /// All keys are put and deleted until the deletions alone have taken the time; the first round
    /// warms up.
    private static Result deletions(Load load, Plan plan) throws IOException, InterruptedException {
        load.prepare(plan);
        load.run(plan);
        List<Result> parts = new ArrayList<>();
        double seconds = 0;
        while (seconds < plan.duration().toSeconds()) {
            load.prepare(plan);
            Result part = settled(load, plan);
            parts.add(part);
            seconds += part.seconds();
        }
        return Result.joined(parts);
    }

    String name() {
        String connected = connections == 1 ? "one connection" : connections + " connections";
        String size =
                sizeBytes >= 1 << 20 ? (sizeBytes >> 20) + " MiB" : (sizeBytes >> 10) + " KiB";
        return switch (operation) {
            case LIST -> "LIST, first 1,000 keys of 5,000, " + connected;
            case MULTIPART -> "Upload in 4 parts of " + size + ", " + connected;
            case PUT -> "PUT " + size + (isNew ? ", new keys, " : ", ") + connected;
            case GET, HEAD, DELETE -> operation + " " + size + ", " + connected;
        };
    }
}
