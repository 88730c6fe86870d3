package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a user meets first: each mistake ends the start with its exit code and a sentence that says
/// what to do.
final class ServerCommandTest {
    @TempDir private Path folder;

    private ServerLab lab;

    @BeforeEach
    void prepare() {
        lab = new ServerLab(folder);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    private void refused(ExitCode code, String words, String... arguments) throws Exception {
        assertThat(lab.run(arguments)).contains(code);
        assertThat(lab.errors()).startsWith("holdfast: ").contains(words);
    }

    private void starts(String... arguments) throws Exception {
        assertThat(lab.run(arguments)).as(lab.errors()).isEmpty();
    }

    @Test
    void startsShowsItselfAndStops() throws Exception {
        lab.set("MINIO_ROOT_USER", "admin").set("MINIO_ROOT_PASSWORD", "long enough");
        starts("server", "d{1...4}");
        assertThat(lab.output())
                .contains("Holdfast 1.2.3")
                .contains("http://127.0.0.1:" + lab.node().listener().port())
                .contains("4 of 4 in service, 1 set, 2 data + 2 parity")
                .doesNotContain("long enough");
        lab.node().stop(1_000);
        starts("server", "--quiet", "d{1...4}");
        assertThat(lab.output()).isEmpty();
    }

    @Test
    void versionAndHelpEndCleanly() throws Exception {
        assertThat(lab.run("version")).contains(ExitCode.CLEAN);
        assertThat(lab.output()).isEqualTo("holdfast 1.2.3" + System.lineSeparator());
        assertThat(lab.run("--help")).contains(ExitCode.CLEAN);
    }

    @Test
    void versionForProgramsIsOneObject() throws Exception {
        assertThat(lab.run("version", "--json")).contains(ExitCode.CLEAN);
        assertThat(lab.output().strip())
                .isEqualTo(
                        """
                        {"name":"holdfast","version":"1.2.3","commit":"c0ffee","java":"25","system":"linux/amd64"}""");
    }

    @Test
    void drivesMayComeFromTheEnvironment() throws Exception {
        lab.set("MINIO_VOLUMES", folder.resolve("e{1...2}").toString());
        starts("server");
        assertThat(folder.resolve("e2")).isDirectory();
    }

    @Test
    void badSettingsAreToldTogether() throws Exception {
        lab.set("HOLDFAST_LOG_LEVL", "debug").set("MINIO_DRIVE_MAX_TIMEOUT", "soon");
        refused(ExitCode.USAGE, "did you mean HOLDFAST_LOG_LEVEL?", "server", "d1");
        assertThat(lab.errors()).contains("MINIO_DRIVE_MAX_TIMEOUT");
        assertThat(folder.resolve("d1")).doesNotExist();
    }

    @Test
    void badPlansAreToldTogether() throws Exception {
        lab.set("MINIO_ROOT_USER", "ab").set("MINIO_ROOT_PASSWORD", "short");
        refused(ExitCode.USAGE, "at least 3 characters", "server", "--address", "here", "/");
        assertThat(lab.errors())
                .contains("at least 8 characters")
                .contains("no address to listen on")
                .contains("root of the file system")
                .doesNotContain("short:");
    }

    @Test
    void badKeysAreToldWithoutThem() throws Exception {
        String key = "c2VjcmV0IQ==";
        Files.writeString(folder.resolve("keys.txt"), "# none\n");
        lab.set("MINIO_KMS_SECRET_KEY", "name:" + key).set("HOLDFAST_KMS_KEYS_FILE", "keys.txt");
        refused(ExitCode.USAGE, "MINIO_KMS_SECRET_KEY holds no key of 32 bytes", "server", "d1");
        assertThat(lab.errors()).contains("keys.txt, which holds no key").doesNotContain(key);
        lab.set("HOLDFAST_KMS_KEYS_FILE", "absent.txt");
        refused(ExitCode.USAGE, "absent.txt, which cannot be read", "server", "d1");
        assertThat(folder.resolve("d1")).doesNotExist();
    }

    @Test
    void sealingAllNeedsAKey() throws Exception {
        lab.set("MINIO_KMS_AUTO_ENCRYPTION", "on");
        refused(ExitCode.USAGE, "there is no key to encrypt with", "server", "d1");
    }

    @Test
    void userWithoutPasswordIsRefused() throws Exception {
        lab.set("MINIO_ROOT_USER", "admin");
        refused(ExitCode.USAGE, "MINIO_ROOT_PASSWORD must have", "server", "d1");
    }

    @Test
    void portInUseIsToldBeforeAnyDriveIsTouched() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refused(
                    ExitCode.ADDRESS,
                    "cannot be listened on",
                    "server",
                    "--address=127.0.0.1:" + other.getLocalPort(),
                    "d1");
        }
        assertThat(folder.resolve("d1")).doesNotExist();
    }

    @Test
    void wrongOrderNamesTheRightOne() throws Exception {
        starts("server", "a", "b");
        lab.close();
        refused(ExitCode.STORAGE, "the right order is: " + folder.resolve("a"), "server", "b", "a");
    }

    @Test
    void driveOfAnotherDeploymentIsNamed() throws Exception {
        starts("server", "a", "b", "c");
        lab.close();
        starts("server", "x", "y", "z");
        lab.close();
        refused(
                ExitCode.STORAGE,
                folder.resolve("z") + " belongs to deployment",
                "server",
                "a",
                "b",
                "z");
    }

    @Test
    void foreignFolderIsRefusedByName() throws Exception {
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a/photo.jpg"), "x");
        refused(ExitCode.STORAGE, "photo.jpg", "server", "a");
    }

    @Test
    void folderOfMinioIsRefusedByName() throws Exception {
        Files.createDirectories(folder.resolve("a/.minio.sys"));
        refused(ExitCode.STORAGE, ".minio.sys", "server", "a", "b");
        assertThat(folder.resolve("b")).doesNotExist();
    }

    @Test
    void unwritableFolderIsRefused() throws Exception {
        Path locked = Files.createDirectories(folder.resolve("a"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeThat(Files.isWritable(locked)).as("root may write everywhere").isFalse();
        refused(ExitCode.STORAGE, "cannot be read and written", "server", "a");
    }

    @Test
    void tooManyMissingDrivesNeedTheFlag() throws Exception {
        starts("server", "d{1...4}");
        lab.close();
        for (int i = 2; i <= 4; i++) {
            Files.move(folder.resolve("d" + i), folder.resolve("away" + i));
        }
        refused(ExitCode.STORAGE, "Only 1 of 4 drives", "server", "d{1...4}");
        assertThat(lab.errors()).contains("HOLDFAST_FORCE_START=");
        Files.move(folder.resolve("away2"), folder.resolve("d2"));
        starts("server", "d{1...4}");
        assertThat(lab.output()).contains("READ-ONLY");
    }

    @Test
    void secondServerOnTheSameDrivesIsRefused() throws Exception {
        starts("server", "a");
        refused(ExitCode.STORAGE, "in use by another process", "server", "a");
    }

    @Test
    void generatedCredentialsAreShownOnATerminalOnly() throws Exception {
        lab.onTerminal();
        starts("server", "a");
        assertThat(lab.output()).containsPattern("root password: [A-Za-z0-9]{40}");
        assertThat(folder.resolve("holdfast-credentials.txt")).doesNotExist();
    }

    @Test
    void generatedCredentialsGoToAPrivateFileOtherwise() throws Exception {
        starts("server", "a");
        Path file = folder.resolve("holdfast-credentials.txt");
        assertThat(lab.output()).contains(file.toString()).doesNotContain("root password");
        assertThat(Files.readString(file)).containsPattern("root password: [A-Za-z0-9]{40}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
