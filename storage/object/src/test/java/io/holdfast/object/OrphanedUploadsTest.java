package io.holdfast.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.Registry;
import io.holdfast.drive.Family;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// No row of an upload outlives its bucket for long, and none goes that might be wanted.
final class OrphanedUploadsTest {
    private static final String BUCKET = "bucket";
    private static final ObjectName NAME = new ObjectName(BUCKET, "key");

    private final TestDeployment deployment = new TestDeployment(1, 4, 2);
    private ObjectStore store;

    @BeforeEach
    void start() throws Exception {
        store = deployment.start();
        store.createBucket(BUCKET, false, "");
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    @Test
    void theOutcomeOfACompletionGoesWithTheBucket() throws Exception {
        completeAndDelete();

        store.deleteBucket(BUCKET, false);

        until(0);
    }

    @Test
    void itGoesAfterTheNextStartWhenItCouldNotGoBefore() throws Exception {
        completeAndDelete();
        // Nothing is cleared away while a drive is gone.
        deployment.loseRunning(0, 3);
        store.deleteBucket(BUCKET, false);
        assertThat(rows()).isEqualTo(1);
        deployment.cutPower();

        store = deployment.start();

        until(0);
    }

    @Test
    void ofTwoBucketsTheOtherKeepsIts() throws Exception {
        store.createBucket("other", false, "");
        store.createBucket("last", false, "");
        UploadInfo kept = Bodies.createUpload(store, new ObjectName("other", "key"));
        UploadInfo last = Bodies.createUpload(store, new ObjectName("last", "key"));
        completeAndDelete();

        store.deleteBucket(BUCKET, false);

        until(2);
        part(kept, 1);
        part(last, 1);
    }

    @Test
    void anUploadInABucketThatVanishedGoesWithItsParts() throws Exception {
        part(Bodies.createUpload(store, NAME), 1);
        deployment.stop();
        write(Registry.Write.remove("bucket/" + BUCKET, Registry.ANY));

        store = deployment.start();

        until(0);
    }

    @Test
    void aRegistryThatIsOlderThanTheUploadsTouchesNothing() throws Exception {
        part(Bodies.createUpload(store, NAME), 1);
        deployment.stop();
        write(
                Registry.Write.remove("bucket/" + BUCKET, Registry.ANY),
                Registry.Write.remove("bucket-next-id", Registry.ANY));

        store = deployment.start();

        Thread.sleep(1_500);
        assertThat(rows()).isEqualTo(2);
    }

    private void write(Registry.Write... writes) throws InterruptedException {
        assertThat(deployment.registry().write(List.of(writes)))
                .isInstanceOf(Registry.WriteOutcome.Written.class);
    }

    /// Leaves nothing but the outcome of the completion.
    private void completeAndDelete() throws Exception {
        int before = rows();
        UploadInfo upload = Bodies.createUpload(store, NAME);
        PartInfo used = part(upload, 1);
        part(upload, 2);
        store.completeUpload(
                new CompleteRequest(
                        NAME,
                        upload.uploadId(),
                        List.of(
                                new CompleteRequest.Part(
                                        used.partNumber(), used.etag(), Optional.empty())),
                        Conditions.NONE,
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.empty()));
        // When the part that the object does not use is gone, all is that a completion leaves.
        until(before + 2);
        store.delete(new DeleteRequest(NAME, Optional.empty(), Conditions.NONE));
        until(before + 1);
    }

    private PartInfo part(UploadInfo upload, int number) throws Exception {
        return store.putPart(
                new PartRequest(upload.name(), upload.uploadId(), number, Optional.empty()),
                Bodies.of(Bodies.random(1, 9_000)));
    }

    /// Of uploads and parts, on one drive.
    private int rows() {
        return deployment.medium(0, 0).rowCount(Family.PART);
    }

    private void until(int rows) throws Exception {
        long end = System.nanoTime() + 60_000_000_000L;
        while (rows() != rows) {
            assertThat(System.nanoTime()).as("%d rows", rows()).isLessThan(end);
            Thread.sleep(20);
        }
    }
}
