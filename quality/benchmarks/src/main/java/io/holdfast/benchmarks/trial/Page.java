package io.holdfast.benchmarks.trial;

import java.time.LocalTime;
import java.time.ZoneId;

/// The Markdown that a trial prints. Every line goes out at once, so that what was measured is
/// there whatever happens next.
final class Page {
    private Page() {}

    static void title(String text) {
        line("");
        line("## " + text);
        line("");
    }

    /// A paragraph of its own.
    static void text(String text) {
        line(text);
        line("");
    }

    /// Head of a table, whose rows follow.
    static void head(String... cells) {
        row((Object[]) cells);
        line("|" + "---|".repeat(cells.length));
    }

    static void row(Object... cells) {
        StringBuilder row = new StringBuilder("|");
        for (Object cell : cells) {
            row.append(' ').append(cell instanceof Double d ? Spread.number(d) : cell).append(" |");
        }
        line(row.toString());
    }

    /// Ends a table.
    static void end() {
        line("");
    }

    /// What a bar says and what came of it.
    static void bar(String name, double value, Bar bar) {
        line(
                "* Bar: %s %s — **%s** (%s)"
                        .formatted(name, bar, bar.verdict(value), Spread.number(value)));
    }

    /// What somebody who waits wants to know; no part of the page.
    static void progress(String format, Object... values) {
        System.err.printf(
                "%tT " + format + "%n", prepend(LocalTime.now(ZoneId.systemDefault()), values));
    }

    private static Object[] prepend(Object first, Object[] rest) {
        Object[] all = new Object[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    private static void line(String text) {
        System.out.println(text);
        System.out.flush();
    }
}
