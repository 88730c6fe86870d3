package io.holdfast.cluster;

import io.holdfast.cluster.copy.CopyContent;
import io.holdfast.cluster.copy.RegistryChange;
import io.holdfast.cluster.copy.RegistryCopy;
import io.holdfast.cluster.copy.RegistryState;
import java.io.IOException;
import java.util.function.Supplier;

/// A copy in memory whose medium outlives it, and which fails as it is told.
final class SimulatedCopy implements RegistryCopy {
    /// How a call ends.
    enum Fate {
        DONE,
        /// Fails and leaves nothing behind.
        LOST,
        /// Durable, but reported as failed.
        UNREPORTED
    }

    /// What stays when the process ends.
    static final class Medium {
        private CopyContent content = new CopyContent.Blank(0);

        synchronized CopyContent content() {
            return content;
        }

        private synchronized void set(CopyContent now) {
            content = now;
        }
    }

    private final Medium medium;
    private final Supplier<Fate> fates;

    SimulatedCopy(Medium medium, Supplier<Fate> fates) {
        this.medium = medium;
        this.fates = fates;
    }

    @Override
    public CopyContent read() {
        return medium.content();
    }

    @Override
    public void promise(long start) throws IOException {
        long promised = Math.max(start, medium.content().promised());
        step(
                switch (medium.content()) {
                    case CopyContent.Whole(RegistryState state, _) ->
                            new CopyContent.Whole(state, promised);
                    case CopyContent.Blank _ -> new CopyContent.Blank(promised);
                    case CopyContent.Damaged(String detail, _) ->
                            new CopyContent.Damaged(detail, promised);
                });
    }

    @Override
    public void append(RegistryChange change, RegistryState after) throws IOException {
        RegistryState before = medium.content().whole().orElseThrow();
        step(new CopyContent.Whole(before.apply(change), medium.content().promised()));
    }

    @Override
    public void replace(RegistryState state) throws IOException {
        step(new CopyContent.Whole(state, state.generation().start()));
    }

    private void step(CopyContent next) throws IOException {
        Fate fate = fates.get();
        if (fate != Fate.LOST) {
            medium.set(next);
        }
        if (fate != Fate.DONE) {
            throw new IOException("simulated: " + fate);
        }
    }

    @Override
    public void close() {}
}
