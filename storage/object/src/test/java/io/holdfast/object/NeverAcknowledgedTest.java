package io.holdfast.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.cluster.MemberState;
import io.holdfast.drive.DriveStatus;
import io.holdfast.drive.Family;
import io.holdfast.drive.SimulatedMedium;
import io.holdfast.object.row.Keys;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A change that reached one of two drives and was never acknowledged: a start takes it back, and
/// the version before it is there (rule 8, decision 0063). One that may have been acknowledged is
/// never taken back.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class NeverAcknowledgedTest {
    private static final String BUCKET = "bucket";
    private static final ObjectName NAME = new ObjectName(BUCKET, "key");
    private static final Map<String, String> TAGS = Map.of("colour", "red");
    private static final int SMALL = 5_000;
    private static final int LARGE = 3_000_000;
    private TestDeployment deployment = new TestDeployment(1, 2, 1);

    @AfterEach
    void stop() {
        deployment.close();
    }

    /// The power goes when only the first drive has the change.
    private void replaceOnOneDrive(int size) throws Exception {
        changeOnOneDrive(
                size, store -> store.put(Bodies.put(NAME), Bodies.of(Bodies.random(2, size))));
    }

    private interface Change {
        ObjectInfo on(ObjectStore store) throws Exception;
    }

    private void changeOnOneDrive(int size, Change change) throws Exception {
        while (!isOnOneDrive(size, change)) {
            deployment.close();
            deployment = new TestDeployment(1, 2, 1);
        }
    }

    /// @return false when the second drive had it before it could be stalled, so that the change
    ///   was acknowledged
    private boolean isOnOneDrive(int size, Change last) throws Exception {
        ObjectStore store = deployment.start();
        store.createBucket(BUCKET, false, "");
        store.put(Bodies.put(NAME), Bodies.of(Bodies.random(1, size)));
        deployment.medium(0, 1).setLatency(200_000_000, 200_000_001);
        deployment
                .medium(0, 0)
                .listen(
                        (_, changes) -> {
                            if (changes.stream().anyMatch(change -> change.slot() >= 0)) {
                                deployment.medium(0, 1).stall();
                            }
                        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ObjectInfo> unanswered = threads.submit(() -> last.on(store));
            while (deployment.drive(0, 1).status() instanceof DriveStatus.Serving
                    && !unanswered.isDone()) {
                Thread.sleep(20);
            }
            if (unanswered.isDone() && unanswered.state() == Future.State.SUCCESS) {
                return false;
            }
            deployment.cutPower();
            assertThatThrownBy(unanswered::get).hasCauseInstanceOf(StoreException.class);
        }
        deployment.medium(0, 0).listen((_, _) -> {});
        deployment.medium(0, 1).recover();
        deployment.medium(0, 1).setLatency(0, 0);
        return true;
    }

    private void rotNewest(int place) {
        byte[] head = Keys.head(1, NAME.keyBytes());
        assertThat(deployment.medium(0, place).rot(Family.HEAD, head)).isTrue();
    }

    private void assertWhole(ObjectStore store) throws Exception {
        assertThat(store.heal(NAME, true).unrecoverable()).isZero();
        assertThat(new DeploymentAudit(deployment).problems(Set.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void itIsTakenBack(int size) throws Exception {
        replaceOnOneDrive(size);
        ObjectStore store = deployment.start();
        assertThat(Bodies.read(store, NAME)).isEqualTo(Bodies.random(1, size));
        assertWhole(store);
        assertThat(store.usage(BUCKET).versions()).isEqualTo(1);
    }

    /// One row is all of a change that brings no data.
    @Test
    void tagsAreFinished() throws Exception {
        changeOnOneDrive(SMALL, store -> store.setTags(NAME, Optional.empty(), TAGS));
        ObjectStore store = deployment.start();
        assertThat(store.info(NAME, Optional.empty()).attributes().tags()).isEqualTo(TAGS);
        assertWhole(store);
    }

    @Test
    void whatWasAcknowledgedIsALossAndNeverTakenBack() throws Exception {
        ObjectStore store = deployment.start();
        store.createBucket(BUCKET, false, "");
        store.put(Bodies.put(NAME), Bodies.of(Bodies.random(1, SMALL)));
        store.put(Bodies.put(NAME), Bodies.of(Bodies.random(2, SMALL)));
        deployment.cutPower();
        rotNewest(0);
        rotNewest(1);
        ObjectStore next = deployment.start();
        assertThatThrownBy(() -> Bodies.read(next, NAME))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.error()).isEqualTo(StoreError.READ_QUORUM_LOST));
    }

    private static void awaitState(TestDeployment of, int place, MemberState state)
            throws Exception {
        while (of.set(0).state(place) != state) {
            Thread.sleep(20);
        }
    }

    /// The one drive that knows it as committed is away for two starts; what the others have is not
    /// enough to read it.
    @Test
    void whatOneDriveKnowsAsCommittedIsKeptWhenItReturnsLate() throws Exception {
        try (TestDeployment narrow = new TestDeployment(1, 4, 1)) {
            ObjectStore store = narrow.start();
            store.createBucket(BUCKET, false, "");
            store.put(Bodies.put(NAME), Bodies.of(Bodies.random(1, SMALL)));
            narrow.medium(0, 2).failCommitAfter(0);
            store.put(Bodies.put(new ObjectName(BUCKET, "other")), Bodies.of(new byte[9]));
            awaitState(narrow, 2, MemberState.OUT);
            for (int place : new int[] {0, 3}) {
                narrow.medium(0, place)
                        .listen(
                                (medium, changes) -> {
                                    if (changes.stream().anyMatch(change -> change.slot() >= 0)) {
                                        medium.stall();
                                    }
                                });
            }
            // The last of the three hears that the change is committed.
            narrow.medium(0, 1).setLatency(50_000_000, 50_000_001);
            store.put(Bodies.put(NAME), Bodies.of(Bodies.random(2, SMALL)));
            // Until the stalled drives have given up what waits for them.
            Thread.sleep(1_500);
            narrow.loseRunning(0, 1);
            SimulatedMedium away = narrow.remove(0, 1);
            away.setLatency(0, 0);
            narrow.cutPower();
            for (int place : new int[] {0, 3}) {
                narrow.medium(0, place).listen((_, _) -> {});
                narrow.medium(0, place).recover();
            }
            ObjectStore second = narrow.start();
            second.put(Bodies.put(new ObjectName(BUCKET, "other")), Bodies.of(new byte[9]));
            narrow.stop();
            ObjectStore third = narrow.start();
            narrow.putBack(0, 1, away);
            narrow.reopenRunning(0, 1);
            awaitState(narrow, 1, MemberState.IN_SERVICE);
            awaitState(narrow, 2, MemberState.IN_SERVICE);
            assertThat(Bodies.read(third, NAME)).isEqualTo(Bodies.random(2, SMALL));
            assertThat(third.heal(NAME, true).unrecoverable()).isZero();
        }
    }
}
