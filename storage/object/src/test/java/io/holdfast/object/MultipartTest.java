package io.holdfast.object;

import static io.holdfast.object.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.Hex;
import io.holdfast.digest.Checksum;
import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.digest.Md5Engine;
import io.holdfast.drive.BucketUsage;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Uploads in parts [S3 API: CreateMultipartUpload and its followers].
final class MultipartTest {
    private static final String BUCKET = "bucket";
    private static final int MIB = 1 << 20;
    private static final ObjectName NAME = new ObjectName(BUCKET, "big/object");
    private TestDeployment deployment;
    private ObjectStore store;

    @BeforeEach
    void start() throws Exception {
        deployment = new TestDeployment(1, 4, 2);
        store = deployment.start();
        store.createBucket(BUCKET, false, "");
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    private UploadInfo create(Optional<ChecksumAlgorithm> checksum, Optional<ChecksumType> type)
            throws Exception {
        return store.createUpload(
                new UploadRequest(NAME, ObjectAttributes.NONE, Conditions.NONE, checksum, type));
    }

    private UploadInfo create() throws Exception {
        return create(Optional.empty(), Optional.empty());
    }

    private PartInfo part(UploadInfo upload, int number, byte[] bytes) throws Exception {
        return store.putPart(
                new PartRequest(NAME, upload.uploadId(), number, Optional.empty()),
                Bodies.of(bytes));
    }

    private static CompleteRequest complete(UploadInfo upload, List<PartInfo> parts) {
        List<CompleteRequest.Part> named =
                parts.stream()
                        .map(
                                part ->
                                        new CompleteRequest.Part(
                                                part.partNumber(),
                                                part.etag(),
                                                part.checksum()
                                                        .map(
                                                                sum ->
                                                                        Base64.getEncoder()
                                                                                .encodeToString(
                                                                                        sum
                                                                                                .value()))))
                        .toList();
        return new CompleteRequest(
                NAME,
                upload.uploadId(),
                named,
                Conditions.NONE,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static byte[] concat(List<byte[]> parts) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }

    @Test
    void partsBecomeOneObject() throws Exception {
        List<byte[]> bytes =
                List.of(
                        Bodies.random(1, 6 * MIB),
                        Bodies.random(2, 5 * MIB),
                        Bodies.random(3, 1000));
        UploadInfo upload = create();
        List<PartInfo> parts = new ArrayList<>();
        for (int i = 0; i < bytes.size(); i++) {
            parts.add(part(upload, 2 * i + 1, bytes.get(i)));
        }
        ObjectInfo made = store.completeUpload(complete(upload, parts));
        ByteArrayOutputStream md5s = new ByteArrayOutputStream();
        for (byte[] part : bytes) {
            md5s.write(Md5Engine.md5(part, 0, part.length));
        }
        byte[] all = md5s.toByteArray();
        assertThat(made.etag()).isEqualTo(Hex.of(Md5Engine.md5(all, 0, all.length)) + "-3");
        assertThat(Bodies.read(store, NAME)).isEqualTo(concat(bytes));
        ReadRequest third =
                new ReadRequest(NAME, Optional.empty(), OptionalInt.of(5), Conditions.NONE);
        assertThat(Bodies.read(store, third)).isEqualTo(bytes.get(2));
        refused(
                StoreError.INVALID_PART_NUMBER,
                () ->
                        store.open(
                                new ReadRequest(
                                        NAME,
                                        Optional.empty(),
                                        OptionalInt.of(2),
                                        Conditions.NONE)));
        try (OpenObject object = store.open(ReadRequest.newest(NAME))) {
            byte[] whole = concat(bytes);
            assertThat(Bodies.range(object, 6 * MIB - 10, 20))
                    .isEqualTo(Arrays.copyOfRange(whole, 6 * MIB - 10, 6 * MIB + 10));
        }
        assertThat(store.usage(BUCKET)).isEqualTo(new BucketUsage(1, 1, 0, 11L * MIB + 1000));
        assertThat(store.completeUpload(complete(upload, parts)).etag()).isEqualTo(made.etag());
        refused(StoreError.NO_SUCH_UPLOAD, () -> part(upload, 9, new byte[1]));
    }

    @Test
    void checksumThatNobodyAskedForIsThatOfTheWhole() throws Exception {
        List<byte[]> bytes = List.of(Bodies.random(4, 5 * MIB + 3), Bodies.random(5, 1000));
        UploadInfo upload = create();
        List<PartInfo> parts = new ArrayList<>();
        for (int i = 0; i < bytes.size(); i++) {
            parts.add(part(upload, i + 1, bytes.get(i)));
        }
        byte[] whole = concat(bytes);
        Checksum expected = ChecksumAlgorithm.CRC64NVME.newChecksum();
        expected.update(whole, 0, whole.length);
        String text = Base64.getEncoder().encodeToString(expected.value());
        CompleteRequest request = complete(upload, parts);
        refused(
                StoreError.BAD_CHECKSUM,
                () -> store.completeUpload(declaring(request, ChecksumAlgorithm.CRC64NVME, "x")));
        refused(
                StoreError.INVALID_ARGUMENT,
                () -> store.completeUpload(declaring(request, ChecksumAlgorithm.CRC32, text)));
        ObjectInfo made =
                store.completeUpload(declaring(request, ChecksumAlgorithm.CRC64NVME, text));
        ObjectChecksum checksum = made.checksum().orElseThrow();
        assertThat(checksum.algorithm()).isEqualTo(ChecksumAlgorithm.CRC64NVME);
        assertThat(checksum.type()).isEqualTo(ChecksumType.FULL_OBJECT);
        assertThat(checksum.value()).isEqualTo(expected.value());
    }

    @Test
    void partsWithChecksumsOfOtherKindsMakeAnObjectWithoutOne() throws Exception {
        UploadInfo upload = create();
        PartInfo first = part(upload, 1, Bodies.random(4, 5 * MIB));
        PartInfo second =
                store.putPart(
                        new PartRequest(
                                NAME, upload.uploadId(), 2, Optional.of(ChecksumAlgorithm.CRC32)),
                        Bodies.of(new byte[3]));
        assertThat(second.checksum().orElseThrow().algorithm()).isEqualTo(ChecksumAlgorithm.CRC32);
        ObjectInfo made = store.completeUpload(complete(upload, List.of(first, second)));
        assertThat(made.checksum()).isEmpty();
    }

    private static CompleteRequest declaring(
            CompleteRequest request, ChecksumAlgorithm algorithm, String text) {
        return new CompleteRequest(
                request.name(),
                request.uploadId(),
                request.parts(),
                request.conditions(),
                request.expectedSize(),
                Optional.of(new CompleteRequest.Whole(algorithm, text)),
                request.checksumType());
    }

    @Test
    void manyPartsHaveATableOfTheirOwn() throws Exception {
        UploadInfo upload = create();
        List<PartInfo> parts = new ArrayList<>();
        List<byte[]> bytes = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            bytes.add(Bodies.random(i, i < 12 ? 5 * MIB : 7));
            parts.add(part(upload, i, bytes.getLast()));
        }
        store.completeUpload(complete(upload, parts));
        assertThat(Bodies.read(store, NAME)).isEqualTo(concat(bytes));
        ObjectParts listed = store.parts(ReadRequest.newest(NAME), 3, 5);
        assertThat(listed.total()).isEqualTo(12);
        assertThat(listed.parts().stream().map(PartInfo::partNumber))
                .containsExactly(4, 5, 6, 7, 8);
        deployment.cutPower();
        store = deployment.start();
        assertThat(Bodies.read(store, NAME)).isEqualTo(concat(bytes));
    }

    @Test
    void theLastUploadOfAPartWins() throws Exception {
        UploadInfo upload = create();
        PartInfo old = part(upload, 1, new byte[] {1});
        PartInfo last = part(upload, 1, new byte[] {2});
        refused(
                StoreError.INVALID_PART,
                () -> store.completeUpload(complete(upload, List.of(old))));
        store.completeUpload(complete(upload, List.of(last)));
        assertThat(Bodies.read(store, NAME)).containsExactly(2);
    }

    @Test
    void compositesNeedTheChecksumOfEachPart() throws Exception {
        UploadInfo upload =
                create(Optional.of(ChecksumAlgorithm.SHA256), Optional.of(ChecksumType.COMPOSITE));
        PartInfo one = part(upload, 1, new byte[] {1});
        CompleteRequest named = complete(upload, List.of(one));
        CompleteRequest unnamed =
                new CompleteRequest(
                        NAME,
                        upload.uploadId(),
                        List.of(new CompleteRequest.Part(1, one.etag(), Optional.empty())),
                        Conditions.NONE,
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.empty());
        refused(StoreError.PART_CHECKSUM_NEEDED, () -> store.completeUpload(unnamed));
        store.completeUpload(named);
        assertThat(Bodies.read(store, NAME)).containsExactly(1);
    }

    @Test
    void badListsOfPartsAreRefusedAndTheUploadGoesOn() throws Exception {
        UploadInfo upload = create();
        PartInfo one = part(upload, 1, Bodies.random(1, 1000));
        PartInfo two = part(upload, 2, Bodies.random(2, 1000));
        refused(
                StoreError.PART_TOO_SMALL,
                () -> store.completeUpload(complete(upload, List.of(one, two))));
        refused(
                StoreError.INVALID_PART_ORDER,
                () -> store.completeUpload(complete(upload, List.of(two, one))));
        refused(StoreError.INVALID_ARGUMENT, () -> part(upload, 10_001, new byte[1]));
        assertThat(store.listParts(NAME, upload.uploadId(), 0, 10).parts()).hasSize(2);
        store.completeUpload(complete(upload, List.of(two)));
        assertThat(Bodies.read(store, NAME)).hasSize(1000);
    }

    @Test
    void abortedUploadsLeaveNothing() throws Exception {
        UploadInfo upload = create();
        part(upload, 1, Bodies.random(1, 6 * MIB));
        assertThat(uploads()).hasSize(1);
        store.abortUpload(NAME, upload.uploadId());
        assertThat(uploads()).isEmpty();
        refused(StoreError.NO_SUCH_UPLOAD, () -> store.abortUpload(NAME, upload.uploadId()));
        refused(StoreError.NO_SUCH_KEY, () -> Bodies.read(store, NAME));
    }

    private List<UploadInfo> uploads() throws Exception {
        return store.listUploads(BUCKET, "", "", "", "", 100).uploads();
    }

    @Test
    void uploadsAreListedByKeyInPages() throws Exception {
        for (String key : List.of("b", "a/1", "a/2", "c")) {
            store.createUpload(
                    new UploadRequest(
                            new ObjectName(BUCKET, key),
                            ObjectAttributes.NONE,
                            Conditions.NONE,
                            Optional.empty(),
                            Optional.empty()));
        }
        UploadPage first = store.listUploads(BUCKET, "", "", "", "", 3);
        assertThat(first.uploads().stream().map(upload -> upload.name().key()))
                .containsExactly("a/1", "a/2", "b");
        UploadPage second =
                store.listUploads(
                        BUCKET,
                        "",
                        "",
                        first.nextKey().orElseThrow(),
                        first.nextUploadId().orElseThrow(),
                        3);
        assertThat(second.uploads().stream().map(upload -> upload.name().key()))
                .containsExactly("c");
        assertThat(store.listUploads(BUCKET, "", "/", "", "", 10).prefixes()).containsExactly("a/");
    }

    @Test
    void checksumsOfPartsMakeThatOfTheWhole() throws Exception {
        byte[] first = Bodies.random(1, 5 * MIB);
        byte[] second = Bodies.random(2, 77);
        UploadInfo upload =
                create(
                        Optional.of(ChecksumAlgorithm.CRC32C),
                        Optional.of(ChecksumType.FULL_OBJECT));
        ObjectInfo made =
                store.completeUpload(
                        complete(upload, List.of(part(upload, 1, first), part(upload, 2, second))));
        var whole = ChecksumAlgorithm.CRC32C.newChecksum();
        whole.update(concat(List.of(first, second)), 0, first.length + second.length);
        assertThat(made.checksum().orElseThrow().value()).isEqualTo(whole.value());
    }

    @Test
    void healingDoesNotMeetPartsThatAreBeingClearedAway() throws Exception {
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 40; i++) {
                UploadInfo upload = create();
                PartInfo part = part(upload, 1, Bodies.random(i, 1000));
                store.completeUpload(complete(upload, List.of(part)));
            }
            long start = System.nanoTime();
            while (System.nanoTime() - start < 500_000_000) {
                assertThat(store.heal(NAME, true).unrecoverable()).isZero();
            }
        }
    }
}
