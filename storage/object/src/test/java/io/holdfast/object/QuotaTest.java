package io.holdfast.object;

import static io.holdfast.object.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A bucket that may hold 1,000 bytes.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class QuotaTest {
    private static final String BUCKET = "bucket";
    private static final ObjectName NAME = new ObjectName(BUCKET, "key");
    private static final ObjectName OTHER = new ObjectName(BUCKET, "other");
    private final TestDeployment deployment = new TestDeployment(2, 4, 2);
    private ObjectStore store;

    @BeforeEach
    void start() throws Exception {
        store = deployment.start();
        store.createBucket(BUCKET, false, "");
        store.setBucketDocument(BUCKET, BucketInfo.QUOTA, Optional.of("1000"));
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    private void put(ObjectName name, int size) throws Exception {
        store.put(Bodies.put(name), Bodies.of(Bodies.random(size, size)));
    }

    private static DeleteRequest newest(ObjectName name) {
        return new DeleteRequest(name, Optional.empty(), Conditions.NONE);
    }

    @Test
    void soMuchAndNoMore() throws Exception {
        put(NAME, 600);
        put(OTHER, 400);
        ObjectName third = new ObjectName(BUCKET, "third");
        refused(StoreError.QUOTA_EXCEEDED, () -> put(third, 1));
        put(third, 0);
        assertThat(store.usage(BUCKET).bytes()).isEqualTo(1000);
        store.delete(newest(OTHER));
        put(third, 400);
        store.setBucketDocument(BUCKET, BucketInfo.QUOTA, Optional.empty());
        put(OTHER, 5_000);
    }

    @Test
    void whatIsReplacedMakesRoom() throws Exception {
        put(NAME, 900);
        put(NAME, 1000);
        refused(StoreError.QUOTA_EXCEEDED, () -> put(NAME, 1001));
        put(NAME, 1000);
        assertThat(store.usage(BUCKET).bytes()).isEqualTo(1000);
        // The bound was drawn closer: what makes the bucket smaller is taken all the same.
        store.setBucketDocument(BUCKET, BucketInfo.QUOTA, Optional.of("10"));
        put(NAME, 500);
    }

    @Test
    void olderVersionsCount() throws Exception {
        store.setVersioning(BUCKET, Versioning.ENABLED);
        put(NAME, 600);
        refused(StoreError.QUOTA_EXCEEDED, () -> put(NAME, 600));
        store.delete(newest(NAME));
        refused(StoreError.QUOTA_EXCEEDED, () -> put(NAME, 600));
        // The null version replaces another one alone.
        store.setVersioning(BUCKET, Versioning.SUSPENDED);
        put(NAME, 400);
        put(NAME, 300);
        refused(StoreError.QUOTA_EXCEEDED, () -> put(NAME, 401));
    }

    @Test
    void aBodyThatWillNotFitIsNotRead() throws Exception {
        AtomicBoolean isRead = new AtomicBoolean();
        ObjectBody body = Bodies.after(() -> isRead.set(true), new byte[1001]);
        refused(StoreError.QUOTA_EXCEEDED, () -> store.put(Bodies.put(NAME), body));
        assertThat(isRead).isFalse();
        refused(
                StoreError.QUOTA_EXCEEDED,
                () -> store.put(Bodies.put(NAME), Bodies.atMost(new byte[1001], 1 << 20)));
        store.put(Bodies.put(NAME), Bodies.atMost(new byte[1000], 1 << 20));
    }

    @Test
    void partsCountOnceTheirUploadIsComplete() throws Exception {
        UploadInfo upload = Bodies.createUpload(store, NAME);
        PartRequest request = new PartRequest(NAME, upload.uploadId(), 1, Optional.empty());
        refused(StoreError.QUOTA_EXCEEDED, () -> store.putPart(request, Bodies.of(new byte[1001])));
        PartInfo part = store.putPart(request, Bodies.of(new byte[800]));
        assertThat(store.usage(BUCKET).bytes()).isZero();
        put(OTHER, 300);
        CompleteRequest complete = Bodies.complete(NAME, upload, part);
        refused(StoreError.QUOTA_EXCEEDED, () -> store.completeUpload(complete));
        store.delete(newest(OTHER));
        assertThat(store.completeUpload(complete).size()).isEqualTo(800);
        assertThat(store.usage(BUCKET).bytes()).isEqualTo(800);
    }
}
