package io.holdfast.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.cluster.MemberState;
import io.holdfast.drive.Family;
import io.holdfast.drive.SimulatedMedium;
import io.holdfast.object.commit.JournalFloor;
import io.holdfast.object.row.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Drives that go, return, rot and come back empty.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class FailureTest {
    private static final String BUCKET = "bucket";
    private TestDeployment deployment;
    private ObjectStore store;
    private final List<ObjectName> names = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        deployment = new TestDeployment(1, 4, 2);
        store = deployment.start();
        store.createBucket(BUCKET, false, "");
        write(0, 20);
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    /// Objects of all kinds: empty, small, in files, deleted ones between them.
    private void write(int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            ObjectName name = new ObjectName(BUCKET, "key" + i);
            store.put(Bodies.put(name), Bodies.of(content(i)));
            names.add(name);
            ObjectName gone = new ObjectName(BUCKET, "gone" + i);
            store.put(Bodies.put(gone), Bodies.of(content(i)));
            store.delete(new DeleteRequest(gone, Optional.empty(), Conditions.NONE));
        }
    }

    private static byte[] content(int i) {
        return Bodies.random(i, i % 4 == 3 ? 1_500_000 + i : i * 37);
    }

    private void verify() throws Exception {
        for (int i = 0; i < names.size(); i++) {
            assertThat(Bodies.read(store, names.get(i))).as("object %s", i).isEqualTo(content(i));
        }
        assertThat(store.list(new ListRequest(BUCKET, "", "", "", 1000)).objects())
                .hasSize(names.size());
        assertThat(store.usage(BUCKET).objects()).isEqualTo(names.size());
    }

    /// Every shard of every object on the drive is damaged.
    private void rotAll(int place) throws Exception {
        long bucketId = store.bucket(BUCKET).id();
        for (ObjectName name : names) {
            deployment.medium(0, place).rot(Family.HEAD, Keys.head(bucketId, name.keyBytes()));
        }
    }

    private void awaitInService(int place) throws Exception {
        while (deployment.set(0).state(place) != MemberState.IN_SERVICE) {
            Thread.sleep(20);
        }
    }

    private void awaitState(int place, MemberState state) throws Exception {
        while (deployment.set(0).state(place) != state) {
            Thread.sleep(20);
        }
    }

    @Test
    void withTwoOfFourDrivesEverythingIsReadAndNothingIsWritten() throws Exception {
        deployment.cutPower();
        deployment.remove(0, 1);
        deployment.remove(0, 2);
        store = deployment.start();
        assertThat(store.whyReadOnly()).isPresent();
        for (int i = 0; i < names.size(); i++) {
            assertThat(Bodies.read(store, names.get(i))).isEqualTo(content(i));
        }
        assertThatThrownBy(() -> write(20, 21)).isInstanceOf(StoreException.class);
    }

    @Test
    void withoutAnEpochEverythingIsStillRead() throws Exception {
        // In good order: after a cut, what was decided last may be in doubt without an epoch.
        deployment.stop();
        deployment.remove(0, 0);
        deployment.remove(0, 3);
        store = deployment.startWithoutEpoch();
        for (int i = 0; i < names.size(); i++) {
            assertThat(Bodies.read(store, names.get(i))).isEqualTo(content(i));
        }
        assertThat(store.list(new ListRequest(BUCKET, "", "", "", 1000)).objects())
                .hasSize(names.size());
        assertThatThrownBy(() -> write(20, 21)).isInstanceOf(StoreException.class);
    }

    @Test
    void aTombstoneThatSomeDrivesHaveClearedAwayIsInNobodysWay() throws Exception {
        deployment.loseRunning(0, 3);
        write(20, 30);
        long bucketId = store.bucket(BUCKET).id();
        deployment.stop();
        deployment.remove(0, 3);
        for (int i = 20; i < 30; i++) {
            ObjectName gone = new ObjectName(BUCKET, "gone" + i);
            deployment.medium(0, i % 3).forget(Family.HEAD, Keys.head(bucketId, gone.keyBytes()));
        }
        store = deployment.start();
        for (int i = 20; i < 30; i++) {
            ObjectName name = new ObjectName(BUCKET, "gone" + i);
            assertThatThrownBy(() -> Bodies.read(store, name))
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            e -> assertThat(e.error()).isEqualTo(StoreError.NO_SUCH_KEY));
            store.put(Bodies.put(name), Bodies.of(content(i)));
            assertThat(Bodies.read(store, name)).isEqualTo(content(i));
        }
        assertThat(deployment.set(0).state(0)).isEqualTo(MemberState.IN_SERVICE);
    }

    @Test
    void aFailingDriveIsPutOutAndWritesGoOn() throws Exception {
        deployment.medium(0, 2).failCommitAfter(0);
        write(20, 30);
        assertThat(deployment.set(0).state(2)).isEqualTo(MemberState.OUT);
        verify();
    }

    @Test
    void changesThatCannotBeDecidedHideNothing() throws Exception {
        store.createBucket("versioned", false, "");
        store.setVersioning("versioned", Versioning.ENABLED);
        ObjectName versioned = new ObjectName("versioned", "key");
        store.put(Bodies.put(versioned), Bodies.of(content(1)));
        VersionId newest = store.put(Bodies.put(versioned), Bodies.of(content(2))).versionId();
        ObjectName covered = new ObjectName("versioned", "covered");
        store.put(Bodies.put(covered), Bodies.of(content(7)));
        deployment.medium(0, 2).stall();
        deployment.medium(0, 3).stall();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Object>> doomed =
                    List.of(
                            () -> store.put(Bodies.put(names.get(5)), Bodies.of(content(6))),
                            () -> store.put(Bodies.put(names.get(7)), Bodies.of(content(6))),
                            () -> store.put(Bodies.put(covered), Bodies.of(content(6))),
                            () ->
                                    store.delete(
                                            new DeleteRequest(
                                                    names.get(4),
                                                    Optional.empty(),
                                                    Conditions.NONE)),
                            () ->
                                    store.delete(
                                            new DeleteRequest(
                                                    versioned,
                                                    Optional.of(newest),
                                                    Conditions.NONE)),
                            () ->
                                    store.put(
                                            Bodies.put(new ObjectName(BUCKET, "new/key")),
                                            Bodies.of(content(6))));
            for (var outcome : threads.invokeAll(doomed)) {
                assertThatThrownBy(outcome::get).hasCauseInstanceOf(StoreException.class);
            }
        }
        for (int i = 0; i < names.size(); i++) {
            assertThat(Bodies.read(store, names.get(i))).as("object %s", i).isEqualTo(content(i));
        }
        assertThat(Bodies.read(store, versioned)).isEqualTo(content(2));
        assertThat(Bodies.read(store, covered)).isEqualTo(content(7));
        assertThatThrownBy(() -> Bodies.read(store, new ObjectName(BUCKET, "new/key")))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.error()).isEqualTo(StoreError.NO_SUCH_KEY));
        ListPage page = store.list(new ListRequest(BUCKET, "", "/", "", 1000));
        assertThat(page.objects()).hasSize(names.size());
        assertThat(page.prefixes()).isEmpty();
        assertThat(page.objects().stream().map(ObjectInfo::size))
                .contains((long) content(4).length, (long) content(5).length);
    }

    @Test
    void aStalledDriveIsPutOutWithinItsDeadline() throws Exception {
        deployment.medium(0, 3).stall();
        write(20, 25);
        assertThat(deployment.set(0).state(3)).isEqualTo(MemberState.OUT);
        verify();
    }

    @Test
    void aDriveThatMissedWritesCatchesUpFromTheJournal() throws Exception {
        deployment.stop();
        SimulatedMedium away = deployment.remove(0, 0);
        store = deployment.start();
        awaitState(0, MemberState.OUT);
        write(20, 40);
        deployment.stop();
        deployment.putBack(0, 0, away);
        store = deployment.start();
        awaitInService(0);
        deployment.stop();
        deployment.remove(0, 1);
        deployment.remove(0, 2);
        store = deployment.start();
        for (int i = 0; i < names.size(); i++) {
            assertThat(Bodies.read(store, names.get(i))).isEqualTo(content(i));
        }
    }

    @Test
    void twoEmptyDrivesAreRebuiltWhileWritesGoOn() throws Exception {
        deployment.stop();
        deployment.replace(0, 1);
        deployment.replace(0, 3);
        store = deployment.start();
        write(20, 60);
        awaitInService(1);
        awaitInService(3);
        verify();
        deployment.stop();
        deployment.remove(0, 0);
        deployment.remove(0, 2);
        store = deployment.start();
        for (int i = 0; i < names.size(); i++) {
            assertThat(Bodies.read(store, names.get(i))).isEqualTo(content(i));
        }
    }

    @Test
    void aRebuiltDriveKnowsHowFarItsJournalReaches() throws Exception {
        deployment.stop();
        for (int place = 0; place < 4; place++) {
            deployment
                    .medium(0, place)
                    .remember(Family.META, JournalFloor.KEY, JournalFloor.record(77));
        }
        deployment.replace(0, 1);
        store = deployment.start();
        awaitInService(1);
        assertThat(JournalFloor.read(deployment.drive(0, 1))).isEqualTo(77);
        verify();
    }

    @Test
    void anEmptyDriveThatReturnsWhileRunningIsRebuilt() throws Exception {
        deployment.medium(0, 2).failCommitAfter(0);
        write(20, 22);
        awaitState(2, MemberState.OUT);
        deployment.replaceRunning(0, 2);
        write(22, 40);
        awaitInService(2);
        deployment.stop();
        deployment.remove(0, 0);
        deployment.remove(0, 1);
        store = deployment.start();
        for (int i = 0; i < names.size(); i++) {
            assertThat(Bodies.read(store, names.get(i))).isEqualTo(content(i));
        }
    }

    @Test
    void rottenShardsAreReadFromParityAndRepaired() throws Exception {
        for (int place = 0; place < 2; place++) {
            rotAll(place);
        }
        verify();
        for (ObjectName name : names) {
            assertThat(store.heal(name, true).unrecoverable()).as(name.key()).isZero();
            assertThat(store.heal(name, true).shardsRepaired()).as(name.key()).isZero();
        }
        for (int place = 2; place < 4; place++) {
            rotAll(place);
        }
        verify();
    }

    @Test
    void healingAHealthyKeyRepairsNothing() throws Exception {
        for (ObjectName name : names) {
            HealReport report = store.heal(name, true);
            assertThat(report.rowsRepaired()).as(name.key()).isZero();
            assertThat(report.unrecoverable()).isZero();
        }
    }
}
