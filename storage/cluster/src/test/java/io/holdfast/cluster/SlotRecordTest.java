package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SlotRecordTest {
    @Test
    void slotsAreDealtInProportionToCapacity() {
        Seeds.forEach(
                200,
                random -> {
                    double[] capacities = random.doubles(random.nextInt(1, 20), 1, 100).toArray();
                    double total = Arrays.stream(capacities).sum();
                    SlotRecord record = SlotRecord.inProportionTo(capacities);
                    for (int set = 0; set < capacities.length; set++) {
                        int wanted = set;
                        long slots = Arrays.stream(record.sets()).filter(s -> s == wanted).count();
                        assertThat((double) slots)
                                .isBetween(
                                        capacities[set] / total * Cluster.SLOTS - 1,
                                        capacities[set] / total * Cluster.SLOTS + 1);
                    }
                    SlotRecord read = SlotRecord.decode(record.underEpoch(5).encode());
                    assertThat(read.epoch()).isEqualTo(5);
                    assertThat(read.sets()).isEqualTo(record.sets());
                });
    }

    @Test
    void tinySetStillGetsASlot() {
        SlotRecord record = SlotRecord.inProportionTo(new double[] {1e12, 1, 1e12});
        assertThat(Arrays.stream(record.sets()).filter(set -> set == 1).count()).isEqualTo(1);
    }
}
