package io.holdfast.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.cluster.MemberState;
import io.holdfast.drive.DriveStatus;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A drive in service does not answer HELLO, and the registry cannot put it out: what the start
/// makes of the changes in flight must not be done without it, for it may be back at the next
/// attempt, and in service (rules 9, 10 and 13).
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class UnheardDriveTest {
    private static final String BUCKET = "bucket";
    private static final ObjectName NAME = new ObjectName(BUCKET, "key");
    private static final byte[] OLD = Bodies.random(1, 5_000);
    private static final byte[] NEW = Bodies.random(2, 5_000);
    private final TestDeployment deployment = new TestDeployment(1, 4, 1);

    @AfterEach
    void stop() {
        deployment.close();
    }

    /// The power goes when all drives but the first have the change.
    private void replaceOnAllButOne(ObjectStore store) throws Exception {
        deployment.registry().setWritable(false);
        deployment.medium(0, 0).stall();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ObjectInfo> unanswered =
                    threads.submit(() -> store.put(Bodies.put(NAME), Bodies.of(NEW)));
            while (deployment.drive(0, 0).status() instanceof DriveStatus.Serving) {
                Thread.sleep(20);
            }
            deployment.cutPower();
            assertThatThrownBy(unanswered::get).hasCauseInstanceOf(StoreException.class);
        }
    }

    @Test
    void itServesOnlyWithWhatTheOthersKeep() throws Exception {
        ObjectStore first = deployment.start();
        first.createBucket(BUCKET, false, "");
        first.put(Bodies.put(NAME), Bodies.of(OLD));
        replaceOnAllButOne(first);
        ObjectStore store = deployment.start();
        assertThat(store.whyReadOnly()).isPresent();
        deployment.medium(0, 0).recover();
        deployment.loseRunning(0, 0);
        deployment.reopenRunning(0, 0);
        while (store.whyReadOnly().isPresent()) {
            Thread.sleep(20);
        }
        assertThat(deployment.set(0).state(0)).isEqualTo(MemberState.IN_SERVICE);
        assertThat(new DeploymentAudit(deployment).problems(Set.of())).isEmpty();
        assertThat(Bodies.read(store, NAME)).isIn(OLD, NEW);
    }
}
