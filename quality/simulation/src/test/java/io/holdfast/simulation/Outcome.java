package io.holdfast.simulation;

import java.util.Optional;
import java.util.function.Consumer;

/// What came of one run.
///
/// @param digest of everything that happened; equal for equal runs
record Outcome(long digest, Stats stats, Optional<Throwable> failure) {
    static Outcome of(Script script) {
        return of(script, _ -> {});
    }

    /// @param preparation what is planted before the run begins
    static Outcome of(Script script, Consumer<Simulation> preparation) {
        BufferMemory.makeRoom();
        Simulation simulation = new Simulation(script);
        preparation.accept(simulation);
        Optional<Throwable> failure = Optional.empty();
        try {
            simulation.run();
        } catch (AssertionError | RuntimeException e) {
            failure = Optional.of(e);
        }
        if (failure.map(Outcome::root).orElse(null) instanceof KeyHistory.TooOpen) {
            simulation.world().stats.unjudged++;
            failure = Optional.empty();
        }
        return new Outcome(
                simulation.world().machine.traceDigest(), simulation.world().stats, failure);
    }

    /// The failure's cause in one line.
    String summary() {
        return failure.map(Outcome::root).map(Throwable::toString).orElse("nothing found");
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
