package io.holdfast.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DriveProbeTest {
    @TempDir private Path root;

    @Test
    void emptyFolderMayBecomeADrive() throws Exception {
        assertThat(DriveProbe.of(root)).isInstanceOf(DriveProbe.Empty.class);
        Files.createDirectory(root.resolve("lost+found"));
        assertThat(DriveProbe.of(root)).isInstanceOf(DriveProbe.Empty.class);

        LocalDrive.format(root, TestKeys.identity(2));
        assertThat(DriveProbe.of(root)).isEqualTo(new DriveProbe.Formatted(TestKeys.identity(2)));
        assertThatThrownBy(() -> LocalDrive.format(root, TestKeys.identity(3)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void nothingAndFilesAreNoDrives() throws Exception {
        assertThat(DriveProbe.of(root.resolve("none"))).isInstanceOf(DriveProbe.Missing.class);
        Path file = Files.createFile(root.resolve("file"));
        assertThat(DriveProbe.of(file)).isInstanceOf(DriveProbe.NotADirectory.class);
    }

    @Test
    void foreignContentIsNamedAndLeftAlone() throws Exception {
        Files.createFile(root.resolve("photo.jpg"));
        assertThat(DriveProbe.of(root))
                .isEqualTo(new DriveProbe.Foreign("other content: photo.jpg"));
        Files.createDirectory(root.resolve(".minio.sys"));
        assertThat(DriveProbe.of(root))
                .isEqualTo(new DriveProbe.Foreign("this drive holds MinIO data (.minio.sys)"));
        assertThatThrownBy(() -> LocalDrive.format(root, TestKeys.identity(0)))
                .isInstanceOf(IOException.class);
        assertThat(root.resolve("holdfast")).doesNotExist();
    }

    @Test
    void damagedAndNewerIdentitiesAreToldApart() throws Exception {
        LocalDrive.format(root, TestKeys.identity(0));
        Path file = DriveFiles.identity(root);
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, 40));
        assertThat(DriveProbe.of(root)).isInstanceOf(DriveProbe.DamagedIdentity.class);
        assertThat(LocalDrive.open(root, LocalDrives.SMALL)).isInstanceOf(DriveOpen.Damaged.class);
        Files.write(file, TestKeys.identityOfFormat(2, TestKeys.identity(0)));
        assertThat(DriveProbe.of(root)).isEqualTo(new DriveProbe.NewerFormat(2));
        assertThat(LocalDrive.open(root, LocalDrives.SMALL)).isInstanceOf(DriveOpen.Refused.class);
        Files.writeString(file, "x".repeat(IdentityFile.BYTES_MAX + 1));
        assertThat(DriveProbe.of(root)).isInstanceOf(DriveProbe.DamagedIdentity.class);
    }

    /// A rotten identity must not look like one of another deployment or place, or of a newer
    /// format: those are mistakes of an operator, which stop the start.
    @Test
    void noChangedByteMakesAnotherIdentity() throws Exception {
        DriveIdentity identity = TestKeys.identity(0);
        byte[] whole = IdentityFile.encode(identity);
        LocalDrive.format(root, identity);
        Path file = DriveFiles.identity(root);
        for (int at = 0; at < whole.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) (1 << bit);
                Files.write(file, changed);
                DriveProbe found = DriveProbe.of(root);
                if (!(found instanceof DriveProbe.DamagedIdentity)) {
                    assertThat(found).isEqualTo(new DriveProbe.Formatted(identity));
                }
            }
        }
    }

    @Test
    void driveIsForItsUserOnly() throws Exception {
        LocalDrive.format(root, TestKeys.identity(0));
        assertThat(modeOf(DriveFiles.folder(root))).isEqualTo("rwx------");
        assertThat(modeOf(DriveFiles.registryFolder(root))).isEqualTo("rwx------");
        assertThat(modeOf(DriveFiles.identity(root))).isEqualTo("rw-------");
    }

    private static String modeOf(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
