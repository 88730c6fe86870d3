package io.holdfast.object;

import static io.holdfast.object.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.Bytes;
import io.holdfast.base.Hex;
import io.holdfast.base.ports.CustomerKey;
import io.holdfast.base.ports.Protection;
import io.holdfast.digest.Checksum;
import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.digest.ChecksumValue;
import io.holdfast.digest.Md5Engine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Bytes that are added at an object's end.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class AppendTest {
    private static final String BUCKET = "bucket";
    private static final ObjectName NAME = new ObjectName(BUCKET, "log");
    private static final CustomerKey KEY = new CustomerKey(Bodies.random(1, 32));
    private static final ObjectAttributes SAID =
            new ObjectAttributes(
                    Map.of("content-type", "text/x-log"),
                    Map.of("color", "blue"),
                    Map.of("t", "1"),
                    ObjectAttributes.STANDARD);

    private TestDeployment deployment;
    private ObjectStore store;

    @BeforeEach
    void start() throws Exception {
        deployment = new TestDeployment(1, 4, 2).withSealing(SealedTest.sealing("one"));
        store = deployment.start();
        store.createBucket(BUCKET, false, "");
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    private static AppendRequest at(long offset) {
        return at(offset, Optional.empty(), Optional.empty());
    }

    private static AppendRequest at(
            long offset, Optional<ChecksumAlgorithm> checksum, Optional<Protection> protection) {
        return new AppendRequest(
                NAME,
                offset,
                SAID,
                Conditions.NONE,
                checksum,
                protection,
                protection.isPresent() && protection.get() instanceof Protection.ClientKey(var key)
                        ? Optional.of(key)
                        : Optional.empty());
    }

    private static byte[] checksum(ChecksumAlgorithm algorithm, byte[] bytes) {
        Checksum checksum = algorithm.newChecksum();
        checksum.update(bytes, 0, bytes.length);
        return checksum.value();
    }

    private ObjectInfo info() throws Exception {
        try (OpenObject object = store.head(ReadRequest.newest(NAME))) {
            return object.info();
        }
    }

    @Test
    void piecesBecomeOneObjectThatKeepsWhatIsSaidOfIt() throws Exception {
        byte[] whole = {};
        // From none to one that is in the record, in packages, and in files.
        for (int size : new int[] {0, 10, 5_000, 0, 1_500_000, 1_200_000}) {
            byte[] piece = Bodies.random(size, size);
            AppendRequest request =
                    new AppendRequest(
                            NAME,
                            whole.length,
                            whole.length == 0 ? SAID : ObjectAttributes.NONE,
                            Conditions.NONE,
                            Optional.of(ChecksumAlgorithm.CRC32C),
                            Optional.empty(),
                            Optional.empty());
            whole = Bytes.concat(whole, piece);
            ObjectInfo made = store.append(request, Bodies.of(piece));
            assertThat(made.size()).isEqualTo(whole.length);
            assertThat(made.etag()).isEqualTo(Hex.of(Md5Engine.md5(whole, 0, whole.length)));
            ObjectChecksum kept = info().checksum().orElseThrow();
            assertThat(kept.algorithm()).isEqualTo(ChecksumAlgorithm.CRC32C);
            assertThat(kept.value()).isEqualTo(checksum(ChecksumAlgorithm.CRC32C, whole));
            assertThat(Bodies.read(store, NAME)).isEqualTo(whole);
            assertThat(info().attributes()).isEqualTo(SAID);
        }
        assertThat(store.usage(BUCKET).bytes()).isEqualTo(whole.length);
        assertThat(store.usage(BUCKET).versions()).isEqualTo(1);
    }

    @Test
    void theOffsetIsTheObjectsSize() throws Exception {
        refused(StoreError.WRONG_OFFSET, () -> store.append(at(1), Bodies.of(new byte[1])));
        store.append(at(0), Bodies.of(new byte[5]));
        for (long offset : new long[] {0, 4, 6}) {
            refused(
                    StoreError.WRONG_OFFSET,
                    () -> store.append(at(offset), Bodies.of(new byte[1])));
        }
        refused(StoreError.TOO_LARGE, () -> store.append(at(5L << 30), Bodies.of(new byte[1])));
        assertThat(Bodies.read(store, NAME)).isEqualTo(new byte[5]);
        store.delete(new DeleteRequest(NAME, Optional.empty(), Conditions.NONE));
        refused(StoreError.WRONG_OFFSET, () -> store.append(at(5), Bodies.of(new byte[1])));
        store.append(at(0), Bodies.of(new byte[2]));
        assertThat(Bodies.read(store, NAME)).isEqualTo(new byte[2]);
    }

    @Test
    void digestsAreOfTheNewBytes() throws Exception {
        byte[] first = Bodies.random(1, 100);
        byte[] second = Bodies.random(2, 2_000_000);
        store.put(Bodies.put(NAME), Bodies.of(first));
        byte[] md5 = Md5Engine.md5(second, 0, second.length);
        var sha256 = ChecksumAlgorithm.SHA256;
        var right = new ChecksumValue(sha256, checksum(sha256, second));
        var wrong = new ChecksumValue(sha256, checksum(sha256, Bytes.concat(first, second)));
        refused(
                StoreError.BAD_MD5,
                () -> store.append(at(100), Bodies.withMd5(second, Bodies.random(3, 16))));
        refused(
                StoreError.BAD_CHECKSUM,
                () ->
                        store.append(
                                at(100, Optional.of(sha256), Optional.empty()),
                                Bodies.withChecksum(second, wrong)));
        assertThat(Bodies.read(store, NAME)).isEqualTo(first);
        store.append(at(100), Bodies.withMd5(second, md5));
        byte[] two = Bytes.concat(first, second);
        assertThat(Bodies.read(store, NAME)).isEqualTo(two);
        store.append(
                at(two.length, Optional.of(sha256), Optional.empty()),
                Bodies.withChecksum(second, right));
        assertThat(Bodies.read(store, NAME)).isEqualTo(Bytes.concat(two, second));
    }

    @Test
    void nothingThatHappensMeanwhileIsLost() throws Exception {
        byte[] more = Bodies.random(1, 3_000);
        Bodies.Event made = () -> store.put(Bodies.put(NAME), Bodies.of(new byte[] {7}));
        refused(StoreError.CHANGED_MEANWHILE, () -> store.append(at(0), Bodies.after(made, more)));
        assertThat(Bodies.read(store, NAME)).containsExactly(7);
        Bodies.Event tagged = () -> store.setTags(NAME, Optional.empty(), Map.of("a", "b"));
        Bodies.Event added = () -> store.append(at(1), Bodies.of(new byte[] {8}));
        Bodies.Event removed =
                () -> store.delete(new DeleteRequest(NAME, Optional.empty(), Conditions.NONE));
        overtaken(1, tagged, more);
        assertThat(info().attributes().tags()).isEqualTo(Map.of("a", "b"));
        overtaken(1, added, more);
        assertThat(Bodies.read(store, NAME)).containsExactly(7, 8);
        overtaken(2, removed, more);
        refused(StoreError.NO_SUCH_KEY, () -> Bodies.read(store, NAME));
    }

    private void overtaken(long offset, Bodies.Event event, byte[] more) {
        refused(
                StoreError.CHANGED_MEANWHILE,
                () -> store.append(at(offset), Bodies.after(event, more)));
    }

    @Test
    void conditionsAreOnTheObjectThatIsThere() throws Exception {
        ObjectInfo first = store.put(Bodies.put(NAME), Bodies.of(new byte[1]));
        AppendRequest other =
                new AppendRequest(
                        NAME,
                        1,
                        ObjectAttributes.NONE,
                        Bodies.ifMatch("0123"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        refused(StoreError.PRECONDITION_FAILED, () -> store.append(other, Bodies.of(new byte[1])));
        store.append(
                new AppendRequest(
                        NAME,
                        1,
                        ObjectAttributes.NONE,
                        Bodies.ifMatch(first.etag()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Bodies.of(new byte[1]));
        assertThat(Bodies.read(store, NAME)).hasSize(2);
    }

    @Test
    void olderVersionsStayAndMarkersAreNoObjects() throws Exception {
        store.setVersioning(BUCKET, Versioning.ENABLED);
        ObjectInfo first = store.append(at(0), Bodies.of(new byte[] {1}));
        store.append(at(1), Bodies.of(new byte[] {2}));
        assertThat(Bodies.read(store, NAME)).containsExactly(1, 2);
        ReadRequest old =
                new ReadRequest(
                        NAME, Optional.of(first.versionId()), OptionalInt.empty(), Conditions.NONE);
        assertThat(Bodies.read(store, old)).containsExactly(1);
        store.delete(new DeleteRequest(NAME, Optional.empty(), Conditions.NONE));
        store.append(at(0), Bodies.of(new byte[] {3}));
        assertThat(Bodies.read(store, NAME)).containsExactly(3);
        assertThat(store.usage(BUCKET).versions()).isEqualTo(3);
    }

    @Test
    void objectsOfPartsAndSealedOnesAreAddedTo() throws Exception {
        UploadInfo upload =
                store.createUpload(
                        new UploadRequest(
                                NAME, SAID, Conditions.NONE, Optional.empty(), Optional.empty()));
        byte[] first = Bodies.random(1, 100_000);
        PartInfo part =
                store.putPart(
                        new PartRequest(NAME, upload.uploadId(), 1, Optional.empty()),
                        Bodies.of(first));
        store.completeUpload(Bodies.complete(NAME, upload, part));
        byte[] more = Bodies.random(2, 50);
        byte[] whole = Bytes.concat(first, more);
        assertThat(store.append(at(first.length), Bodies.of(more)).etag())
                .isEqualTo(Hex.of(Md5Engine.md5(whole, 0, whole.length)));
        for (Protection protection :
                List.of(
                        new Protection.StoreKey(),
                        new Protection.ServiceKey(Optional.empty(), new byte[] {'{', '}'}),
                        new Protection.ClientKey(KEY))) {
            appendSealed(protection, first, more);
        }
    }

    private void appendSealed(Protection protection, byte[] first, byte[] more) throws Exception {
        store.delete(new DeleteRequest(NAME, Optional.empty(), Conditions.NONE));
        AppendRequest begin = at(0, Optional.empty(), Optional.of(protection));
        Optional<ObjectEncryption> encryption = store.append(begin, Bodies.of(first)).encryption();
        AppendRequest request =
                new AppendRequest(
                        NAME,
                        first.length,
                        ObjectAttributes.NONE,
                        Conditions.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        begin.customerKey());
        ObjectInfo made = store.append(request, Bodies.of(more));
        assertThat(made.encryption()).isPresent().isEqualTo(encryption);
        assertThat(
                        Bodies.read(
                                store,
                                ReadRequest.newest(NAME).withCustomerKey(begin.customerKey())))
                .isEqualTo(Bytes.concat(first, more));
        if (begin.customerKey().isPresent()) {
            refused(
                    StoreError.CUSTOMER_KEY_NEEDED,
                    () -> store.append(at(first.length + more.length), Bodies.of(more)));
        }
    }
}
