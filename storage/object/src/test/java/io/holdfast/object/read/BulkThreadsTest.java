package io.holdfast.object.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.base.Host;
import io.holdfast.base.Pending;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The work of large transfers, off the carriers while something small comes.
final class BulkThreadsTest {
    private static final int MAX = 64;

    private final SmallRequests small = new SmallRequests();
    private final BulkThreads bulk = new BulkThreads(small);
    private final Pending<Boolean> mayEnd = new Pending<>();

    /// Where the steps of a transfer ran.
    private final List<Boolean> steppedBack = new ArrayList<>();

    private boolean step(boolean goesOn) {
        steppedBack.add(Host.current().isBulkThread());
        return goesOn;
    }

    private void smallOnesCome() {
        small.came();
        small.came();
    }

    @Test
    void nothingSmallComesSoTheTransferStays() throws Exception {
        Pending<Thread> ran = new Pending<>();
        Thread caller =
                asRequest(
                        () -> {
                            ran.complete(Thread.currentThread());
                            return step(false);
                        });
        caller.join();

        assertThat(ran.await()).isSameAs(caller);
        assertThat(steppedBack).containsExactly(false);
    }

    @Test
    void oneSmallRequestIsNoReason() throws Exception {
        small.came();
        bulk.run(() -> step(false));

        assertThat(steppedBack).containsExactly(false);
    }

    @Test
    void itStepsBackOnAThreadOfTheSystemsForSmallOnes() throws Exception {
        smallOnesCome();
        Pending<Thread> ran = new Pending<>();
        asRequest(
                        () -> {
                            ran.complete(Thread.currentThread());
                            return step(false);
                        })
                .join();

        assertThat(ran.await().isVirtual()).isFalse();
        assertThat(steppedBack).containsExactly(true);
    }

    @Test
    void itChangesBetweenSteps() throws Exception {
        bulk.run(
                () -> {
                    int done = steppedBack.size();
                    if (done == 1) {
                        smallOnesCome();
                    } else if (done == 3) {
                        Host.current().sleep(SmallRequests.SPAN_NS);
                    }
                    return step(done < 4);
                });

        assertThat(steppedBack).containsExactly(false, false, true, true, false);
    }

    @Test
    void whatItThrowsIsThrownToTheCaller() {
        for (Exception thrown :
                List.of(
                        new StoreException(StoreError.TOO_BUSY, "busy"),
                        new IOException("gone"),
                        new InterruptedException("stop"),
                        new IllegalArgumentException("wrong"))) {
            assertThatThrownBy(() -> bulk.run(() -> fail(thrown))).isSameAs(thrown);
            smallOnesCome();
            assertThatThrownBy(() -> bulk.run(() -> fail(thrown))).isSameAs(thrown);
        }
    }

    private static boolean fail(Exception thrown)
            throws StoreException, IOException, InterruptedException {
        switch (thrown) {
            case StoreException e -> throw e;
            case IOException e -> throw e;
            case InterruptedException e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new AssertionError(thrown);
        }
    }

    @Test
    void anInterruptionReachesTheStepAndTheCallerWaitsForItsEnd() throws Exception {
        smallOnesCome();
        Pending<Boolean> begun = new Pending<>();
        Thread caller =
                asRequest(
                        () -> {
                            begun.complete(true);
                            try {
                                new Pending<Boolean>().await();
                            } catch (InterruptedException _) {
                                mayEnd.await();
                            }
                            return false;
                        });
        begun.await();

        caller.interrupt();

        assertThat(caller.join(Duration.ofMillis(100))).isFalse();
        mayEnd.complete(true);
        caller.join();
    }

    @Test
    void beyondTheMostTheCallerRunsItItself() throws Exception {
        smallOnesCome();
        List<Pending<Boolean>> begun = new ArrayList<>();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < MAX; i++) {
            Pending<Boolean> one = new Pending<>();
            begun.add(one);
            callers.add(
                    asRequest(
                            () -> {
                                one.complete(true);
                                while (!mayEnd.isDone()) {
                                    Thread.sleep(1);
                                }
                                return false;
                            }));
        }
        for (Pending<Boolean> one : begun) {
            one.await();
        }

        smallOnesCome();
        bulk.run(() -> step(false));
        assertThat(steppedBack).containsExactly(false);

        mayEnd.complete(true);
        for (Thread caller : callers) {
            caller.join();
        }
        smallOnesCome();
        bulk.run(() -> step(false));
        assertThat(steppedBack).containsExactly(false, true);
    }

    private Thread asRequest(BulkThreads.Steps steps) {
        return Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                bulk.run(steps);
                            } catch (StoreException | IOException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });
    }
}
