package io.holdfast.s3.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TarReaderTest {
    private record Found(TarReader.Entry entry, String content) {}

    private static List<Found> read(byte[] tar) throws IOException {
        TarReader reader = new TarReader(new ByteArrayInputStream(tar));
        List<Found> found = new ArrayList<>();
        for (Optional<TarReader.Entry> at = reader.next(); at.isPresent(); at = reader.next()) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            ByteBuffer some = ByteBuffer.allocate(100);
            while (reader.read(some.clear()) >= 0) {
                content.write(some.array(), 0, some.position());
            }
            found.add(new Found(at.get(), content.toString(StandardCharsets.UTF_8)));
        }
        return found;
    }

    private static void damaged(byte[] tar) {
        assertThatThrownBy(() -> read(tar)).isInstanceOf(ArchiveException.class);
    }

    @Test
    void entriesComeInOrderWithTheirContent() throws IOException {
        String long512 = "x".repeat(512);
        List<Found> found =
                read(
                        new TestTar()
                                .folder("a/")
                                .file("a/1", "one")
                                .file("empty", "")
                                .file("full", long512)
                                .entry("link", '2', new byte[0])
                                .file("ä", "two")
                                .end());
        assertThat(found.stream().map(one -> one.entry().name()))
                .containsExactly("a/", "a/1", "empty", "full", "link", "ä");
        assertThat(found.stream().map(Found::content))
                .containsExactly("", "one", "", long512, "", "two");
        assertThat(found.stream().map(one -> one.entry().kind()))
                .containsExactly(
                        TarReader.Kind.FOLDER,
                        TarReader.Kind.FILE,
                        TarReader.Kind.FILE,
                        TarReader.Kind.FILE,
                        TarReader.Kind.OTHER,
                        TarReader.Kind.FILE);
    }

    @Test
    void endMayBeMissing() throws IOException {
        assertThat(read(new byte[0])).isEmpty();
        assertThat(read(new TestTar().file("a", "x").bytes())).hasSize(1);
    }

    @Test
    void longNamesComeFromPaxAndGnu() throws IOException {
        String name = "n".repeat(300);
        byte[] split = TestTar.head("name", '0', 0);
        TestTar.put(split, 345, "some/prefix");
        List<Found> found =
                read(
                        new TestTar()
                                .pax("path", name, "minio.metadata.x-amz-meta-a", "b=c\nd")
                                .file("short", "1")
                                .entry("long", 'L', (name + '\0').getBytes(StandardCharsets.UTF_8))
                                .file("short", "2")
                                .raw(TestTar.seal(split))
                                .file("plain", "3")
                                .end());
        assertThat(found.stream().map(one -> one.entry().name()))
                .containsExactly(name, name, "some/prefix/name", "plain");
        assertThat(found.getFirst().entry().attributes())
                .isEqualTo(Map.of("path", name, "minio.metadata.x-amz-meta-a", "b=c\nd"));
        assertThat(found.getLast().entry().attributes()).isEmpty();
    }

    @Test
    void sizesComeFromPaxAndInBase256() throws IOException {
        byte[] wide = TestTar.head("wide", '0', 0);
        wide[124] = (byte) 0x80;
        for (int i = 125; i < 135; i++) {
            wide[i] = 0;
        }
        wide[135] = 3;
        byte[] content = new byte[512];
        TestTar.put(content, 0, "abc");
        List<Found> found =
                read(
                        new TestTar()
                                .raw(TestTar.seal(wide))
                                .raw(content)
                                .pax("size", "3")
                                .raw(TestTar.seal(TestTar.head("pax", '0', 0)))
                                .raw(content)
                                .end());
        assertThat(found.stream().map(Found::content)).containsExactly("abc", "abc");
    }

    @Test
    void whatIsNoTarIsRefused() {
        byte[] wrongSum = TestTar.seal(TestTar.head("a", '0', 0));
        wrongSum[0]++;
        damaged(wrongSum);
        damaged("no archive at all".repeat(100).getBytes(StandardCharsets.UTF_8));
        damaged(new byte[] {1, 2, 3});
        damaged(TestTar.seal(TestTar.head("a", 'S', 0)));
        damaged(TestTar.seal(TestTar.head("cut", '0', 10)));
        damaged(new TestTar().pax("size", "-1").file("a", "").end());
        damaged(new TestTar().pax("size", "x").file("a", "").end());
        damaged(new TestTar().entry("p", 'x', "99 a=b\n".getBytes(StandardCharsets.UTF_8)).end());
        damaged(new TestTar().entry("p", 'x', "6 a=b".getBytes(StandardCharsets.UTF_8)).end());
        damaged(new TestTar().entry("p", 'x', "x a=b\n".getBytes(StandardCharsets.UTF_8)).end());
        damaged(new TestTar().entry("p", 'x', "6 abc\n".getBytes(StandardCharsets.UTF_8)).end());
    }

    @Test
    void namesThatNeverEndTakeNoMemory() {
        byte[] claimed = TestTar.head("l", 'L', 1L << 30);
        damaged(new TestTar().raw(TestTar.seal(claimed)).end());
        TestTar many = new TestTar();
        for (int i = 0; i < 3; i++) {
            many.pax("k" + i, "v".repeat(30_000));
        }
        damaged(many.file("a", "").end());
    }
}
