package io.holdfast.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.MemberState;
import io.holdfast.drive.SimulatedMedium;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// As many drives as there is parity are replaced while another one is away: what those that are
/// left and the one that returns have is enough.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ReplacedBesideMissingTest {
    private static final String BUCKET = "bucket";
    private static final ObjectName NAME = new ObjectName(BUCKET, "key");
    private final TestDeployment deployment = new TestDeployment(1, 4, 2);

    @AfterEach
    void stop() {
        deployment.close();
    }

    @Test
    void nothingIsLostWhenItReturns() throws Exception {
        ObjectStore store = deployment.start();
        store.createBucket(BUCKET, false, "");
        byte[] content = Bodies.random(1, 5_000);
        store.put(Bodies.put(NAME), Bodies.of(content));
        deployment.loseRunning(0, 0);
        deployment.loseRunning(0, 1);
        SimulatedMedium away = deployment.remove(0, 1);
        deployment.loseRunning(0, 2);
        deployment.replaceRunning(0, 0);
        deployment.replaceRunning(0, 2);
        deployment.putBack(0, 1, away);
        deployment.reopenRunning(0, 1);
        for (int place = 0; place < 4; place++) {
            while (deployment.set(0).state(place) != MemberState.IN_SERVICE) {
                Thread.sleep(20);
            }
        }
        assertThat(Bodies.read(store, NAME)).isEqualTo(content);
        assertThat(store.heal(NAME, true).unrecoverable()).isZero();
    }
}
