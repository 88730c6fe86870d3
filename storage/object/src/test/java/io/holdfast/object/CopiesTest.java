package io.holdfast.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.cluster.MemberState;
import io.holdfast.drive.DriveStatus;
import io.holdfast.drive.Family;
import io.holdfast.drive.SimulatedMedium;
import io.holdfast.object.row.Keys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A change that brings data is acknowledged with all its copies or not stored, and no copy is
/// thrown away that may be needed (rules 12, 14 and 18).
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class CopiesTest {
    private static final String BUCKET = "bucket";
    private static final ObjectName NAME = new ObjectName(BUCKET, "key");
    private final TestDeployment deployment = new TestDeployment(1, 4, 2).withReducedParity(1);

    @AfterEach
    void stop() {
        deployment.close();
    }

    private ObjectStore start() throws Exception {
        ObjectStore store = deployment.start();
        store.createBucket(BUCKET, false, "");
        return store;
    }

    private static PutRequest reduced() {
        return new PutRequest(
                NAME,
                new ObjectAttributes(
                        Map.of(), Map.of(), Map.of(), ObjectAttributes.REDUCED_REDUNDANCY),
                Conditions.NONE,
                Optional.empty());
    }

    private static void assertNotStored(@Nullable Throwable refusal) {
        assertThat(refusal)
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.error()).isEqualTo(StoreError.WRITE_QUORUM_LOST));
    }

    private void awaitState(int place, MemberState state) throws Exception {
        awaitState(deployment, place, state);
    }

    private static void awaitState(TestDeployment of, int place, MemberState state)
            throws Exception {
        while (of.set(0).state(place) != state) {
            Thread.sleep(20);
        }
    }

    @Test
    void anObjectWithLessParityIsRefusedBeforeItsSet() throws Exception {
        TestDeployment wide = new TestDeployment(1, 8, 4).withReducedParity(1);
        try (wide) {
            ObjectStore store = wide.start();
            store.createBucket(BUCKET, false, "");
            wide.medium(0, 1).failCommitAfter(0);
            wide.medium(0, 6).failCommitAfter(0);
            store.put(Bodies.put(NAME), Bodies.of(Bodies.random(1, 100)));
            assertThatThrownBy(() -> store.put(reduced(), Bodies.of(Bodies.random(2, 100))))
                    .satisfies(CopiesTest::assertNotStored);
            store.put(Bodies.put(NAME), Bodies.of(Bodies.random(3, 100)));
            assertThat(Bodies.read(store, NAME)).isEqualTo(Bodies.random(3, 100));
        }
    }

    @Test
    void anObjectThatLosesItsDrivesOnTheWayIsTakenBack() throws Exception {
        TestDeployment wide = new TestDeployment(1, 8, 4).withReducedParity(1);
        try (wide;
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ObjectStore store = wide.start();
            store.createBucket(BUCKET, false, "");
            store.put(Bodies.put(NAME), Bodies.of(Bodies.random(1, 5_000)));
            wide.medium(0, 1).stall();
            wide.medium(0, 6).stall();
            Future<ObjectInfo> doomed =
                    threads.submit(
                            () -> store.put(reduced(), Bodies.of(Bodies.random(2, 7_000_000))));
            Future<ObjectInfo> doomedToo =
                    threads.submit(
                            () ->
                                    store.put(
                                            new PutRequest(
                                                    new ObjectName(BUCKET, "other"),
                                                    reduced().attributes(),
                                                    Conditions.NONE,
                                                    Optional.empty()),
                                            Bodies.of(Bodies.random(2, 700))));
            for (Future<ObjectInfo> each : List.of(doomed, doomedToo)) {
                assertThatThrownBy(each::get)
                        .isInstanceOf(ExecutionException.class)
                        .satisfies(e -> assertNotStored(e.getCause()));
            }
            assertThat(Bodies.read(store, NAME)).isEqualTo(Bodies.random(1, 5_000));
            // The key is free again, and counted as it was.
            store.put(Bodies.put(NAME), Bodies.of(Bodies.random(3, 200)));
            assertThat(store.usage(BUCKET).objects()).isEqualTo(1);
            assertThat(store.usage(BUCKET).bytes()).isEqualTo(200);
            wide.medium(0, 1).resume();
            wide.medium(0, 6).resume();
            while (!store.rebuildingDrives().isEmpty()
                    || wide.set(0).state(1) == MemberState.OUT
                    || wide.set(0).state(6) == MemberState.OUT) {
                Thread.sleep(20);
            }
            assertThat(Bodies.read(store, NAME)).isEqualTo(Bodies.random(3, 200));
            assertThat(store.list(new ListRequest(BUCKET, "", "", "", 10)).objects()).hasSize(1);
            assertThat(new DeploymentAudit(wide).problems(Set.of())).isEmpty();
        }
    }

    @Test
    void whatWasTakenBackStaysSoWhenADriveThatMissedThatReturns() throws Exception {
        TestDeployment wide = new TestDeployment(1, 8, 4).withReducedParity(1);
        try (wide) {
            ObjectStore store = wide.start();
            store.createBucket(BUCKET, false, "");
            store.put(Bodies.put(NAME), Bodies.of(Bodies.random(1, 5_000)));
            wide.medium(0, 1).stall();
            wide.medium(0, 6).stall();
            // This one takes the change, and then nothing more.
            wide.medium(0, 5)
                    .listen(
                            (medium, changes) -> {
                                if (!changes.isEmpty()) {
                                    medium.stall();
                                }
                            });
            assertThatThrownBy(() -> store.put(reduced(), Bodies.of(Bodies.random(2, 700))))
                    .satisfies(CopiesTest::assertNotStored);
            wide.cutPower();
            wide.medium(0, 5).listen((_, _) -> {});
            for (int place : List.of(1, 5, 6)) {
                wide.medium(0, place).recover();
            }
            ObjectStore next = wide.start();
            for (int place : List.of(1, 5, 6)) {
                while (wide.set(0).state(place) != MemberState.IN_SERVICE) {
                    Thread.sleep(20);
                }
            }
            assertThat(Bodies.read(next, NAME)).isEqualTo(Bodies.random(1, 5_000));
            assertThat(new DeploymentAudit(wide).problems(Set.of())).isEmpty();
        }
    }

    @Test
    void aDriveThatWasPutOutTakesNoMarkThatPassesAVoid() throws Exception {
        TestDeployment wide = new TestDeployment(1, 8, 4).withReducedParity(1);
        try (wide) {
            ObjectStore store = wide.start();
            store.createBucket(BUCKET, false, "");
            store.put(Bodies.put(NAME), Bodies.of(Bodies.random(1, 5_000)));
            wide.medium(0, 1).stall();
            wide.medium(0, 6).stall();
            // This one takes the change, and needs so long for what follows that it is put out.
            wide.medium(0, 5)
                    .listen(
                            (medium, changes) -> {
                                if (!changes.isEmpty()) {
                                    medium.setLatency(60_000_000_000L, 60_000_000_000L);
                                }
                            });
            assertThatThrownBy(() -> store.put(reduced(), Bodies.of(Bodies.random(2, 700))))
                    .satisfies(CopiesTest::assertNotStored);
            wide.medium(0, 5).listen((_, _) -> {});
            wide.medium(0, 5).setLatency(0, 0);
            // Closed in good order, a drive takes the mark as far as it knows it.
            wide.drive(0, 5).close();
            wide.reopenRunning(0, 5);
            wide.medium(0, 1).resume();
            wide.medium(0, 6).resume();
            for (int place : List.of(1, 5, 6)) {
                while (wide.set(0).state(place) != MemberState.IN_SERVICE) {
                    Thread.sleep(20);
                }
            }
            assertThat(Bodies.read(store, NAME)).isEqualTo(Bodies.random(1, 5_000));
            assertThat(new DeploymentAudit(wide).problems(Set.of())).isEmpty();
        }
    }

    @Test
    void theShardOfAVersionThatWasPushedDownMeanwhileIsKept() throws Exception {
        ObjectStore store = start();
        store.setVersioning(BUCKET, Versioning.ENABLED);
        VersionId first =
                store.put(Bodies.put(NAME), Bodies.of(Bodies.random(1, 5_000))).versionId();
        long creation = ((VersionId.Id) first).sequence();
        deployment.medium(0, 3).failCommitAfter(0);
        store.put(Bodies.put(NAME), Bodies.of(Bodies.random(2, 5_000)));
        awaitState(3, MemberState.OUT);
        byte[] head = Keys.head(store.bucket(BUCKET).id(), NAME.keyBytes());
        // Of the first version two shards are left, one of them on the drive that is out.
        assertThat(deployment.medium(0, 0).rot(Family.VERSION, Keys.version(head, creation)))
                .isTrue();
        assertThat(deployment.medium(0, 1).rot(Family.VERSION, Keys.version(head, creation)))
                .isTrue();
        deployment.loseRunning(0, 3);
        deployment.reopenRunning(0, 3);
        awaitState(3, MemberState.IN_SERVICE);
        assertThat(
                        Bodies.read(
                                store,
                                new ReadRequest(
                                        NAME,
                                        Optional.of(first),
                                        OptionalInt.empty(),
                                        Conditions.NONE)))
                .isEqualTo(Bodies.random(1, 5_000));
    }

    /// Three of four shards are needed. One drive comes back without its own, another returns with
    /// one that only it and the two others have, while a start has failed half way.
    @Test
    void aStartThatFailedTakesNothingFromADriveThatComesLater() throws Exception {
        TestDeployment narrow = new TestDeployment(1, 4, 1);
        try (narrow) {
            ObjectStore store = narrow.start();
            store.createBucket(BUCKET, false, "");
            narrow.medium(0, 3).failCommitAfter(0);
            narrow.medium(0, 0).setLatency(30_000_000, 30_000_001);
            store.put(Bodies.put(NAME), Bodies.of(Bodies.random(1, 5_000)));
            // It does not hear that the change is decided.
            narrow.loseRunning(0, 0);
            SimulatedMedium away = narrow.remove(0, 0);
            narrow.loseRunning(0, 3);
            narrow.reopenRunning(0, 3);
            awaitState(narrow, 3, MemberState.IN_SERVICE);
            awaitState(narrow, 0, MemberState.OUT);
            narrow.cutPower();

            // HELLO is promised, START not.
            narrow.medium(0, 2).failCommitAfter(1);
            ObjectStore next = narrow.start();
            assertThat(narrow.drive(0, 2).status()).isInstanceOf(DriveStatus.Quarantined.class);
            narrow.putBack(0, 0, away);
            away.setLatency(0, 0);
            narrow.reopenRunning(0, 0);
            awaitState(narrow, 2, MemberState.OUT);
            narrow.loseRunning(0, 2);
            narrow.reopenRunning(0, 2);
            for (int place = 0; place < 4; place++) {
                awaitState(narrow, place, MemberState.IN_SERVICE);
            }
            assertThat(next.heal(NAME, true).unrecoverable()).isZero();
            assertThat(Bodies.read(next, NAME)).isEqualTo(Bodies.random(1, 5_000));
        }
    }
}
