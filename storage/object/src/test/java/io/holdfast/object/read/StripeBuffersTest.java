package io.holdfast.object.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.object.StoreException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Memory that is given back while drives use it.
final class StripeBuffersTest {
    private static final int COUNT = 2;

    private final StripeBuffers buffers = new StripeBuffers(COUNT, 4, 2);
    private final AtomicBoolean isUnused = new AtomicBoolean();

    private long giveBackInUse() throws StoreException, InterruptedException {
        StripeBuffers.Buffer buffer = buffers.take();
        MemorySegment memory = buffer.memory();
        buffer.closeWhen(isUnused::get);
        buffer.close();
        return memory.address();
    }

    private List<Long> takeAll() throws StoreException, InterruptedException {
        List<StripeBuffers.Buffer> taken = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            taken.add(buffers.take());
        }
        assertThat(buffers.tryTake()).isEmpty();
        List<Long> addresses = taken.stream().map(buffer -> buffer.memory().address()).toList();
        taken.forEach(StripeBuffers.Buffer::close);
        return addresses;
    }

    @Test
    void itIsNotLentWhileDrivesUseIt() throws Exception {
        long address = giveBackInUse();
        assertThat(takeAll()).doesNotContain(address);
    }

    @Test
    void itIsLentOnceTheyDoNot() throws Exception {
        long address = giveBackInUse();
        isUnused.set(true);
        assertThat(takeAll()).contains(address);
    }

    @Test
    void whatNobodyUsesIsIdleAtOnce() throws Exception {
        isUnused.set(true);
        long address = giveBackInUse();
        isUnused.set(false);
        assertThat(takeAll()).contains(address);
    }

    @Test
    void drivesThatStandStillKeepNoMoreThanThereIs() throws Exception {
        List<Long> addresses = new ArrayList<>();
        for (int i = 0; i < COUNT + 1; i++) {
            addresses.add(giveBackInUse());
        }
        isUnused.set(true);
        assertThat(takeAll()).containsExactlyElementsOf(addresses.subList(1, COUNT + 1));
    }
}
