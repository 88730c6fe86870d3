package io.holdfast.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Makes a failing run short: leaves out steps, in ever smaller pieces, as long as it fails in the
/// same way (Zeller, "Simplifying and isolating failure-inducing input", 2002).
final class Shrinker {
    private static final int ATTEMPTS_MAX = 600;

    private final Function<Script, Outcome> run;
    private final String kind;
    private Script best;
    private int attempts;

    private Shrinker(Script script, Function<Script, Outcome> run) {
        this.run = run;
        this.best = script;
        this.kind = kind(run.apply(script));
    }

    /// The shortest script found that fails like this one.
    static Script shrink(Script script, Function<Script, Outcome> run) {
        Shrinker shrinker = new Shrinker(script, run);
        int piece = Math.max(1, script.steps().size() / 2);
        while (piece >= 1) {
            boolean isShorter = shrinker.leaveOut(piece);
            if (!isShorter || piece > shrinker.best.steps().size()) {
                piece /= 2;
            }
        }
        return shrinker.best;
    }

    private boolean leaveOut(int piece) {
        boolean isShorter = false;
        int at = 0;
        while (at < best.steps().size() && attempts < ATTEMPTS_MAX) {
            List<Step> fewer = new ArrayList<>(best.steps());
            fewer.subList(at, Math.min(fewer.size(), at + piece)).clear();
            attempts++;
            Script shorter = best.with(fewer);
            if (kind(run.apply(shorter)).equals(kind)) {
                best = shorter;
                isShorter = true;
            } else {
                at += piece;
            }
        }
        return isShorter;
    }

    /// What failed, without what differs from run to run.
    static String kind(Outcome outcome) {
        String summary = outcome.summary().replaceAll("[0-9a-f]*[0-9][0-9a-f]*", "N");
        return summary.substring(0, Math.min(60, summary.length()));
    }
}
