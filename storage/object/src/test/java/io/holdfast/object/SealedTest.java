package io.holdfast.object;

import static io.holdfast.object.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.Hex;
import io.holdfast.base.ports.CustomerKey;
import io.holdfast.base.ports.Envelope;
import io.holdfast.base.ports.ObjectSealing;
import io.holdfast.base.ports.Protection;
import io.holdfast.cluster.MemberState;
import io.holdfast.digest.Md5Engine;
import io.holdfast.drive.Family;
import io.holdfast.kms.EnvelopeSealing;
import io.holdfast.kms.StaticKeys;
import io.holdfast.object.row.Keys;
import io.holdfast.testkit.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Objects whose bytes are sealed: read back by whoever has the key, and by nobody else; healed by
/// whoever has none.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class SealedTest {
    private static final String BUCKET = "bucket";
    private static final int PACKAGE = 65_520;
    private static final int[] SIZES = {
        0,
        1,
        PACKAGE - 1,
        PACKAGE,
        PACKAGE + 1,
        16 * PACKAGE,
        16 * PACKAGE + 1,
        (1 << 20) + 5,
        3_500_000
    };
    private static final CustomerKey KEY = new CustomerKey(Bodies.random(1, 32));
    private static final CustomerKey OTHER = new CustomerKey(Bodies.random(2, 32));
    private static final Protection STORE = new Protection.StoreKey();
    private static final Protection NAMED =
            new Protection.ServiceKey(Optional.of("two"), new byte[] {'{', '}'});
    private static final Protection OWN = new Protection.ClientKey(KEY);

    private TestDeployment deployment;
    private ObjectStore store;

    @BeforeEach
    void start() throws Exception {
        deployment = new TestDeployment(1, 4, 2).withSealing(sealing("one", "two"));
        store = deployment.start();
        store.createBucket(BUCKET, false, "");
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    static ObjectSealing sealing(String... names) {
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            byte[] key = Bodies.random(name.hashCode(), 32);
            lines.add(name + ":" + Base64.getEncoder().encodeToString(key));
        }
        List<String> problems = new ArrayList<>();
        StaticKeys keys = StaticKeys.parse("test", lines, problems);
        assertThat(problems).isEmpty();
        return new EnvelopeSealing(keys);
    }

    private static ObjectName name(String key) {
        return new ObjectName(BUCKET, key);
    }

    private static byte[] content(int size) {
        return Bodies.random(size, size);
    }

    private static PutRequest put(ObjectName name, Protection protection) {
        return new PutRequest(
                name,
                ObjectAttributes.NONE,
                Conditions.NONE,
                Optional.empty(),
                Optional.of(protection));
    }

    private static ReadRequest with(ObjectName name, Protection protection) {
        return ReadRequest.newest(name)
                .withCustomerKey(
                        protection instanceof Protection.ClientKey(CustomerKey key)
                                ? Optional.of(key)
                                : Optional.empty());
    }

    private List<ObjectName> fill(Protection protection) throws Exception {
        List<ObjectName> names = new ArrayList<>();
        for (int size : SIZES) {
            ObjectName name = name(protection.getClass().getSimpleName() + "/" + size);
            store.put(put(name, protection), Bodies.of(content(size)));
            names.add(name);
        }
        return names;
    }

    private void verify(List<ObjectName> names, Protection protection) throws Exception {
        for (int i = 0; i < SIZES.length; i++) {
            assertThat(Bodies.read(store, with(names.get(i), protection)))
                    .as("%s", names.get(i))
                    .isEqualTo(content(SIZES[i]));
        }
    }

    @Test
    void everySizeComesBackUnderEveryKey() throws Exception {
        for (Protection protection : List.of(STORE, NAMED, OWN)) {
            verify(fill(protection), protection);
        }
        assertThat(store.list(new ListRequest(BUCKET, "StoreKey/", "", "", 1000)).objects())
                .extracting(ObjectInfo::size)
                .containsExactlyInAnyOrder(
                        Arrays.stream(SIZES).mapToObj(Long::valueOf).toArray(Long[]::new));
    }

    @Test
    void bodiesThatEndBeforeTheMostTheyMayHaveAreSealedToo() throws Exception {
        for (int size : SIZES) {
            for (long most : new long[] {size, size + 5L, size + 2_000_000L}) {
                store.put(put(name("most"), STORE), Bodies.atMost(content(size), most));
                assertThat(Bodies.read(store, name("most"))).isEqualTo(content(size));
            }
        }
    }

    @Test
    void rangesOpenWhatTheyTouch() throws Exception {
        for (int size : new int[] {200_000, 3_500_000}) {
            ObjectName name = name("range" + size);
            store.put(put(name, STORE), Bodies.of(content(size)));
            try (OpenObject object = store.open(ReadRequest.newest(name))) {
                Seeds.forEach(
                        40,
                        random -> {
                            int from = random.nextInt(size);
                            int length = 1 + random.nextInt(size - from);
                            assertThat(Bodies.range(object, from, length))
                                    .isEqualTo(
                                            Arrays.copyOfRange(content(size), from, from + length));
                        });
                for (int edge = PACKAGE; edge < size; edge += PACKAGE) {
                    assertThat(Bodies.range(object, edge - 1, 2))
                            .isEqualTo(Arrays.copyOfRange(content(size), edge - 1, edge + 1));
                }
            }
        }
    }

    @Test
    void whatIsToldOfASealedVersion() throws Exception {
        byte[] bytes = content(1000);
        String md5 = Hex.of(Md5Engine.md5(bytes, 0, bytes.length));
        ObjectInfo stored = store.put(put(name("s"), STORE), Bodies.of(bytes));
        assertThat(stored.etag()).isEqualTo(md5);
        assertThat(stored.encryption()).contains(new ObjectEncryption(Envelope.Mode.STORE, "one"));
        for (Protection protection : List.of(NAMED, OWN)) {
            for (int size : new int[] {1000, 2_000_000}) {
                ObjectName name = name("k" + size);
                ObjectInfo info = store.put(put(name, protection), Bodies.of(content(size)));
                byte[] digest = Md5Engine.md5(content(size), 0, size);
                assertThat(info.etag()).hasSize(32).isNotEqualTo(Hex.of(digest));
                try (OpenObject head = store.head(with(name, protection))) {
                    assertThat(head.info().etag()).isEqualTo(info.etag());
                    assertThat(head.info().size()).isEqualTo(size);
                }
                refused(
                        StoreError.BAD_MD5,
                        () ->
                                store.put(
                                        put(name, protection),
                                        Bodies.withMd5(content(size), new byte[16])));
                store.put(put(name, protection), Bodies.withMd5(content(size), digest));
            }
        }
    }

    @Test
    void customersKeysAreAskedForAndCompared() throws Exception {
        store.put(put(name("own"), OWN), Bodies.of(content(10)));
        store.put(Bodies.put(name("plain")), Bodies.of(content(10)));
        store.put(put(name("stored"), STORE), Bodies.of(content(10)));
        ReadRequest own = ReadRequest.newest(name("own"));
        for (ReadRequest wrong : List.of(own, own.withCustomerKey(Optional.of(OTHER)))) {
            StoreError error =
                    wrong.customerKey().isEmpty()
                            ? StoreError.CUSTOMER_KEY_NEEDED
                            : StoreError.CUSTOMER_KEY_WRONG;
            refused(error, () -> store.open(wrong).close());
            refused(error, () -> store.head(wrong).close());
            assertThat(store.info(name("own"), Optional.empty()).size()).isEqualTo(10);
        }
        for (String key : List.of("plain", "stored")) {
            ReadRequest wrong = with(name(key), OWN);
            refused(StoreError.CUSTOMER_KEY_UNEXPECTED, () -> store.open(wrong).close());
            refused(StoreError.CUSTOMER_KEY_UNEXPECTED, () -> store.head(wrong).close());
        }
    }

    @Test
    void keysThatAreNotThereAreToldAtOnce() throws Exception {
        Protection absent = new Protection.ServiceKey(Optional.of("absent"), new byte[0]);
        refused(
                StoreError.NO_SUCH_SEALING_KEY,
                () -> store.put(put(name("a"), absent), Bodies.of(content(10))));
        refused(StoreError.NO_SUCH_SEALING_KEY, () -> store.checkProtection(absent));
        store.put(put(name("two"), NAMED), Bodies.of(content(10)));
        store.put(put(name("one"), STORE), Bodies.of(content(10)));
        deployment.stop();
        store = deployment.withSealing(sealing("one")).start();
        refused(StoreError.NO_SUCH_SEALING_KEY, () -> Bodies.read(store, name("two")));
        assertThat(Bodies.read(store, name("one"))).isEqualTo(content(10));
        try (OpenObject head = store.head(ReadRequest.newest(name("two")))) {
            assertThat(head.info().size()).isEqualTo(10);
        }
    }

    @Test
    void copiesAreSealedAnew() throws Exception {
        for (int size : new int[] {1000, 2_500_000}) {
            store.put(put(name("source"), OWN), Bodies.of(content(size)));
            copy(with(name("source"), OWN), name("stored"), Optional.of(STORE));
            assertThat(Bodies.read(store, name("stored"))).isEqualTo(content(size));
            copy(ReadRequest.newest(name("stored")), name("plain"), Optional.empty());
            assertThat(Bodies.read(store, name("plain"))).isEqualTo(content(size));
            copy(ReadRequest.newest(name("plain")), name("plain"), Optional.of(NAMED));
            assertThat(Bodies.read(store, name("plain"))).isEqualTo(content(size));
            refused(
                    StoreError.CUSTOMER_KEY_NEEDED,
                    () -> copy(ReadRequest.newest(name("source")), name("x"), Optional.empty()));
        }
    }

    private void copy(ReadRequest source, ObjectName target, Optional<Protection> protection)
            throws Exception {
        store.copy(
                new CopyRequest(
                        source,
                        target,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        ObjectLock.NONE,
                        "",
                        Conditions.NONE,
                        Optional.empty(),
                        protection));
    }

    private ObjectInfo uploaded(ObjectName name, Protection protection, List<byte[]> contents)
            throws Exception {
        UploadInfo upload =
                store.createUpload(
                        new UploadRequest(
                                name,
                                ObjectAttributes.NONE,
                                Conditions.NONE,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(protection)));
        List<CompleteRequest.Part> parts = new ArrayList<>();
        for (int i = 0; i < contents.size(); i++) {
            PartRequest request =
                    new PartRequest(
                            name,
                            upload.uploadId(),
                            i + 1,
                            Optional.empty(),
                            with(name, protection).customerKey());
            store.putPart(request, Bodies.of(content(77)));
            PartInfo part = store.putPart(request, Bodies.of(contents.get(i)));
            assertThat(part.encryption()).isPresent();
            PartInfo again = store.putPart(request, Bodies.of(contents.get(i)));
            assertThat(again.etag()).isEqualTo(part.etag());
            parts.add(new CompleteRequest.Part(i + 1, part.etag(), Optional.empty()));
        }
        return store.completeUpload(
                new CompleteRequest(
                        name,
                        upload.uploadId(),
                        parts,
                        Conditions.NONE,
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void partsAreSealedAndReadAsOne() throws Exception {
        List<byte[]> contents = List.of(content(5 << 20), content((5 << 20) + 1), content(100_000));
        byte[] whole = new byte[(10 << 20) + 100_001];
        System.arraycopy(contents.get(0), 0, whole, 0, 5 << 20);
        System.arraycopy(contents.get(1), 0, whole, 5 << 20, (5 << 20) + 1);
        System.arraycopy(contents.get(2), 0, whole, (10 << 20) + 1, 100_000);
        for (Protection protection : List.of(STORE, NAMED, OWN)) {
            ObjectName name = name("parts");
            ObjectInfo info = uploaded(name, protection, contents);
            assertThat(info.etag()).endsWith("-3");
            assertThat(info.encryption()).isPresent();
            ReadRequest request = with(name, protection);
            assertThat(Bodies.read(store, request)).isEqualTo(whole);
            ReadRequest second =
                    new ReadRequest(
                            name,
                            Optional.empty(),
                            OptionalInt.of(2),
                            Conditions.NONE,
                            request.customerKey());
            assertThat(Bodies.read(store, second)).isEqualTo(contents.get(1));
            try (OpenObject object = store.open(request)) {
                int from = (5 << 20) - 10;
                assertThat(Bodies.range(object, from, 20))
                        .isEqualTo(Arrays.copyOfRange(whole, from, from + 20));
            }
        }
    }

    @Test
    void aRowThatWasMovedToAnotherKeyDoesNotOpen() throws Exception {
        uploaded(name("rich"), STORE, List.of(content(100)));
        store.put(Bodies.put(name("poor")), Bodies.of(content(0)));
        assertThat(Bodies.read(store, name("rich"))).isEqualTo(content(100));
        long bucketId = store.bucket(BUCKET).id();
        byte[] rich = Keys.head(bucketId, name("rich").keyBytes());
        byte[] poor = Keys.head(bucketId, name("poor").keyBytes());
        byte[] record =
                deployment.drive(0, 0).read(Family.HEAD, rich, false).await()
                                instanceof io.holdfast.drive.RowRead.Found found
                        ? found.row().record()
                        : new byte[0];
        deployment.stop();
        for (int place = 0; place < 4; place++) {
            deployment.medium(0, place).remember(Family.HEAD, poor, record);
        }
        store = deployment.start();
        refused(StoreError.SEALED_DATA_DAMAGED, () -> Bodies.read(store, name("poor")));
        assertThat(Bodies.read(store, name("rich"))).isEqualTo(content(100));
    }

    @Test
    void olderVersionsAndChangedTagsKeepTheirEnvelope() throws Exception {
        store.setVersioning(BUCKET, Versioning.ENABLED);
        ObjectName name = name("v");
        VersionId first = store.put(put(name, STORE), Bodies.of(content(10))).versionId();
        store.put(put(name, NAMED), Bodies.of(content(20)));
        store.setTags(name, Optional.of(first), Map.of("a", "b"));
        store.setTags(name, Optional.empty(), Map.of("a", "b"));
        assertThat(Bodies.read(store, name)).isEqualTo(content(20));
        assertThat(
                        Bodies.read(
                                store,
                                new ReadRequest(
                                        name,
                                        Optional.of(first),
                                        OptionalInt.empty(),
                                        Conditions.NONE)))
                .isEqualTo(content(10));
    }

    @Test
    void lostDrivesAreMadeUpForAndRebuiltWithoutAnyKey() throws Exception {
        List<ObjectName> stored = fill(STORE);
        List<ObjectName> own = fill(OWN);
        uploaded(name("parts"), NAMED, List.of(content(5 << 20), content(10)));
        deployment.stop();
        deployment.replace(0, 1);
        deployment.replace(0, 3);
        store = deployment.withSealing(ObjectSealing.none()).start();
        for (int place : new int[] {1, 3}) {
            while (deployment.set(0).state(place) != MemberState.IN_SERVICE) {
                Thread.sleep(20);
            }
        }
        for (ObjectName name : stored) {
            assertThat(store.heal(name, true).unrecoverable()).isZero();
        }
        deployment.stop();
        deployment.remove(0, 0);
        deployment.remove(0, 2);
        store = deployment.withSealing(sealing("one", "two")).start();
        verify(stored, STORE);
        verify(own, OWN);
        assertThat(Bodies.read(store, name("parts"))).hasSize((5 << 20) + 10);
    }

    @Test
    void rottenShardsAreReadFromParityAndRepaired() throws Exception {
        List<ObjectName> names = fill(STORE);
        long bucketId = store.bucket(BUCKET).id();
        for (ObjectName name : names) {
            for (int place = 0; place < 2; place++) {
                deployment.medium(0, place).rot(Family.HEAD, Keys.head(bucketId, name.keyBytes()));
            }
        }
        verify(names, STORE);
        for (ObjectName name : names) {
            assertThat(store.heal(name, true).unrecoverable()).isZero();
            for (int place = 2; place < 4; place++) {
                deployment.medium(0, place).rot(Family.HEAD, Keys.head(bucketId, name.keyBytes()));
            }
        }
        verify(names, STORE);
    }

    @Test
    void aCutKeepsWhatWasAnswered() throws Exception {
        List<ObjectName> names = fill(NAMED);
        deployment.cutPower();
        store = deployment.start();
        verify(names, NAMED);
    }
}
