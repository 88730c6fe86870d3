package io.holdfast.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Runs many seeds and prints those that fail, with what was found. The long form of the suite:
/// {@code quality/simulation/search seeds=100000 first=1 threads=2}.
final class Search {
    private Search() {}

    @SuppressWarnings("SystemOut") // a program for the command line
    public static void main(String[] arguments) throws InterruptedException {
        long seeds = option(arguments, "seeds", 1000);
        long first = option(arguments, "first", 1);
        int threads = (int) option(arguments, "threads", 2);
        long most = option(arguments, "failures", 20);
        AtomicLong next = new AtomicLong(first);
        List<Long> failed = new ArrayList<>();
        Stats total = new Stats();
        long startNs = System.nanoTime();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        long seed;
                                        while ((seed = next.getAndIncrement()) < first + seeds) {
                                            Outcome outcome = Outcome.of(Script.draw(seed));
                                            synchronized (failed) {
                                                total.add(outcome.stats());
                                                report(seed, outcome, failed);
                                                long done = seed - first + 1;
                                                if (done % 1000 == 0) {
                                                    double seconds =
                                                            (System.nanoTime() - startNs) / 1e9;
                                                    System.out.printf(
                                                            "%d seeds, %.0f s, %.1f seeds/s, %d failed; %s%n",
                                                            done,
                                                            seconds,
                                                            done / seconds,
                                                            failed.size(),
                                                            total);
                                                }
                                                if (failed.size() >= most) {
                                                    return;
                                                }
                                            }
                                        }
                                    }));
        }
        for (Thread worker : workers) {
            worker.join();
        }
        double seconds = (System.nanoTime() - startNs) / 1e9;
        System.out.printf(
                "%d seeds in %.0f s, %.1f per second; %s%n",
                seeds, seconds, seeds / seconds, total);
        if (!failed.isEmpty()) {
            System.out.println("failed: " + failed);
            System.exit(1);
        }
    }

    @SuppressWarnings("SystemOut")
    private static void report(long seed, Outcome outcome, List<Long> failed) {
        if (outcome.failure().isPresent()) {
            failed.add(seed);
            System.out.println(
                    "seed "
                            + seed
                            + ": "
                            + outcome.summary()
                            + "\n  replay: quality/simulation/search seed="
                            + seed);
        }
    }

    static long option(String[] arguments, String name, long otherwise) {
        for (String argument : arguments) {
            if (argument.startsWith(name + "=")) {
                return Long.parseLong(argument.substring(name.length() + 1));
            }
        }
        return otherwise;
    }
}
