package io.holdfast.interop;

import java.time.Duration;
import java.util.concurrent.Callable;

/// Waiting for what will become true, with an end.
public final class Patience {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Patience() {}

    /// Asks again and again until the answer is true. An exception of the question counts as no.
    ///
    /// @throws AssertionError after `limit`, naming what did not happen and the last exception
    public static void await(Duration limit, String event, Callable<Boolean> question)
            throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        Exception last = null;
        while (true) {
            try {
                if (question.call()) {
                    return;
                }
                last = null;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                last = e;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + limit + ": " + event, last);
            }
            Thread.sleep(PAUSE);
        }
    }
}
