package io.holdfast.object.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.object.BucketInfo;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A gate that counts the changes under way in a bucket.
@Timeout(value = 20, unit = TimeUnit.SECONDS)
final class BucketGateTest {
    private static final long MOMENT_NS = 1_000_000;

    private final BucketGate gate =
            new BucketGate(BucketInfo.created("bucket", 1, 0, "", false, ""));

    @Test
    void aDeletionGivesUpWhenAChangeIsNotDecidedInTime() throws Exception {
        assertThat(gate.enter()).isTrue();
        assertThatThrownBy(() -> gate.close(MOMENT_NS))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.error()).isEqualTo(StoreError.TOO_BUSY));
        assertThat(gate.enter()).as("open again").isTrue();
        gate.leave();
        gate.leave();
        assertThat(gate.close(MOMENT_NS)).isTrue();
        gate.remove();
        assertThat(gate.enter()).isFalse();
    }
}
