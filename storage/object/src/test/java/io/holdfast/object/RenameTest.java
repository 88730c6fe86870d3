package io.holdfast.object;

import static io.holdfast.object.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.ports.CustomerKey;
import io.holdfast.base.ports.Protection;
import io.holdfast.digest.ChecksumAlgorithm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Objects that get another key, which may lie in another set.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class RenameTest {
    private static final String BUCKET = "bucket";
    private static final int DRIVES = 4;
    private static final byte[] CONTENT = Bodies.random(5, 2_000_000);
    private static final CustomerKey KEY = new CustomerKey(Bodies.random(1, 32));
    private static final ObjectAttributes SAID =
            new ObjectAttributes(
                    Map.of("content-type", "text/x-log"),
                    Map.of("color", "blue"),
                    Map.of("t", "1"),
                    ObjectAttributes.STANDARD);

    private TestDeployment deployment;
    private ObjectStore store;

    /// One key of each set.
    private String source;

    private String target;

    @BeforeEach
    void start() throws Exception {
        deployment = new TestDeployment(2, DRIVES, 2).withSealing(SealedTest.sealing("one"));
        store = deployment.start();
        store.createBucket(BUCKET, false, "");
        source = keyOf(0);
        target = keyOf(1);
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    private String keyOf(int set) throws Exception {
        long bucketId = store.bucket(BUCKET).id();
        int number = 0;
        while (deployment.setOf(bucketId, "key" + number) != set) {
            number++;
        }
        return "key" + number;
    }

    private static ObjectName name(String key) {
        return new ObjectName(BUCKET, key);
    }

    private RenameRequest rename() {
        return rename(Conditions.NONE, Conditions.NONE);
    }

    private RenameRequest rename(Conditions ofSource, Conditions ofTarget) {
        return new RenameRequest(BUCKET, source, target, ofSource, ofTarget, Optional.empty());
    }

    private ObjectInfo put(String key, Optional<Protection> protection) throws Exception {
        return store.put(
                new PutRequest(
                        name(key),
                        SAID,
                        Conditions.NONE,
                        Optional.of(ChecksumAlgorithm.SHA256),
                        protection),
                Bodies.of(CONTENT));
    }

    private boolean isThere(String key) throws Exception {
        try {
            assertThat(Bodies.read(store, name(key))).isEqualTo(CONTENT);
            return true;
        } catch (StoreException e) {
            assertThat(e.error()).isEqualTo(StoreError.NO_SUCH_KEY);
            return false;
        }
    }

    private void assertNothingIsLeft() {
        assertThat(deployment.registry().list("rename/")).isEmpty();
    }

    private void assertMoved() throws Exception {
        assertThat(isThere(target)).isTrue();
        assertThat(isThere(source)).isFalse();
        assertThat(store.usage(BUCKET).objects()).isEqualTo(1);
        assertThat(store.usage(BUCKET).bytes()).isEqualTo(CONTENT.length);
        assertNothingIsLeft();
    }

    @Test
    void theObjectHasItsNewKeyAndAllThatWasSaidOfIt() throws Exception {
        ObjectInfo before = put(source, Optional.empty());
        store.put(Bodies.put(name(target)), Bodies.of(new byte[3]));
        store.rename(rename());
        assertMoved();
        try (OpenObject object = store.open(ReadRequest.newest(name(target)))) {
            assertThat(object.info().etag()).isEqualTo(before.etag());
            assertThat(object.info().attributes()).isEqualTo(SAID);
            assertThat(object.info().checksum().orElseThrow().value())
                    .isEqualTo(before.checksum().orElseThrow().value());
        }
    }

    @Test
    void partsStayPartsAndTheirETagStays() throws Exception {
        List<byte[]> bytes = List.of(Bodies.random(1, 5 << 20), Bodies.random(2, 1000));
        for (Optional<ChecksumAlgorithm> algorithm :
                List.of(Optional.of(ChecksumAlgorithm.SHA1), Optional.<ChecksumAlgorithm>empty())) {
            ObjectInfo before = upload(bytes, algorithm);
            store.rename(rename());
            try (OpenObject object = store.open(ReadRequest.newest(name(target)))) {
                ObjectInfo after = object.info();
                assertThat(after.etag()).isEqualTo(before.etag()).endsWith("-2");
                assertThat(after.checksum().map(ObjectChecksum::type))
                        .isPresent()
                        .isEqualTo(before.checksum().map(ObjectChecksum::type));
                assertThat(after.checksum().orElseThrow().value())
                        .isEqualTo(before.checksum().orElseThrow().value());
                assertThat(after.attributes()).isEqualTo(SAID);
            }
            ReadRequest last =
                    new ReadRequest(
                            name(target), Optional.empty(), OptionalInt.of(7), Conditions.NONE);
            assertThat(Bodies.read(store, last)).isEqualTo(bytes.get(1));
            refused(StoreError.NO_SUCH_KEY, () -> Bodies.read(store, name(source)));
            assertNothingIsLeft();
        }
    }

    /// As parts 3 and 7.
    private ObjectInfo upload(List<byte[]> bytes, Optional<ChecksumAlgorithm> algorithm)
            throws Exception {
        UploadInfo upload =
                store.createUpload(
                        new UploadRequest(
                                name(source),
                                SAID,
                                Conditions.NONE,
                                algorithm,
                                algorithm.map(_ -> ChecksumType.COMPOSITE)));
        List<CompleteRequest.Part> parts = new ArrayList<>();
        for (int i = 0; i < bytes.size(); i++) {
            int number = 3 + 4 * i;
            PartInfo part =
                    store.putPart(
                            new PartRequest(name(source), upload.uploadId(), number, algorithm),
                            Bodies.of(bytes.get(i)));
            parts.add(
                    new CompleteRequest.Part(
                            number,
                            part.etag(),
                            part.checksum()
                                    .map(
                                            sum ->
                                                    java.util.Base64.getEncoder()
                                                            .encodeToString(sum.value()))));
        }
        return store.completeUpload(
                new CompleteRequest(
                        name(source),
                        upload.uploadId(),
                        parts,
                        Conditions.NONE,
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void sealedObjectsStaySealedAlike() throws Exception {
        for (Protection protection :
                List.of(
                        new Protection.StoreKey(),
                        new Protection.ServiceKey(Optional.empty(), new byte[] {'{', '}'}),
                        new Protection.ClientKey(KEY))) {
            ObjectInfo before = put(source, Optional.of(protection));
            Optional<CustomerKey> key =
                    protection instanceof Protection.ClientKey(var own)
                            ? Optional.of(own)
                            : Optional.empty();
            if (key.isPresent()) {
                refused(StoreError.CUSTOMER_KEY_NEEDED, () -> store.rename(rename()));
            }
            store.rename(
                    new RenameRequest(
                            BUCKET, source, target, Conditions.NONE, Conditions.NONE, key));
            ReadRequest read = ReadRequest.newest(name(target)).withCustomerKey(key);
            assertThat(Bodies.read(store, read)).isEqualTo(CONTENT);
            try (OpenObject object = store.head(read)) {
                assertThat(object.info().encryption()).isPresent().isEqualTo(before.encryption());
            }
            refused(StoreError.NO_SUCH_KEY, () -> Bodies.read(store, name(source)));
        }
    }

    @Test
    void aRefusedRenameChangesNothing() throws Exception {
        refused(StoreError.NO_SUCH_KEY, () -> store.rename(rename()));
        put(source, Optional.empty());
        store.put(Bodies.put(name(target)), Bodies.of(new byte[3]));
        refused(
                StoreError.PRECONDITION_FAILED,
                () -> store.rename(rename(Bodies.ifMatch("0123"), Conditions.NONE)));
        refused(
                StoreError.PRECONDITION_FAILED,
                () -> store.rename(rename(Conditions.NONE, Bodies.ifNoneMatch("*"))));
        refused(
                StoreError.INVALID_COPY,
                () ->
                        store.rename(
                                new RenameRequest(
                                        BUCKET,
                                        source,
                                        source,
                                        Conditions.NONE,
                                        Conditions.NONE,
                                        Optional.empty())));
        deployment.registry().setWritable(false);
        refused(StoreError.WRITE_QUORUM_LOST, () -> store.rename(rename()));
        deployment.registry().setWritable(true);
        assertThat(isThere(source)).isTrue();
        assertThat(Bodies.read(store, name(target))).hasSize(3);
        assertNothingIsLeft();
        store.setVersioning(BUCKET, Versioning.ENABLED);
        refused(StoreError.BUCKET_STATE_FORBIDS, () -> store.rename(rename()));
        assertThat(isThere(source)).isTrue();
    }

    @Test
    void anObjectThatWasReplacedMeanwhileStays() throws Exception {
        put(source, Optional.empty());
        AtomicBoolean isReplaced = new AtomicBoolean();
        onCommit(
                1,
                () -> {
                    if (!isReplaced.getAndSet(true)) {
                        holdSet(0, true);
                    }
                });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> renamed =
                    threads.submit(
                            () -> {
                                store.rename(rename());
                                return null;
                            });
            awaitTarget();
            Future<ObjectInfo> replaced =
                    threads.submit(
                            () -> store.put(Bodies.put(name(source)), Bodies.of(new byte[1])));
            holdSet(0, false);
            var _ = renamed.get();
            var _ = replaced.get();
        }
        // Whichever came first, what was stored last is there.
        assertThat(Bodies.read(store, name(source))).hasSize(1);
        assertThat(isThere(target)).isTrue();
    }

    private void onCommit(int set, Runnable event) {
        for (int place = 0; place < DRIVES; place++) {
            deployment
                    .medium(set, place)
                    .listen(
                            (_, changes) -> {
                                if (changes.stream().anyMatch(change -> change.slot() >= 0)) {
                                    event.run();
                                }
                            });
        }
    }

    private void holdSet(int set, boolean isHeld) {
        for (int place = 0; place < DRIVES; place++) {
            if (isHeld) {
                deployment.medium(set, place).stall();
            } else {
                deployment.medium(set, place).resume();
            }
        }
    }

    private void awaitTarget() throws Exception {
        while (!isThere(target)) {
            Thread.sleep(10);
        }
    }

    /// The power goes when the new key is decided and the old one is not yet removed; or when the
    /// new key is on some drives alone.
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aStartFinishesWhatWasBrokenOff(int heldSet) throws Exception {
        put(source, Optional.empty());
        AtomicBoolean isHeld = new AtomicBoolean();
        onCommit(
                1,
                () -> {
                    for (int place = heldSet; place < DRIVES; place++) {
                        deployment.medium(heldSet, place).stall();
                    }
                    isHeld.set(true);
                });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ =
                    threads.submit(
                            () -> {
                                store.rename(rename());
                                return null;
                            });
            while (!isHeld.get()) {
                Thread.sleep(10);
            }
            if (heldSet == 0) {
                awaitTarget();
            }
            assertThat(deployment.registry().list("rename/")).hasSize(1);
            deployment.cutPower();
        }
        for (int set = 0; set < 2; set++) {
            for (int place = 0; place < DRIVES; place++) {
                deployment.medium(set, place).listen((_, _) -> {});
                deployment.medium(set, place).recover();
                deployment.medium(set, place).resume();
            }
        }
        store = deployment.start();
        while (!deployment.registry().list("rename/").isEmpty()) {
            Thread.sleep(10);
        }
        assertThat(isThere(target)).isEqualTo(!isThere(source));
        if (heldSet == 0) {
            assertMoved();
        }
        assertThat(store.usage(BUCKET).objects()).isEqualTo(1);
    }
}
