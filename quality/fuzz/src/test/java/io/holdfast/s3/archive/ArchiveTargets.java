package io.holdfast.s3.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.fuzz.FuzzTarget;
import io.holdfast.object.ByteSink;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectChecksum;
import io.holdfast.object.ObjectInfo;
import io.holdfast.object.ObjectName;
import io.holdfast.object.OpenObject;
import io.holdfast.object.StoreException;
import io.holdfast.object.VersionId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Archives that are taken apart, and those that are read inside.
public final class ArchiveTargets {
    private ArchiveTargets() {}

    /// An archive as an object that is open.
    private record Archive(byte[] bytes) implements OpenObject {
        @Override
        public ObjectInfo info() {
            return new ObjectInfo(
                    new ObjectName("bucket", "a.zip"),
                    VersionId.nullVersion(),
                    false,
                    true,
                    false,
                    bytes.length,
                    "",
                    0,
                    ObjectAttributes.NONE,
                    0,
                    Optional.empty(),
                    Optional.empty());
        }

        @Override
        public long rangeStart() {
            return 0;
        }

        @Override
        public long rangeLength() {
            return bytes.length;
        }

        @Override
        public Optional<ObjectChecksum> checksum() {
            return Optional.empty();
        }

        @Override
        public void transferTo(long offset, long length, ByteSink sink)
                throws IOException, StoreException, InterruptedException {
            // A store is never asked for what an object does not have.
            assertThat(offset).isBetween(0L, (long) bytes.length);
            assertThat(length).isBetween(0L, bytes.length - offset);
            sink.write(ByteBuffer.wrap(bytes, (int) offset, (int) length));
        }

        @Override
        public void close() {}
    }

    public static List<FuzzTarget> all() {
        byte[] tar =
                new TestTar()
                        .pax("path", "long/ü", "minio.metadata.x-amz-meta-a", "b", "size", "3")
                        .file("short", "one")
                        .entry("@", 'L', "name\0".getBytes(StandardCharsets.UTF_8))
                        .folder("folder/")
                        .entry("link", '2', new byte[0])
                        .file("full", "x".repeat(512))
                        .end();
        byte[] s2 =
                new TestS2()
                        .plain("plain ")
                        .packed("abcabcabcabab", 13, 0x08, 'a', 'b', 'c', 0x11, 3, 0x0a, 3, 0)
                        .skippable()
                        .packed("aaaaaaaaa", 9, 0x00, 'a', 0x01, 1, 0x01, 0)
                        .end();
        return List.of(
                FuzzTarget.of("s2", IOException.class, List.of(s2), ArchiveTargets::s2),
                FuzzTarget.of("tar", ArchiveException.class, List.of(tar), ArchiveTargets::tar),
                FuzzTarget.of("zip", ArchiveException.class, List.of(zip()), ArchiveTargets::zip));
    }

    private static byte[] zip() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            byte[] content = "stored".getBytes(StandardCharsets.UTF_8);
            CRC32 crc = new CRC32();
            crc.update(content);
            ZipEntry stored = new ZipEntry("a/stored");
            stored.setMethod(ZipEntry.STORED);
            stored.setSize(content.length);
            stored.setCrc(crc.getValue());
            zip.putNextEntry(stored);
            zip.write(content);
            zip.putNextEntry(new ZipEntry("a/deflated"));
            zip.write("deflated".repeat(20).getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("folder/"));
            zip.setComment("end");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// Names and contents are parts of the archive: they cannot be more than it is.
    private static long tar(byte[] input) throws IOException {
        TarReader reader = new TarReader(new ByteArrayInputStream(input));
        long bytes = 0;
        ByteBuffer some = ByteBuffer.allocate(100);
        for (Optional<TarReader.Entry> at = reader.next(); at.isPresent(); at = reader.next()) {
            assertThat(at.get().size()).isNotNegative();
            long before = bytes;
            while (reader.read(some.clear()) >= 0) {
                bytes += some.position();
            }
            if (at.get().kind() == TarReader.Kind.FILE) {
                assertThat(bytes - before).isEqualTo(at.get().size());
            }
        }
        assertThat(bytes).isLessThanOrEqualTo(input.length);
        return bytes;
    }

    /// A frame has eight bytes at least, and unpacks to 4 MiB at most.
    private static long s2(byte[] input) throws IOException {
        S2Stream stream = new S2Stream(new ByteArrayInputStream(input));
        byte[] some = new byte[1000];
        long bytes = 0;
        for (int count = stream.read(some); count >= 0; count = stream.read(some)) {
            bytes += count;
        }
        assertThat(bytes / S2Stream.BLOCK_BYTES_MAX).isLessThanOrEqualTo(input.length / 8);
        return bytes;
    }

    /// A member that comes to its end is what the directory says, byte for byte.
    private static long zip(byte[] input) throws IOException, StoreException, InterruptedException {
        Archive archive = new Archive(input);
        ZipDirectory directory = new ZipDirectory(archive);
        List<ZipMember> members = new ArrayList<>();
        directory.visit(
                member -> {
                    members.add(member);
                    return members.size() < 100;
                });
        long bytes = 0;
        for (ZipMember member : members) {
            long start = directory.contentStart(member);
            CRC32 crc = new CRC32();
            long[] size = new long[1];
            try (MemberContent content =
                    new MemberContent(
                            member,
                            piece -> {
                                size[0] += piece.remaining();
                                crc.update(piece);
                            })) {
                archive.transferTo(start, member.storedBytes(), content);
                content.finish();
            }
            assertThat(size[0]).isEqualTo(member.size());
            assertThat(crc.getValue()).isEqualTo(member.crc32());
            bytes += size[0];
        }
        return bytes;
    }
}
