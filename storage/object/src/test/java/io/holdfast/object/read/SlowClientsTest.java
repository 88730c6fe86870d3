package io.holdfast.object.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.base.Pending;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Whose transfer is cut when others wait for the memory that it holds.
final class SlowClientsTest {
    private static final long FOREVER_NS = 1L << 60;

    private final SlowClients clients = new SlowClients(0);

    /// Waits for its client until it is cut.
    private Pending<Exception> waiting(SlowClients among, AtomicLong moved) throws Exception {
        Pending<Boolean> begun = new Pending<>();
        Pending<Exception> outcome = new Pending<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                among.exchange(
                                        moved::get,
                                        () -> {
                                            begun.complete(true);
                                            return new Pending<Boolean>().await();
                                        });
                            } catch (StoreException | IOException | InterruptedException e) {
                                outcome.complete(e);
                            }
                        });
        begun.await();
        return outcome;
    }

    @Test
    void theSlowestIsCutAndToldThatOthersWait() throws Exception {
        AtomicLong much = new AtomicLong();
        Pending<Exception> slow = waiting(clients, new AtomicLong());
        Pending<Exception> fast = waiting(clients, much);
        much.set(1L << 40);

        clients.cutSlowest();

        assertThat(slow.await())
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.error()).isEqualTo(StoreError.TOO_BUSY));
        clients.cutSlowest();
        assertThat(fast.await(50_000_000)).isEmpty();
    }

    @Test
    void nobodyIsCutWithinTheGrace() throws Exception {
        SlowClients patient = new SlowClients(FOREVER_NS);
        Pending<Exception> slow = waiting(patient, new AtomicLong());

        patient.cutSlowest();

        assertThat(slow.await(50_000_000)).isEmpty();
    }

    @Test
    void whatMovedBeforeDoesNotCount() throws Exception {
        AtomicLong muchBefore = new AtomicLong(1L << 40);
        Pending<Exception> slow = waiting(clients, muchBefore);

        clients.cutSlowest();

        assertThat(slow.await()).isInstanceOf(StoreException.class);
    }

    @Test
    void anIoExceptionOfTheInterruptionIsTheSame() {
        assertThatThrownBy(
                        () ->
                                clients.exchange(
                                        () -> 0,
                                        () -> {
                                            clients.cutSlowest();
                                            throw new InterruptedIOException("interrupted");
                                        }))
                .isInstanceOf(StoreException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aCutThatComesTooLateLeavesNoTrace() throws Exception {
        String result =
                clients.exchange(
                        () -> 0,
                        () -> {
                            clients.cutSlowest();
                            return "done";
                        });

        assertThat(result).isEqualTo("done");
        assertThat(Thread.interrupted()).isFalse();
        clients.cutSlowest();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void anotherInterruptionStaysOne() {
        assertThatThrownBy(
                        () ->
                                clients.exchange(
                                        () -> 0,
                                        () -> {
                                            throw new InterruptedException("stop");
                                        }))
                .isInstanceOf(InterruptedException.class);
    }
}
