package io.holdfast.object.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.base.Pending;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The work of large transfers, off the carriers.
final class BulkThreadsTest {
    private static final int MAX = 64;

    private final BulkThreads bulk = new BulkThreads();
    private final Pending<Boolean> mayEnd = new Pending<>();

    @Test
    void aTransferRunsOnAThreadOfTheSystemsAndItsResultComesBack() throws Exception {
        Pending<Thread> ran = new Pending<>();
        asRequest(() -> ran.complete(Thread.currentThread())).join();

        assertThat(ran.await().isVirtual()).isFalse();
        assertThat(bulk.<String>run(() -> "done")).isEqualTo("done");
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
    void anInterruptionReachesTheTransferAndTheCallerWaitsForItsEnd() throws Exception {
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
                            return true;
                        });
        begun.await();

        caller.interrupt();

        assertThat(caller.join(Duration.ofMillis(100))).isFalse();
        mayEnd.complete(true);
        caller.join();
    }

    @Test
    void beyondTheMostTheCallerRunsItItself() throws Exception {
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
                                return true;
                            }));
        }
        for (Pending<Boolean> one : begun) {
            one.await();
        }

        assertThat(bulk.run(Thread::currentThread)).isSameAs(Thread.currentThread());

        mayEnd.complete(true);
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(bulk.run(Thread::currentThread)).isNotSameAs(Thread.currentThread());
    }

    private <T> Thread asRequest(BulkThreads.Transfer<T> transfer) {
        return Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                bulk.run(transfer);
                            } catch (StoreException | IOException | InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });
    }
}
