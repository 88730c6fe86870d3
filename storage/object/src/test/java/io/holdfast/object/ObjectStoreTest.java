package io.holdfast.object;

import static io.holdfast.object.Refusals.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.Hex;
import io.holdfast.digest.ChecksumValue;
import io.holdfast.digest.Md5Engine;
import io.holdfast.drive.BucketUsage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Buckets, objects, versions and listings on one healthy deployment of two sets.
final class ObjectStoreTest {
    private static final String BUCKET = "bucket";
    private TestDeployment deployment;
    private ObjectStore store;

    @BeforeEach
    void start() throws Exception {
        deployment = new TestDeployment(2, 4, 2);
        store = deployment.start();
        store.createBucket(BUCKET, false, "");
    }

    @AfterEach
    void stop() {
        deployment.close();
    }

    private static ObjectName name(String key) {
        return new ObjectName(BUCKET, key);
    }

    private ObjectInfo put(String key, String text) throws Exception {
        return store.put(Bodies.put(name(key)), Bodies.of(text.getBytes(UTF_8)));
    }

    private String get(String key) throws Exception {
        return new String(Bodies.read(store, name(key)), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_537, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 5 << 20})
    void bodiesMayEndBeforeTheMostTheyMayHave(int size) throws Exception {
        byte[] bytes = Bodies.random(size, size);
        for (long most : new long[] {size, size + 1L, size + 2_000_000L}) {
            ObjectInfo info = store.put(Bodies.put(name("most")), Bodies.atMost(bytes, most));
            assertThat(info.size()).isEqualTo(size);
            assertThat(info.etag()).isEqualTo(Hex.of(Md5Engine.md5(bytes, 0, size)));
            assertThat(Bodies.read(store, name("most"))).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                2,
                3,
                1000,
                4096,
                65_537,
                1 << 20,
                (1 << 20) + 1,
                3_000_000,
                5 << 20,
                10_485_767
            })
    void everySizeComesBackWhole(int size) throws Exception {
        byte[] bytes = Bodies.random(size, size);
        ObjectInfo info = store.put(Bodies.put(name("size")), Bodies.of(bytes));
        assertThat(info.size()).isEqualTo(size);
        assertThat(Bodies.read(store, name("size"))).isEqualTo(bytes);
        try (OpenObject object = store.open(ReadRequest.newest(name("size")))) {
            int from = size / 3;
            int length = size / 2;
            assertThat(Bodies.range(object, from, length))
                    .isEqualTo(Arrays.copyOfRange(bytes, from, from + length));
        }
    }

    @Test
    void overwritingKeepsOneObject() throws Exception {
        put("k", "one");
        put("k", "three");
        assertThat(get("k")).isEqualTo("three");
        assertThat(store.usage(BUCKET)).isEqualTo(new BucketUsage(1, 1, 0, 5));
    }

    @Test
    void deletedKeysAreGone() throws Exception {
        put("k", "one");
        store.delete(new DeleteRequest(name("k"), Optional.empty(), Conditions.NONE));
        refused(StoreError.NO_SUCH_KEY, () -> get("k"));
        store.delete(new DeleteRequest(name("k"), Optional.empty(), Conditions.NONE));
        assertThat(store.usage(BUCKET)).isEqualTo(BucketUsage.NONE);
        put("k", "two");
        assertThat(get("k")).isEqualTo("two");
    }

    @Test
    void wrongMd5AndShortBodiesStoreNothing() throws Exception {
        refused(
                StoreError.BAD_MD5,
                () -> store.put(Bodies.put(name("k")), Bodies.withMd5(new byte[9], new byte[16])));
        refused(
                StoreError.INCOMPLETE_BODY,
                () -> store.put(Bodies.put(name("k")), Bodies.declared(new byte[9], 10)));
        refused(
                StoreError.INCOMPLETE_BODY,
                () ->
                        store.put(
                                Bodies.put(name("k")),
                                Bodies.declared(new byte[3_000_000], 3_000_001)));
        refused(StoreError.NO_SUCH_KEY, () -> get("k"));
    }

    @Test
    void conditionsAreACompareAndSwap() throws Exception {
        refused(
                StoreError.NO_SUCH_KEY,
                () ->
                        store.put(
                                Bodies.put(name("k"), Bodies.ifMatch("x")),
                                Bodies.of(new byte[1])));
        ObjectInfo first =
                store.put(Bodies.put(name("k"), Bodies.ifNoneMatch("*")), Bodies.of(new byte[1]));
        refused(
                StoreError.PRECONDITION_FAILED,
                () ->
                        store.put(
                                Bodies.put(name("k"), Bodies.ifNoneMatch("*")),
                                Bodies.of(new byte[2])));
        store.put(Bodies.put(name("k"), Bodies.ifMatch(first.etag())), Bodies.of(new byte[3]));
        refused(
                StoreError.PRECONDITION_FAILED,
                () ->
                        store.put(
                                Bodies.put(name("k"), Bodies.ifMatch(first.etag())),
                                Bodies.of(new byte[4])));
    }

    @Test
    void onlyOneOfManyCreatorsWins() throws Exception {
        List<Future<Boolean>> creators = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                byte[] body = {(byte) i};
                creators.add(
                        threads.submit(
                                () -> {
                                    try {
                                        store.put(
                                                Bodies.put(name("k"), Bodies.ifNoneMatch("*")),
                                                Bodies.of(body));
                                        return true;
                                    } catch (StoreException e) {
                                        return false;
                                    }
                                }));
            }
        }
        int winners = 0;
        for (Future<Boolean> creator : creators) {
            winners += creator.get() ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
    }

    @Test
    void versionsStayReadableAndComeBackWhenNewerOnesGo() throws Exception {
        put("k", "null version");
        store.setVersioning(BUCKET, Versioning.ENABLED);
        ObjectInfo one = put("k", "one");
        ObjectInfo two = put("k", "two");
        DeleteResult marker =
                store.delete(new DeleteRequest(name("k"), Optional.empty(), Conditions.NONE));
        assertThat(marker.isDeleteMarker()).isTrue();
        refused(StoreError.IS_DELETE_MARKER, () -> get("k"));
        assertThat(version("k", one.versionId())).isEqualTo("one");
        assertThat(version("k", VersionId.nullVersion())).isEqualTo("null version");
        assertThat(store.usage(BUCKET)).isEqualTo(new BucketUsage(0, 3, 1, 18));
        store.delete(new DeleteRequest(name("k"), marker.version(), Conditions.NONE));
        assertThat(get("k")).isEqualTo("two");
        store.delete(new DeleteRequest(name("k"), Optional.of(one.versionId()), Conditions.NONE));
        refused(StoreError.NO_SUCH_VERSION, () -> version("k", one.versionId()));
        store.delete(new DeleteRequest(name("k"), Optional.of(two.versionId()), Conditions.NONE));
        assertThat(get("k")).isEqualTo("null version");
        assertThat(store.usage(BUCKET)).isEqualTo(new BucketUsage(1, 1, 0, 12));
    }

    @Test
    void aSuspendedBucketReplacesOnlyItsNullVersion() throws Exception {
        put("k", "first");
        store.setVersioning(BUCKET, Versioning.ENABLED);
        ObjectInfo kept = put("k", "kept");
        store.setVersioning(BUCKET, Versioning.SUSPENDED);
        put("k", "second");
        assertThat(version("k", VersionId.nullVersion())).isEqualTo("second");
        assertThat(version("k", kept.versionId())).isEqualTo("kept");
        put("k", "third");
        assertThat(store.usage(BUCKET)).isEqualTo(new BucketUsage(1, 2, 0, 9));
        store.delete(new DeleteRequest(name("k"), Optional.empty(), Conditions.NONE));
        refused(StoreError.IS_DELETE_MARKER, () -> get("k"));
        assertThat(store.usage(BUCKET)).isEqualTo(new BucketUsage(0, 1, 1, 4));
        assertThat(listVersions("k").stream().map(ObjectInfo::isDeleteMarker))
                .containsExactly(true, false);
    }

    private List<ObjectInfo> listVersions(String prefix) throws Exception {
        return store.listVersions(
                        new ListVersionsRequest(BUCKET, prefix, "", "", Optional.empty(), 1000))
                .versions();
    }

    private String version(String key, VersionId id) throws Exception {
        ReadRequest request =
                new ReadRequest(name(key), Optional.of(id), OptionalInt.empty(), Conditions.NONE);
        return new String(Bodies.read(store, request), UTF_8);
    }

    @Test
    void tagsChangeInPlace() throws Exception {
        ObjectInfo before = put("k", "tagged");
        store.setTags(name("k"), Optional.empty(), Map.of("colour", "red"));
        try (OpenObject object = store.open(ReadRequest.newest(name("k")))) {
            assertThat(object.info().attributes().tags()).containsEntry("colour", "red");
            assertThat(object.info().versionId()).isEqualTo(before.versionId());
        }
        assertThat(get("k")).isEqualTo("tagged");
        assertThat(store.usage(BUCKET)).isEqualTo(new BucketUsage(1, 1, 0, 6));
    }

    @Test
    void aListOfGrantsChangesInPlaceWhereItIsTheOneExpected() throws Exception {
        ObjectInfo before = put("k", "opened");
        store.setTags(name("k"), Optional.empty(), Map.of("colour", "red"));
        store.setAcl(name("k"), Optional.empty(), "", "me\nREAD all");
        refused(StoreError.TOO_BUSY, () -> store.setAcl(name("k"), Optional.empty(), "", "x"));
        try (OpenObject object = store.open(ReadRequest.newest(name("k")))) {
            assertThat(object.info().attributes().acl()).isEqualTo("me\nREAD all");
            assertThat(object.info().attributes().tags()).containsEntry("colour", "red");
            assertThat(object.info().versionId()).isEqualTo(before.versionId());
            assertThat(object.info().modifiedMs()).isEqualTo(before.modifiedMs());
        }
        assertThat(get("k")).isEqualTo("opened");
        assertThat(store.usage(BUCKET)).isEqualTo(new BucketUsage(1, 1, 0, 6));
        store.setAcl(name("k"), Optional.of(before.versionId()), "me\nREAD all", "");
        assertThat(store.info(name("k"), Optional.empty()).attributes().acl()).isEmpty();
        refused(
                StoreError.NO_SUCH_KEY,
                () -> store.setAcl(name("absent"), Optional.empty(), "", "x"));
    }

    @Test
    void keysAreOpaqueBytes() throws Exception {
        List<String> keys =
                List.of("a", "a/b", "a/b/c", "a//b", "/a", "ä", "😀", "x".repeat(1024), "a b+c%2F");
        for (String key : keys) {
            put(key, key);
        }
        for (String key : keys) {
            assertThat(get(key)).isEqualTo(key);
        }
        refused(StoreError.KEY_TOO_LONG, () -> put("x".repeat(1025), ""));
        refused(StoreError.INVALID_KEY, () -> put("a\0b", ""));
        refused(StoreError.INVALID_KEY, () -> put("", ""));
    }

    @Test
    void listingRunsInByteOrderAcrossSetsAndPages() throws Exception {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 250; i++) {
            keys.add("dir" + i % 7 + "/sub" + i % 3 + "/" + i);
            keys.add("plain" + i);
        }
        for (String key : keys) {
            put(key, "x");
        }
        List<String> sorted = keys.stream().sorted().toList();
        assertThat(all("", "", 100)).isEqualTo(sorted);
        assertThat(all("dir3/", "", 7))
                .isEqualTo(sorted.stream().filter(key -> key.startsWith("dir3/")).toList());
        List<String> rolledUp = all("", "/", 3);
        assertThat(rolledUp).startsWith("dir0/", "dir1/", "dir2/").hasSize(257);
        assertThat(all("dir1/", "/", 2)).containsExactly("dir1/sub0/", "dir1/sub1/", "dir1/sub2/");
    }

    private List<String> all(String prefix, String delimiter, int page) throws Exception {
        List<String> found = new ArrayList<>();
        String after = "";
        while (true) {
            ListPage got = store.list(new ListRequest(BUCKET, prefix, delimiter, after, page));
            List<String> names = new ArrayList<>(got.prefixes());
            got.objects().forEach(object -> names.add(object.name().key()));
            names.sort(null);
            assertThat(names).hasSizeLessThanOrEqualTo(page);
            found.addAll(names);
            if (got.next().isEmpty()) {
                return found;
            }
            after = got.next().get();
        }
    }

    @Test
    void versionPagesGoOnInsideAKey() throws Exception {
        store.setVersioning(BUCKET, Versioning.ENABLED);
        for (int i = 0; i < 5; i++) {
            put("a", "a" + i);
            put("b", "b" + i);
        }
        List<String> seen = new ArrayList<>();
        String key = "";
        Optional<VersionId> version = Optional.empty();
        while (true) {
            VersionPage page =
                    store.listVersions(new ListVersionsRequest(BUCKET, "", "", key, version, 3));
            for (ObjectInfo info : page.versions()) {
                seen.add(version(info.name().key(), info.versionId()) + info.isLatest());
            }
            if (page.nextKey().isEmpty()) {
                break;
            }
            key = page.nextKey().get();
            version = page.nextVersion();
        }
        assertThat(seen)
                .containsExactly(
                        "a4true", "a3false", "a2false", "a1false", "a0false", "b4true", "b3false",
                        "b2false", "b1false", "b0false");
    }

    @Test
    void bucketsAreDeletedOnlyWhenEmpty() throws Exception {
        put("k", "x");
        refused(StoreError.BUCKET_NOT_EMPTY, () -> store.deleteBucket(BUCKET, false));
        assertThat(get("k")).isEqualTo("x");
        refused(StoreError.BUCKET_EXISTS, () -> store.createBucket(BUCKET, false, ""));
        store.deleteBucket(BUCKET, true);
        refused(StoreError.NO_SUCH_BUCKET, () -> get("k"));
        store.createBucket(BUCKET, false, "");
        refused(StoreError.NO_SUCH_KEY, () -> get("k"));
    }

    @Test
    void copiesAreObjectsOfTheirOwn() throws Exception {
        byte[] bytes = Bodies.random(3, 2_500_000);
        store.put(Bodies.put(name("source")), Bodies.of(bytes));
        CopyRequest request =
                new CopyRequest(
                        ReadRequest.newest(name("source")),
                        name("copy"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Conditions.NONE,
                        Optional.empty());
        store.copy(request);
        store.delete(new DeleteRequest(name("source"), Optional.empty(), Conditions.NONE));
        assertThat(Bodies.read(store, name("copy"))).isEqualTo(bytes);
    }

    @Test
    void everythingSurvivesARestart() throws Exception {
        byte[] large = Bodies.random(4, 3_000_000);
        put("small", "text");
        store.put(Bodies.put(name("large")), Bodies.of(large));
        put("gone", "x");
        store.delete(new DeleteRequest(name("gone"), Optional.empty(), Conditions.NONE));
        deployment.cutPower();
        store = deployment.start();
        assertThat(get("small")).isEqualTo("text");
        assertThat(Bodies.read(store, name("large"))).isEqualTo(large);
        refused(StoreError.NO_SUCH_KEY, () -> get("gone"));
        assertThat(store.usage(BUCKET)).isEqualTo(new BucketUsage(2, 2, 0, 3_000_004));
    }

    @Test
    void bucketThatIsMadeAnewWhileABodyComesIsAnother() throws Exception {
        ObjectBody body = new RemakingBody(Bodies.of("data".getBytes(UTF_8)));
        refused(StoreError.NO_SUCH_BUCKET, () -> store.put(Bodies.put(name("key")), body));
        refused(StoreError.NO_SUCH_KEY, () -> get("key"));
    }

    /// While it is read, its bucket is removed and made anew.
    private final class RemakingBody implements ObjectBody {
        private final ObjectBody body;

        RemakingBody(ObjectBody body) {
            this.body = body;
        }

        @Override
        public long length() {
            return body.length();
        }

        @Override
        public int read(ByteBuffer into) throws StoreException, IOException {
            try {
                store.deleteBucket(BUCKET, false);
                store.createBucket(BUCKET, false, "");
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return body.read(into);
        }

        @Override
        public Optional<byte[]> expectedMd5() {
            return Optional.empty();
        }

        @Override
        public Optional<ChecksumValue> expectedChecksum() {
            return Optional.empty();
        }
    }
}
