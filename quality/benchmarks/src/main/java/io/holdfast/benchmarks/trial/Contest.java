package io.holdfast.benchmarks.trial;

import io.holdfast.benchmarks.load.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Figures of this project's server and of another one, taken in turn: round by round, and every
/// other round the other way about. Without a `PEER_COMMAND` there is this project's alone.
final class Contest {
    /// Whose figures.
    enum Side {
        HOLDFAST("SERVER_COMMAND"),
        PEER("PEER_COMMAND");

        private final String variable;

        Side(String variable) {
            this.variable = variable;
        }

        String command() {
            return TestServer.command(variable);
        }
    }

    /// Measures one server once.
    @FunctionalInterface
    interface Turn {
        void take(Side side) throws IOException, InterruptedException;
    }

    /// Measures a server that was started for it on empty drives.
    @FunctionalInterface
    interface NewServerTurn {
        void take(Side side, TestServer server) throws IOException, InterruptedException;
    }

    /// What a line of the table is about.
    private record Line(String subject, String figure) {}

    private final Map<Line, Map<Side, List<Double>>> lines = new LinkedHashMap<>();
    private int roundsBegun;
    private boolean isPrinted;

    /// Whatever ends the process before [#print], what was measured until then is printed.
    Contest() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::print));
    }

    static List<Side> sides() {
        return TestServer.peerCommand().isPresent()
                ? List.of(Side.HOLDFAST, Side.PEER)
                : List.of(Side.HOLDFAST);
    }

    /// Takes rounds until there are enough, or another one would take longer than there is time.
    ///
    /// @param options `rounds`, `minutes`
    void rounds(Options options, Turn turn) throws IOException, InterruptedException {
        int rounds = options.number("rounds", 3);
        long budgetNs = options.number("minutes", 60) * 60_000_000_000L;
        long start = System.nanoTime();
        long longestNs = 0;
        while (roundsBegun < rounds && System.nanoTime() - start + longestNs <= budgetNs) {
            long from = System.nanoTime();
            roundsBegun++;
            Page.progress("round %d of %d", roundsBegun, rounds);
            List<Side> order = roundsBegun % 2 == 1 ? sides() : sides().reversed();
            for (Side side : order) {
                turn.take(side);
            }
            longestNs = Math.max(longestNs, System.nanoTime() - from);
        }
    }

    /// Takes rounds, each turn on a new server.
    void rounds(Options options, Path work, NewServerTurn turn)
            throws IOException, InterruptedException {
        rounds(
                options,
                side -> {
                    try (TestServer server = TestServer.create(side.command(), work)) {
                        server.start();
                        turn.take(side, server);
                    }
                });
    }

    synchronized void add(Side side, String subject, String figure, double value) {
        lines.computeIfAbsent(new Line(subject, figure), _ -> new LinkedHashMap<>())
                .computeIfAbsent(side, _ -> new ArrayList<>())
                .add(value);
    }

    /// Prints the table: medians over the rounds, in brackets the extremes; a ratio is taken within
    /// a round.
    synchronized void print() {
        if (isPrinted) {
            return;
        }
        isPrinted = true;
        Page.text(
                """
                %d rounds in turn on %d cores; medians, in brackets the extremes. Ratio: Holdfast to \
                peer within a round."""
                        .formatted(roundsBegun, Runtime.getRuntime().availableProcessors()));
        Page.head("", "", "Holdfast", "peer", "ratio");
        String subject = "";
        for (Map.Entry<Line, Map<Side, List<Double>>> line : lines.entrySet()) {
            String own = line.getKey().subject();
            List<Double> ours = line.getValue().getOrDefault(Side.HOLDFAST, List.of());
            List<Double> theirs = line.getValue().getOrDefault(Side.PEER, List.of());
            Page.row(
                    own.equals(subject) ? "" : own,
                    line.getKey().figure(),
                    text(ours),
                    text(theirs),
                    ours.isEmpty() || theirs.isEmpty()
                            ? "–"
                            : "**" + Spread.ratios(ours, theirs).text() + "**");
            subject = own;
        }
        Page.end();
    }

    private static String text(List<Double> figures) {
        return figures.isEmpty() ? "–" : new Spread(figures).text();
    }
}
