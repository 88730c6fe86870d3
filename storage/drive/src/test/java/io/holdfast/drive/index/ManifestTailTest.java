package io.holdfast.drive.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.base.Bytes;
import io.holdfast.testkit.Seeds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Manifests of a real index, cut and spoiled everywhere.
final class ManifestTailTest {
    private static final List<String> FAMILIES = List.of("one", "two", "three");

    /// So few flushes that RocksDB merges nothing.
    private static final int NEWEST = 2;

    private static final int BLOCK_BYTES = 32 << 10;
    private static final byte[] LAST = {'l'};

    @TempDir private Path folder;
    private Path index;
    private byte[] manifest;

    /// Ends of its records.
    private List<Integer> ends;

    @BeforeEach
    void makeManifest() throws IOException {
        index = Files.createDirectory(folder.resolve("index"));
        // The second time the manifest begins with what the index held then.
        write(0, 0);
        write(1, NEWEST);
        manifest = Files.readAllBytes(manifestOf(index));
        ends = ends(manifest);
        assertThat(ends).hasSizeGreaterThan(12);
        assertThat(ends.getLast()).isEqualTo(manifest.length);
    }

    /// A flush for each number; it is that of the last rows in all families.
    private void write(int from, int to) throws IOException {
        try (IndexDb db = open(index)) {
            for (int number = from; number <= to; number++) {
                IndexBatch batch = new IndexBatch();
                for (int family = 1; family <= FAMILIES.size(); family++) {
                    batch.put(family, key(number), key(number));
                    batch.put(family, LAST, key(number));
                }
                db.write(batch);
                db.flush();
            }
        }
    }

    private static byte[] key(int number) {
        byte[] key = new byte[8];
        Bytes.putLong(key, 0, number);
        return key;
    }

    private static IndexDb open(Path index) throws IOException {
        return IndexDb.open(index, FAMILIES, List.of(), IndexOptions.DEFAULT, null);
    }

    private static Path manifestOf(Path index) throws IOException {
        return index.resolve(Files.readString(index.resolve("CURRENT")).strip());
    }

    /// By the lengths alone; no record here reaches over the end of a block.
    private static List<Integer> ends(byte[] manifest) {
        List<Integer> ends = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(manifest).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < manifest.length; ) {
            at += 7 + (bytes.getShort(at + 4) & 0xffff);
            ends.add(at);
        }
        return ends;
    }

    private static long wholeUpTo(byte[] bytes) throws IOException {
        return ManifestTail.wholeUpTo(Channels.newChannel(new ByteArrayInputStream(bytes)));
    }

    private int endBefore(int offset) {
        return ends.stream().filter(end -> end <= offset).reduce(0, (_, end) -> end);
    }

    @Test
    void aManifestThatIsWholeStaysSo() throws Exception {
        assertThat(wholeUpTo(manifest)).isEqualTo(manifest.length);
        assertThat(ManifestTail.cut(index)).isZero();
        assertThat(Files.readAllBytes(manifestOf(index))).isEqualTo(manifest);
        assertThat(ManifestTail.cut(Files.createDirectory(folder.resolve("none")))).isZero();
    }

    @Test
    void whereverItEndsTheLastWholeRecordIsTheEnd() throws Exception {
        for (int length = 0; length <= manifest.length; length++) {
            long whole = endBefore(length);
            assertThat(wholeUpTo(Arrays.copyOf(manifest, length))).isEqualTo(whole);
            // The file is as long as it was to be, and the bytes did not arrive.
            byte[] zeros = Arrays.copyOf(Arrays.copyOf(manifest, length), manifest.length);
            assertThat(wholeUpTo(zeros)).isBetween(whole, (long) endBefore(length + 16));
        }
    }

    @Test
    void whateverBitIsWrongItsRecordIsCutWithAllThatFollows() throws Exception {
        for (int at = 0; at < manifest.length; at++) {
            byte[] wrong = manifest.clone();
            wrong[at] ^= (byte) (1 << at % 8);
            assertThat(wholeUpTo(wrong)).isEqualTo(endBefore(at));
        }
    }

    @Test
    void recordsOfManyBlocksAreWholeOrNotThere() throws Exception {
        Seeds.forEach(20, ManifestTailTest::cutAnywhere);
    }

    private static void cutAnywhere(RandomGenerator random) throws IOException {
        ManifestBytes bytes = new ManifestBytes(random.nextBoolean());
        List<Integer> ends = new ArrayList<>();
        while (bytes.length() < 5 * BLOCK_BYTES) {
            // Also one that leaves a few bytes at the end of a block.
            int left = BLOCK_BYTES - bytes.length() % BLOCK_BYTES;
            int length =
                    random.nextInt(3) == 0
                            ? Math.max(0, left - bytes.headerBytes() - random.nextInt(12))
                            : random.nextInt(1 << random.nextInt(1, 17));
            bytes.add(new byte[length]);
            ends.add(bytes.length());
        }
        byte[] all = bytes.toBytes();
        assertThat(wholeUpTo(all)).isEqualTo(all.length);
        for (int i = 0; i < 200; i++) {
            int length = random.nextInt(all.length);
            int whole = ends.stream().filter(end -> end <= length).reduce(0, (_, end) -> end);
            assertThat(wholeUpTo(Arrays.copyOf(all, length))).isEqualTo(whole);
        }
    }

    @Test
    void cutAtAnyRecordTheIndexIsThatOfAnEarlierFlushOrIsRefused() throws Exception {
        List<Integer> states = new ArrayList<>();
        boolean isRefused = false;
        for (int end : ends) {
            Path copy = copy(end);
            byte[] torn = new byte[end + 40];
            Seeds.of(end).nextBytes(torn);
            System.arraycopy(manifest, 0, torn, 0, end);
            Files.write(manifestOf(copy), torn);
            try (IndexDb db = open(copy)) {
                states.add(stateOf(db));
            } catch (IOException e) {
                // What the manifest begins with was durable before CURRENT named it.
                isRefused = true;
            }
        }
        assertThat(isRefused).isTrue();
        assertThat(states).isSorted().contains(NEWEST - 1).endsWith(NEWEST);
    }

    /// The number that all rows of all families are up to.
    private static int stateOf(IndexDb db) throws IOException {
        byte[] last = db.get(1, LAST);
        int number = last == null ? -1 : (int) Bytes.getLong(last, 0);
        for (int family = 1; family <= FAMILIES.size(); family++) {
            assertThat(db.get(family, LAST)).isEqualTo(last);
            for (int each = 0; each <= NEWEST; each++) {
                assertThat(db.get(family, key(each))).isEqualTo(each <= number ? key(each) : null);
            }
        }
        return number;
    }

    private Path copy(int name) throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy-" + name));
        try (Stream<Path> files = Files.list(index)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }

    @Test
    void withoutTheCutRocksDbRefusesIt() throws Exception {
        byte[] torn = Arrays.copyOf(manifest, manifest.length);
        torn[torn.length - 3] ^= 1;
        Path whole = copy(1);
        Files.write(manifestOf(whole), torn);
        assertThatThrownBy(() -> RawRocks.open(whole, FAMILIES)).hasMessageContaining("checksum");
        assertThat(ManifestTail.cut(whole)).isEqualTo(manifest.length - endBefore(torn.length - 3));
        RawRocks.open(whole, FAMILIES);
    }

    @Test
    void nothingElseOfRocksDbIsNeeded() throws Exception {
        Path copy = copy(2);
        try (Stream<Path> files = Files.list(copy)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith("OPTIONS-") || name.startsWith("LOG")) {
                    Files.write(file, new byte[] {1, 2, 3});
                } else if (name.equals("IDENTITY")) {
                    Files.delete(file);
                }
            }
        }
        try (IndexDb db = open(copy)) {
            assertThat(stateOf(db)).isEqualTo(NEWEST);
        }
    }

    @Test
    void whatMakesNoSenseIsLeftToRocksDb() throws Exception {
        for (String current : List.of("", "MANIFEST-x", "../MANIFEST-1", "a".repeat(5000))) {
            Path copy = copy(current.hashCode());
            Files.writeString(copy.resolve("CURRENT"), current);
            assertThat(ManifestTail.cut(copy)).isZero();
            assertThatThrownBy(() -> open(copy)).isInstanceOf(IOException.class);
        }
        Path copy = copy(3);
        manifest[10] ^= 1;
        Files.write(manifestOf(copy), manifest);
        assertThat(ManifestTail.cut(copy)).isZero();
        assertThatThrownBy(() -> open(copy)).isInstanceOf(IOException.class);
    }
}
