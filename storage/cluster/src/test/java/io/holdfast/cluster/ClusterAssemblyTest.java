package io.holdfast.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.drive.DriveFiles;
import io.holdfast.drive.DriveIdentity;
import io.holdfast.drive.DriveProbe;
import io.holdfast.drive.TestKeys;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real folders and real drives.
final class ClusterAssemblyTest {
    @TempDir private Path folder;

    private ClusterOpening open(String... names) throws Exception {
        List<String> paths = new ArrayList<>();
        for (String name : names) {
            paths.add(folder.resolve(name).toString());
        }
        return ClusterAssembly.open(DriveLayout.parse(paths, 0, folder), ClusterOptions.DEFAULT);
    }

    private ClusterOpening open() throws Exception {
        return open("d1", "d2", "d3", "d4");
    }

    private static Cluster opened(ClusterOpening opening) {
        assertThat(opening).isInstanceOf(ClusterOpening.Opened.class);
        return ((ClusterOpening.Opened) opening).cluster();
    }

    private static String refused(ClusterOpening opening) {
        if (opening instanceof ClusterOpening.Opened(Cluster cluster, _)) {
            cluster.close();
        }
        assertThat(opening).isInstanceOf(ClusterOpening.Refused.class);
        return String.join("\n", ((ClusterOpening.Refused) opening).problems());
    }

    private static void remove(Path root) throws IOException {
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes a)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path dir, IOException e)
                            throws IOException {
                        if (!dir.equals(root)) {
                            Files.delete(dir);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    @Test
    void deploymentIsMadeAndOpenedAgain() throws Exception {
        try (Cluster cluster = opened(open())) {
            assertThat(cluster.epoch()).isEqualTo(1);
            cluster.registry()
                    .write(List.of(Registry.Write.put("k", Registry.ABSENT, "v".getBytes(UTF_8))));
        }
        try (Cluster cluster = opened(open())) {
            assertThat(cluster.epoch()).isEqualTo(2);
            assertThat(cluster.registry().get("k")).isPresent();
        }
    }

    @Test
    void drivesOfARunningServerAreRefused() throws Exception {
        try (Cluster _ = opened(open())) {
            assertThat(refused(open())).contains("in use by another process");
        }
    }

    @Test
    void wrongOrderForeignFolderAndFileAreRefused() throws Exception {
        opened(open()).close();
        assertThat(refused(open("d2", "d1", "d3", "d4"))).contains("right order is");
        Files.createDirectories(folder.resolve("foreign"));
        Files.writeString(folder.resolve("foreign/letter"), "dear");
        assertThat(refused(open("d1", "d2", "d3", "foreign"))).contains("letter");
        Files.createDirectories(folder.resolve("minio/.minio.sys"));
        assertThat(refused(open("minio", "new"))).contains(".minio.sys");
        assertThat(folder.resolve("new")).doesNotExist();
        Files.writeString(folder.resolve("file"), "");
        assertThat(refused(open("file"))).contains("not a folder");
    }

    @Test
    void newerFormatIsRefusedByName() throws Exception {
        opened(open("d1")).close();
        Path drive = folder.resolve("d1");
        DriveIdentity now = ((DriveProbe.Formatted) DriveProbe.of(drive)).identity();
        Files.write(DriveFiles.identity(drive), TestKeys.identityOfFormat(99, now));
        assertThat(refused(open("d1"))).contains("newer version");
    }

    @Test
    void driveWipedUnderTheNodeIsTakenInAgain() throws Exception {
        try (Cluster cluster = opened(open())) {
            remove(folder.resolve("d3"));
            DriveWatch watch = ((LocalCluster) cluster).driveWatch();
            watch.tick();
            assertThat(cluster.sets().getFirst().members().get(2).drive()).isEmpty();
            for (int i = 0;
                    i < 20 && cluster.sets().getFirst().members().get(2).drive().isEmpty();
                    i++) {
                remove(folder.resolve("d3")); // what the closing drive may have written
                watch.tick();
            }
            Member member = cluster.sets().getFirst().members().get(2);
            assertThat(member.drive()).isPresent();
            assertThat(member.state()).isEqualTo(MemberState.REBUILDING);
        }
        try (Cluster cluster = opened(open())) {
            assertThat(cluster.sets().getFirst().members().get(2).state())
                    .isEqualTo(MemberState.REBUILDING);
        }
    }

    @Test
    void unpluggedPathIsNotMadeAgain() throws Exception {
        opened(open()).close();
        Files.move(folder.resolve("d4"), folder.resolve("unplugged"));
        try (Cluster cluster = opened(open())) {
            assertThat(cluster.epoch()).isEqualTo(2);
            ((LocalCluster) cluster).driveWatch().tick();
            assertThat(folder.resolve("d4")).doesNotExist();
            Files.move(folder.resolve("unplugged"), folder.resolve("d4"));
            ((LocalCluster) cluster).driveWatch().tick();
            assertThat(cluster.sets().getFirst().members().get(3).state())
                    .isEqualTo(MemberState.OUT);
            assertThat(cluster.sets().getFirst().members().get(3).drive()).isPresent();
        }
    }
}
