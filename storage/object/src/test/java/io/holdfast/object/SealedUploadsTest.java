package io.holdfast.object;

import static io.holdfast.object.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.ports.CustomerKey;
import io.holdfast.base.ports.Protection;
import io.holdfast.digest.ChecksumAlgorithm;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Uploads whose parts are sealed with a client's key.
final class SealedUploadsTest {
    private static final ObjectName NAME = new ObjectName("bucket", "u");
    private static final CustomerKey KEY = new CustomerKey(Bodies.random(1, 32));
    private static final CustomerKey OTHER = new CustomerKey(Bodies.random(2, 32));

    private TestDeployment deployment;
    private ObjectStore store;

    @BeforeEach
    void start() throws Exception {
        deployment = new TestDeployment(1, 4, 2).withSealing(SealedTest.sealing("one"));
        store = deployment.start();
        store.createBucket(NAME.bucket(), false, "");
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    @Test
    void completionsAreComparedWithTheUploadsKey() throws Exception {
        for (Optional<ChecksumAlgorithm> algorithm :
                List.of(
                        Optional.<ChecksumAlgorithm>empty(),
                        Optional.of(ChecksumAlgorithm.CRC32))) {
            UploadInfo upload = begin(algorithm);
            PartRequest request =
                    new PartRequest(NAME, upload.uploadId(), 1, algorithm, Optional.of(KEY));
            PartInfo part = store.putPart(request, Bodies.of(Bodies.random(9, 9)));
            assertThat(part.checksum().map(ObjectChecksum::algorithm)).isEqualTo(algorithm);
            refused(
                    StoreError.UPLOAD_KEY_WRONG,
                    () -> store.completeUpload(completion(upload, part, Optional.of(OTHER))));
            if (algorithm.isPresent()) {
                refused(
                        StoreError.CUSTOMER_KEY_NEEDED,
                        () -> store.completeUpload(completion(upload, part, Optional.empty())));
                store.completeUpload(completion(upload, part, Optional.of(KEY)));
            } else {
                store.completeUpload(completion(upload, part, Optional.empty()));
            }
        }
    }

    private UploadInfo begin(Optional<ChecksumAlgorithm> algorithm) throws Exception {
        return store.createUpload(
                new UploadRequest(
                        NAME,
                        ObjectAttributes.NONE,
                        Conditions.NONE,
                        algorithm,
                        algorithm.map(_ -> ChecksumType.FULL_OBJECT),
                        Optional.of(new Protection.ClientKey(KEY))));
    }

    private static CompleteRequest completion(
            UploadInfo upload, PartInfo part, Optional<CustomerKey> key) {
        return new CompleteRequest(
                upload.name(),
                upload.uploadId(),
                List.of(new CompleteRequest.Part(1, part.etag(), Optional.empty())),
                Conditions.NONE,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                key);
    }

    @Test
    void partsThatAreNotThereAreToldWithoutAKey() throws Exception {
        store.put(
                new PutRequest(
                        NAME,
                        ObjectAttributes.NONE,
                        Conditions.NONE,
                        Optional.empty(),
                        Optional.of(new Protection.ClientKey(KEY))),
                Bodies.of(Bodies.random(1, 10)));
        refused(
                StoreError.INVALID_PART_NUMBER,
                () ->
                        store.open(
                                new ReadRequest(
                                        NAME,
                                        Optional.empty(),
                                        OptionalInt.of(2),
                                        Conditions.NONE)));
    }

    @Test
    void partsNeedTheUploadsKey() throws Exception {
        UploadInfo upload = begin(Optional.empty());
        refused(StoreError.CUSTOMER_KEY_NEEDED, () -> sendPart(upload, Optional.empty()));
        refused(StoreError.UPLOAD_KEY_WRONG, () -> sendPart(upload, Optional.of(OTHER)));
        sendPart(upload, Optional.of(KEY));
    }

    private void sendPart(UploadInfo upload, Optional<CustomerKey> key) throws Exception {
        store.putPart(
                new PartRequest(upload.name(), upload.uploadId(), 1, Optional.empty(), key),
                Bodies.of(Bodies.random(1, 10)));
    }
}
