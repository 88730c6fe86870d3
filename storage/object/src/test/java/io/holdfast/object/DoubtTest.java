package io.holdfast.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.cluster.MemberState;
import io.holdfast.drive.SimulatedMedium;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A change was acknowledged with one drive out; then one of the three that took it is away, so a
/// start leaves the change in doubt. When that one is back, what was acknowledged is there (rules 8
/// and 10).
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class DoubtTest {
    private static final String BUCKET = "bucket";
    private static final ObjectName NAME = new ObjectName(BUCKET, "key");
    private static final byte[] OLD = Bodies.random(1, 5_000);
    private static final byte[] NEW = Bodies.random(2, 4_000);

    private final TestDeployment deployment = new TestDeployment(1, 4, 1);
    private ObjectStore store;

    @BeforeEach
    void acknowledgeWithOneOut() throws Exception {
        store = deployment.start();
        store.createBucket(BUCKET, false, "");
        store.put(Bodies.put(NAME), Bodies.of(OLD));
        deployment.loseRunning(0, 1);
        store.put(Bodies.put(new ObjectName(BUCKET, "other")), Bodies.of(OLD));
        assertThat(deployment.set(0).state(1)).isEqualTo(MemberState.OUT);
        List.of(0, 2, 3).forEach(this::stallAfterNext);
        store.put(Bodies.put(NAME), Bodies.of(NEW));
    }

    /// @return the medium of the only drive that knew the change as decided
    private SimulatedMedium loseTheDriveThatKnows() throws Exception {
        // Closed in good order, a drive takes the mark.
        deployment.drive(0, 0).close();
        deployment.cutPower();
        List.of(0, 2, 3).forEach(this::recover);
        SimulatedMedium away = deployment.remove(0, 0);
        store = deployment.start();
        awaitState(0, MemberState.OUT);
        // The drive that missed the change takes this epoch's START and its mark.
        deployment.stop();
        store = deployment.start();
        return away;
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    private void stall(int place) {
        deployment.medium(0, place).stall();
    }

    private void recover(int place) {
        SimulatedMedium medium = deployment.medium(0, place);
        medium.listen((_, _) -> {});
        medium.setLatency(0, 0);
        medium.recover();
    }

    /// The drive takes one more batch of changes, and does not learn that it is decided.
    private void stallAfterNext(int place) {
        deployment
                .medium(0, place)
                .listen(
                        (medium, changes) -> {
                            if (!changes.isEmpty()) {
                                medium.stall();
                            }
                        });
    }

    private void awaitState(int place, MemberState state) throws InterruptedException {
        while (deployment.set(0).state(place) != state) {
            Thread.sleep(20);
        }
    }

    private void assertAcknowledgedIsThere() throws Exception {
        awaitState(0, MemberState.IN_SERVICE);
        awaitState(1, MemberState.IN_SERVICE);
        assertThat(Bodies.read(store, NAME)).hasSize(NEW.length).isEqualTo(NEW);
        assertThat(store.list(new ListRequest(BUCKET, "", "", "", 10)).objects()).hasSize(2);
        assertThat(new DeploymentAudit(deployment).problems(Set.of())).isEmpty();
    }

    @Test
    void aMarkOfALaterEpochHidesNoEarlierOne() throws Exception {
        deployment.putBack(0, 0, loseTheDriveThatKnows());
        deployment.reopenRunning(0, 0);
        assertAcknowledgedIsThere();
    }

    @Test
    void whatAStartKeptOnOneDriveIsKeptWhenThatOneReturns() throws Exception {
        deployment.cutPower();
        List.of(0, 2, 3).forEach(this::recover);
        // The next START reaches one drive only.
        for (int place : List.of(0, 1, 3)) {
            deployment.medium(0, place).setLatency(200_000_000, 200_000_000);
        }
        deployment
                .medium(0, 2)
                .listen(
                        (_, changes) -> {
                            if (!changes.isEmpty()) {
                                List.of(0, 1, 3).forEach(this::stall);
                            }
                        });
        store = deployment.start();
        deployment.cutPower();
        List.of(0, 1, 2, 3).forEach(this::recover);
        SimulatedMedium away = deployment.remove(0, 2);
        store = deployment.start();
        assertThatThrownBy(() -> Bodies.read(store, NAME)).isInstanceOf(StoreException.class);
        deployment.putBack(0, 2, away);
        deployment.reopenRunning(0, 2);
        awaitState(2, MemberState.IN_SERVICE);
        assertAcknowledgedIsThere();
    }

    @Test
    void whatAReturnedDriveKnewOutlivesItsNextMark() throws Exception {
        deployment.putBack(0, 0, loseTheDriveThatKnows());
        // It takes this epoch's START and mark; the power goes before the others hear that nothing
        // is in doubt any more.
        List.of(2, 3).forEach(this::stall);
        CountDownLatch taken = new CountDownLatch(1);
        deployment
                .medium(0, 0)
                .listen(
                        (_, changes) -> {
                            if (!changes.isEmpty()) {
                                taken.countDown();
                            }
                        });
        deployment.reopenRunning(0, 0);
        taken.await();
        deployment.cutPower();
        List.of(2, 3).forEach(this::recover);
        recover(0);
        store = deployment.start();
        assertAcknowledgedIsThere();
    }
}
