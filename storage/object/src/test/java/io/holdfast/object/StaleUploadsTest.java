package io.holdfast.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.drive.Family;
import io.holdfast.drive.Later;
import io.holdfast.testkit.HandClock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Uploads that nobody ends are ended; those that ended long ago are forgotten.
final class StaleUploadsTest {
    private static final ObjectName ABANDONED = new ObjectName("bucket", "abandoned");
    private static final ObjectName FINISHED = new ObjectName("bucket", "finished");
    private static final long HOUR_MS = 3_600_000;

    /// Only the wall clock jumps: to the drives' deadlines a pause of hours is a stall.
    private final HandClock clock = new HandClock();

    private final TestDeployment deployment =
            new TestDeployment(1, 4, 2, Later.threads(), clock)
                    .withOptions(
                            new ObjectOptions(16, 16 << 20, 1_000, 5_000, 24 * HOUR_MS, 1_000));
    private ObjectStore store;

    @BeforeEach
    void start() throws Exception {
        store = deployment.start();
        store.createBucket("bucket", false, "");
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    @Test
    void anUploadIsEndedWhenItIsStaleAndNotBefore() throws Exception {
        UploadInfo abandoned = Bodies.createUpload(store, ABANDONED);
        part(abandoned);
        clock.jumpWallMs(23 * HOUR_MS);
        UploadInfo younger = Bodies.createUpload(store, FINISHED);
        part(younger);
        clock.jumpWallMs(2 * HOUR_MS);

        until(() -> uploads().size() == 1);

        assertThat(uploads()).extracting(UploadInfo::uploadId).containsOnly(younger.uploadId());
        assertThatThrownBy(() -> part(abandoned)).isInstanceOf(StoreException.class);
        until(() -> partRows() == 2);
        part(younger);
    }

    @Test
    void theOutcomeOfACompletionIsForgottenButTheObjectStillAnswers() throws Exception {
        UploadInfo upload = Bodies.createUpload(store, FINISHED);
        CompleteRequest request = complete(upload, part(upload));
        ObjectInfo completed = store.completeUpload(request);
        until(() -> partRows() == 2);
        clock.jumpWallMs(25 * HOUR_MS);

        until(() -> partRows() == 1);

        assertThat(store.completeUpload(request)).isEqualTo(completed);
        assertThat(Bodies.read(store, FINISHED)).isEqualTo(Bodies.random(1, 9_000));
        store.put(Bodies.put(FINISHED), Bodies.of(new byte[3]));
        assertThatThrownBy(() -> store.completeUpload(request))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.error()).isEqualTo(StoreError.NO_SUCH_UPLOAD));
        until(() -> partRows() == 0);
    }

    @Test
    void whatACompletionReplacedIsClearedAwayAfterACrash() throws Exception {
        UploadInfo replaced = Bodies.createUpload(store, FINISHED);
        store.completeUpload(complete(replaced, part(replaced)));
        clock.jumpWallMs(25 * HOUR_MS);
        until(() -> partRows() == 1);
        // Nothing is cleared away while a drive is gone, so that the next process has it to do.
        deployment.loseRunning(0, 3);
        UploadInfo upload = Bodies.createUpload(store, FINISHED);
        store.completeUpload(complete(upload, part(upload)));
        assertThat(partRows()).isEqualTo(3);
        deployment.cutPower();
        store = deployment.start();

        until(() -> partRows() == 2);

        assertThat(Bodies.read(store, FINISHED)).isEqualTo(Bodies.random(1, 9_000));
    }

    private PartInfo part(UploadInfo upload) throws Exception {
        return store.putPart(
                new PartRequest(upload.name(), upload.uploadId(), 1, Optional.empty()),
                Bodies.of(Bodies.random(1, 9_000)));
    }

    private static CompleteRequest complete(UploadInfo upload, PartInfo part) {
        return new CompleteRequest(
                upload.name(),
                upload.uploadId(),
                List.of(new CompleteRequest.Part(part.partNumber(), part.etag(), Optional.empty())),
                Conditions.NONE,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private List<UploadInfo> uploads() throws Exception {
        return store.listUploads("bucket", "", "", "", "", 1_000).uploads();
    }

    private int partRows() {
        return deployment.medium(0, 0).rowCount(Family.PART);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void until(Condition condition) throws Exception {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            Thread.sleep(20);
        }
    }
}
