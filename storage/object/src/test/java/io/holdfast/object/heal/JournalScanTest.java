package io.holdfast.object.heal;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.object.Bodies;
import io.holdfast.object.ObjectName;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.TestDeployment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JournalScanTest {
    /// A VOID may reach the drive that catches up before the copy does: the entry would be there
    /// again.
    @Test
    void whatIsInFlightIsReadAndNotCopied() throws Exception {
        try (TestDeployment deployment = new TestDeployment(1, 2, 1)) {
            ObjectStore store = deployment.start();
            store.createBucket("bucket", false, "");
            for (int i = 0; i < 3; i++) {
                store.put(
                        Bodies.put(new ObjectName("bucket", "key")),
                        Bodies.of(Bodies.random(i, 100)));
            }
            List<JournalScan.Item> all = new ArrayList<>();
            JournalScan.after(deployment.drive(0, 0), 0, all::addAll);
            assertThat(all).hasSize(3);
            long second = all.get(1).sequence();
            assertThat(JournalScan.decided(all, second)).isEqualTo(all.subList(0, 2));
            assertThat(JournalScan.decided(all, second - 1)).isEqualTo(all.subList(0, 1));
        }
    }
}
