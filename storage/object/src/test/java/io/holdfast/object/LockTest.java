package io.holdfast.object;

import static io.holdfast.object.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.drive.Later;
import io.holdfast.testkit.HandClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Versions that object lock keeps stay, whatever is tried; the rest can be removed.
final class LockTest {
    private static final ObjectName NAME = new ObjectName("locked", "key");
    private static final long LONG_MS = 10_000_000_000L;

    private final HandClock clock = new HandClock();
    private final TestDeployment deployment = new TestDeployment(1, 4, 2, Later.threads(), clock);
    private ObjectStore store;

    @BeforeEach
    void start() throws Exception {
        store = deployment.start();
        store.createBucket("locked", true, "");
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    private Optional<Retention> until(RetentionMode mode, long fromNowMs) {
        return Optional.of(new Retention(mode, clock.wallMs() + fromNowMs));
    }

    private ObjectInfo put(ObjectLock lock) throws Exception {
        return store.put(
                new PutRequest(
                        NAME,
                        ObjectAttributes.NONE.withLock(lock),
                        Conditions.NONE,
                        Optional.empty()),
                Bodies.of(Bodies.random(1, 100)));
    }

    private ObjectInfo put(RetentionMode mode) throws Exception {
        return put(new ObjectLock(until(mode, LONG_MS), false));
    }

    private void remove(ObjectInfo version, boolean isBypassing) throws Exception {
        store.delete(
                new DeleteRequest(
                        NAME, Optional.of(version.versionId()), Conditions.NONE, isBypassing));
    }

    private ObjectLock lockOf(ObjectInfo version) throws Exception {
        return store.head(
                        new ReadRequest(
                                NAME,
                                Optional.of(version.versionId()),
                                java.util.OptionalInt.empty(),
                                Conditions.NONE))
                .info()
                .attributes()
                .lock();
    }

    @Test
    void complianceIsRemovedByNobody() throws Exception {
        ObjectInfo version = put(RetentionMode.COMPLIANCE);
        refused(StoreError.PROTECTED, () -> remove(version, false));
        refused(StoreError.PROTECTED, () -> remove(version, true));
        // A marker hides it; it is still there.
        store.delete(new DeleteRequest(NAME, Optional.empty(), Conditions.NONE));
        refused(StoreError.PROTECTED, () -> remove(version, true));
        assertThat(lockOf(version).retention()).isPresent();
        refused(StoreError.PROTECTED, () -> store.deleteBucket("locked", true));
    }

    @Test
    void governanceIsRemovedByThoseWhoMay() throws Exception {
        ObjectInfo version = put(RetentionMode.GOVERNANCE);
        refused(StoreError.PROTECTED, () -> remove(version, false));
        remove(version, true);
        refused(StoreError.NO_SUCH_VERSION, () -> lockOf(version));
    }

    @Test
    void legalHoldIsBypassedByNobody() throws Exception {
        ObjectInfo version = put(new ObjectLock(Optional.empty(), true));
        refused(StoreError.PROTECTED, () -> remove(version, true));
        store.setLegalHold(NAME, Optional.of(version.versionId()), false);
        remove(version, false);
    }

    @Test
    void complianceIsLengthenedAndNeverShortened() throws Exception {
        ObjectInfo version = put(RetentionMode.COMPLIANCE);
        Optional<VersionId> id = Optional.of(version.versionId());
        for (Optional<Retention> less :
                List.of(
                        Optional.<Retention>empty(),
                        until(RetentionMode.COMPLIANCE, LONG_MS - 1),
                        until(RetentionMode.GOVERNANCE, 2 * LONG_MS))) {
            refused(StoreError.PROTECTED, () -> store.setRetention(NAME, id, less, true));
        }
        Optional<Retention> longer = until(RetentionMode.COMPLIANCE, 2 * LONG_MS);
        store.setRetention(NAME, id, longer, false);
        assertThat(lockOf(version).retention()).isEqualTo(longer);
        store.setTags(NAME, id, Map.of("a", "b"));
        assertThat(lockOf(version).retention()).isEqualTo(longer);
    }

    @Test
    void governanceIsShortenedByThoseWhoMay() throws Exception {
        ObjectInfo version = put(RetentionMode.GOVERNANCE);
        Optional<VersionId> id = Optional.of(version.versionId());
        Optional<Retention> shorter = until(RetentionMode.GOVERNANCE, 1_000);
        refused(StoreError.PROTECTED, () -> store.setRetention(NAME, id, shorter, false));
        store.setRetention(NAME, id, until(RetentionMode.GOVERNANCE, 2 * LONG_MS), false);
        store.setRetention(NAME, id, shorter, true);
        store.setRetention(NAME, id, Optional.empty(), true);
        remove(version, false);
    }

    @Test
    void retentionEndsByTrustedTimeAlone() throws Exception {
        ObjectInfo version = put(new ObjectLock(until(RetentionMode.COMPLIANCE, 1_000), false));
        clock.jumpWallMs(LONG_MS);
        refused(StoreError.PROTECTED, () -> remove(version, true));
        clock.jumpWallMs(-LONG_MS);
        for (int step = 0; step < 11; step++) {
            clock.advanceMs(100);
        }
        remove(version, false);
    }

    @Test
    void newVersionsGetTheBucketsDefault() throws Exception {
        store.setObjectLock(
                "locked",
                Optional.of(new DefaultRetention(RetentionMode.COMPLIANCE, 2_190, false)));
        ObjectInfo version = put(ObjectLock.NONE);
        assertThat(version.attributes().lock().retention())
                .isEqualTo(until(RetentionMode.COMPLIANCE, 2_190L * 86_400_000));
        refused(StoreError.PROTECTED, () -> remove(version, true));
        // Its own retention counts instead, also a shorter one; a hold comes on top.
        Optional<Retention> own = until(RetentionMode.GOVERNANCE, 5_000);
        assertThat(put(new ObjectLock(own, true)).attributes().lock())
                .isEqualTo(new ObjectLock(own, true));
        assertThat(put(new ObjectLock(Optional.empty(), true)).attributes().lock().retention())
                .isPresent();
        assertThat(upload().attributes().lock().retention()).isPresent();
        assertThat(store.bucket("locked").defaultRetention()).isPresent();
    }

    private ObjectInfo upload() throws Exception {
        UploadInfo upload =
                store.createUpload(
                        new UploadRequest(
                                NAME,
                                ObjectAttributes.NONE,
                                Conditions.NONE,
                                Optional.empty(),
                                Optional.empty()));
        PartInfo part =
                store.putPart(
                        new PartRequest(NAME, upload.uploadId(), 1, Optional.empty()),
                        Bodies.of(Bodies.random(2, 9_000)));
        return store.completeUpload(Bodies.complete(NAME, upload, part));
    }

    @Test
    void locksAreKeptOverARestart() throws Exception {
        ObjectInfo version = put(RetentionMode.COMPLIANCE);
        Optional<Retention> longer = until(RetentionMode.COMPLIANCE, 3 * LONG_MS);
        store.setRetention(NAME, Optional.of(version.versionId()), longer, false);
        deployment.cutPower();
        store = deployment.start();
        assertThat(lockOf(version).retention()).isEqualTo(longer);
        refused(StoreError.PROTECTED, () -> remove(version, true));
    }

    @Test
    void bucketWithoutLockKeepsNothing() throws Exception {
        store.createBucket("plain", false, "");
        ObjectName name = new ObjectName("plain", "key");
        refused(
                StoreError.NO_OBJECT_LOCK,
                () ->
                        store.put(
                                new PutRequest(
                                        name,
                                        ObjectAttributes.NONE.withLock(
                                                new ObjectLock(Optional.empty(), true)),
                                        Conditions.NONE,
                                        Optional.empty()),
                                Bodies.of(new byte[1])));
        store.put(Bodies.put(name), Bodies.of(new byte[1]));
        refused(StoreError.NO_OBJECT_LOCK, () -> store.setLegalHold(name, Optional.empty(), true));
        refused(
                StoreError.NO_OBJECT_LOCK,
                () -> store.setRetention(name, Optional.empty(), Optional.empty(), true));
    }

    @Test
    void lockComesLaterToVersionedBucketsAndStays() throws Exception {
        store.createBucket("later", false, "");
        refused(
                StoreError.BUCKET_STATE_FORBIDS,
                () -> store.setObjectLock("later", Optional.empty()));
        store.setVersioning("later", Versioning.ENABLED);
        store.setObjectLock("later", Optional.empty());
        assertThat(store.bucket("later").isObjectLockEnabled()).isTrue();
        refused(
                StoreError.BUCKET_STATE_FORBIDS,
                () -> store.setVersioning("later", Versioning.SUSPENDED));
    }
}
