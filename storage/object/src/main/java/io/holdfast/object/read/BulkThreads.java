package io.holdfast.object.read;

import io.holdfast.base.Host;
import io.holdfast.base.Pending;
import io.holdfast.base.Permits;
import io.holdfast.object.StoreException;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/// Moves large transfers to threads of the operating system's that step back for all others, while
/// small requests are coming. On the few carriers of virtual threads, which serve the small
/// requests too, a stripe is received, digested and coded without a pause, and whoever comes
/// meanwhile waits behind it (docs/decisions/0078-large-transfers-step-back.md). While nothing
/// small comes they stay where they are, which is faster. Any thread.
public final class BulkThreads {
    /// Transfers beyond so many stay where they are: a thread of the system's costs memory.
    private static final int MAX = 64;

    private final SmallRequests small;
    private final Permits free = new Permits(MAX);

    public BulkThreads(SmallRequests small) {
        this.small = small;
    }

    /// A transfer, or a piece of one.
    @FunctionalInterface
    public interface Transfer<T> {
        T run() throws StoreException, IOException, InterruptedException;
    }

    /// A transfer that may change threads between two of its steps.
    @FunctionalInterface
    public interface Steps {
        /// Does the next step, of about a stripe.
        ///
        /// @return whether there are more
        boolean next() throws StoreException, IOException, InterruptedException;

        /// Does steps for as long as this holds before each.
        ///
        /// @return whether there are more
        default boolean nextWhile(BooleanSupplier holds)
                throws StoreException, IOException, InterruptedException {
            boolean goesOn = true;
            while (goesOn && holds.getAsBoolean()) {
                goesOn = next();
            }
            return goesOn;
        }
    }

    private sealed interface Outcome<T> {
        record Done<T>(T value) implements Outcome<T> {}

        record Failed<T>(Throwable why) implements Outcome<T> {}
    }

    /// What small requests are told to.
    public SmallRequests small() {
        return small;
    }

    /// Runs all steps, one after the other, and waits for them, also when the caller is
    /// interrupted: then the step is interrupted instead.
    public void run(Steps steps) throws StoreException, IOException, InterruptedException {
        boolean goesOn = true;
        while (goesOn) {
            goesOn =
                    small.areComing() ? runApart(steps) : steps.nextWhile(() -> !small.areComing());
        }
    }

    /// @return whether there are more, which need not step back
    private boolean runApart(Steps steps) throws StoreException, IOException, InterruptedException {
        if (!free.tryTake(1)) {
            return steps.next();
        }
        try {
            return await(() -> steps.nextWhile(small::areComing));
        } finally {
            free.giveBack(1);
        }
    }

    private static <T> T await(Transfer<T> transfer)
            throws StoreException, IOException, InterruptedException {
        Pending<Outcome<T>> outcome = new Pending<>();
        Thread thread =
                Host.current().bulkThread("transfer", () -> outcome.complete(attempt(transfer)));
        thread.start();
        while (!outcome.isDone()) {
            try {
                outcome.await();
            } catch (InterruptedException _) {
                thread.interrupt();
            }
        }
        return finish(outcome.await());
    }

    private static <T> Outcome<T> attempt(Transfer<T> transfer) {
        try {
            return new Outcome.Done<>(transfer.run());
        } catch (Throwable e) {
            return new Outcome.Failed<>(e);
        }
    }

    private static <T> T finish(Outcome<T> outcome)
            throws StoreException, IOException, InterruptedException {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Failed<T>(StoreException e) -> throw e;
            case Outcome.Failed<T>(IOException e) -> throw e;
            case Outcome.Failed<T>(InterruptedException e) -> throw e;
            case Outcome.Failed<T>(RuntimeException e) -> throw e;
            case Outcome.Failed<T>(Error e) -> throw e;
            case Outcome.Failed<T>(Throwable e) -> throw new IllegalStateException(e);
        };
    }
}
