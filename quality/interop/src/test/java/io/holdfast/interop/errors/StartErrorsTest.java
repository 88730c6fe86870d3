package io.holdfast.interop.errors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Deployment;
import io.holdfast.interop.Patience;
import io.holdfast.interop.ServerProcess;
import io.holdfast.interop.Workspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;

/// Starts that cannot work. Each ends with an exit code and one line that names the culprit.
final class StartErrorsTest {
    private static final int USAGE = 1;
    private static final int STORAGE = 2;
    private static final int ADDRESS = 3;

    private static void assertEnds(
            Deployment deployment, List<Path> drives, int exitCode, String... words)
            throws IOException, InterruptedException {
        ServerProcess server = deployment.launch(drives);
        assertThat(server.awaitExit()).as(server.logTail()).isEqualTo(exitCode);
        assertThat(server.log()).contains(words);
    }

    /// Starts once, so that the drives belong to a deployment.
    private static Deployment used(String name) throws IOException, InterruptedException {
        Deployment deployment = Deployment.create(name).start();
        try (S3Client s3 = AwsClients.blocking(deployment.endpoint())) {
            s3.createBucket(request -> request.bucket("used"));
        }
        assertThat(deployment.server().stop()).isZero();
        return deployment;
    }

    @Test
    void portInUseIsNamed() throws Exception {
        try (Deployment deployment = Deployment.create("port");
                ServerSocket taken =
                        new ServerSocket(
                                deployment.endpoint().uri().getPort(),
                                1,
                                InetAddress.getLoopbackAddress())) {
            assertEnds(
                    deployment,
                    deployment.drives(),
                    ADDRESS,
                    Integer.toString(taken.getLocalPort()),
                    "in use");
        }
    }

    @Test
    void pathThatIsNoFolderIsNamed() throws Exception {
        try (Deployment deployment = Deployment.create("file")) {
            List<Path> drives = deployment.drives();
            Path file = drives.getFirst();
            Files.delete(file);
            Files.writeString(file, "a file");
            assertEnds(deployment, drives, STORAGE, file.toString());
        }
    }

    @Test
    void folderThatCannotBeWrittenIsNamed() throws Exception {
        try (Deployment deployment = Deployment.create("locked");
                SmallDisk disk = SmallDisk.mount(deployment.drives().get(1), 64)) {
            disk.makeReadOnly();
            assertEnds(
                    deployment,
                    deployment.drives(),
                    STORAGE,
                    deployment.drives().get(1).toString(),
                    "cannot be read and written");
        }
    }

    @Test
    void foreignFolderIsNamedAndLeftAlone() throws Exception {
        try (Deployment deployment = Deployment.create("foreign")) {
            Path drive = deployment.drives().get(2);
            Path photo = Files.writeString(drive.resolve("photo.jpg"), "precious");
            assertEnds(deployment, deployment.drives(), STORAGE, drive.toString(), "photo.jpg");
            assertThat(photo).hasContent("precious");
            assertThat(drive.toFile().list()).containsExactly("photo.jpg");
        }
    }

    @Test
    void wrongOrderIsNamed() throws Exception {
        try (Deployment deployment = used("order")) {
            List<Path> drives = deployment.drives();
            assertEnds(
                    deployment,
                    List.of(drives.get(1), drives.get(0), drives.get(2), drives.get(3)),
                    STORAGE,
                    drives.get(0).toString(),
                    "order");
            deployment.start();
        }
    }

    @Test
    void driveOfAnotherDeploymentIsNamed() throws Exception {
        try (Deployment one = used("one");
                Deployment other = used("other")) {
            List<Path> drives = one.drives();
            drives.set(3, other.drives().get(3));
            assertEnds(one, drives, STORAGE, drives.get(3).toString(), "deployment");
            one.start();
        }
    }

    private static Path identity(Path drive) {
        return drive.resolve("holdfast/identity.json");
    }

    /// Half an identity is what a disk may come to: the deployment goes on without the drive, says
    /// so, and takes it in again when it was emptied.
    @Test
    void halfAnIdentityIsNamedAndTheOthersServe() throws Exception {
        try (Deployment deployment = used("half")) {
            Path drive = deployment.drives().get(1);
            byte[] whole = Files.readAllBytes(identity(drive));
            Files.write(identity(drive), Arrays.copyOf(whole, whole.length / 2));
            deployment.start();
            assertThat(deployment.server().log())
                    .contains(drive + " is a drive whose identity.json is damaged");
            assertHoldsItsBucket(deployment);
            assertThat(Files.readAllBytes(identity(drive))).hasSize(whole.length / 2);
            deployment.server().stop();
            Workspace.delete(drive);
            Files.createDirectory(drive);
            deployment.start();
            Patience.await(
                    Duration.ofSeconds(60),
                    "the drive in service",
                    () -> deployment.server().log().contains(drive + " is in service"));
            assertHoldsItsBucket(deployment);
        }
    }

    private static void assertHoldsItsBucket(Deployment deployment) {
        try (S3Client s3 = AwsClients.blocking(deployment.endpoint())) {
            assertThat(s3.listBuckets().buckets()).extracting(Bucket::name).containsExactly("used");
        }
    }

    /// A whole identity that asks for a newer reader; its checksum holds.
    @Test
    void newerFormatIsNamedAndLeftAlone() throws Exception {
        try (Deployment deployment = used("newer")) {
            Path drive = deployment.drives().get(2);
            String text = Files.readString(identity(drive));
            String newer = text.replace("\"oldestReader\" : 1", "\"oldestReader\" : 9");
            String others = newer.substring(0, newer.indexOf("\"checksum\"")).replaceAll("\\s", "");
            CRC32C crc = new CRC32C();
            crc.update((others.substring(0, others.length() - 1) + "}").getBytes(UTF_8));
            String sealed =
                    newer.replaceFirst(
                            "(\"checksum\" : \")[0-9a-f]{8}", "$1%08x".formatted(crc.getValue()));
            Files.writeString(identity(drive), sealed);
            assertEnds(deployment, deployment.drives(), STORAGE, drive.toString(), "newer version");
            assertThat(identity(drive)).hasContent(sealed);
            Files.writeString(identity(drive), text);
            deployment.start();
        }
    }

    @Test
    void missingDriveIsNamedAndTheOthersServe() throws Exception {
        try (Deployment deployment = used("missing")) {
            Path drive = deployment.drives().get(3);
            Path away = deployment.folder().resolve("away");
            Files.move(drive, away);
            deployment.start();
            assertThat(deployment.server().log()).contains(drive + " does not exist");
            assertHoldsItsBucket(deployment);
            deployment.server().stop();
            Files.move(away, drive);
            deployment.start();
            assertHoldsItsBucket(deployment);
        }
    }

    @Test
    void oneDriveGivenTwiceIsNamed() throws Exception {
        try (Deployment deployment = used("twice")) {
            List<Path> drives = deployment.drives();
            drives.set(1, drives.get(0));
            assertEnds(deployment, drives, USAGE, drives.get(0).toString(), "twice");
            deployment.start();
        }
    }

    @Test
    void copyOfADriveIsNamed() throws Exception {
        try (Deployment deployment = used("copy")) {
            List<Path> drives = deployment.drives();
            Path away = deployment.folder().resolve("away");
            Files.move(drives.get(1), away);
            Files.createDirectories(drives.get(1).resolve("holdfast"));
            Files.copy(identity(drives.get(0)), identity(drives.get(1)));
            assertEnds(deployment, drives, STORAGE, drives.get(1).toString(), "copy of the other");
            Workspace.delete(drives.get(1));
            Files.move(away, drives.get(1));
            deployment.start();
            assertHoldsItsBucket(deployment);
        }
    }

    @Test
    void otherNumberOfDrivesIsNamed() throws Exception {
        try (Deployment deployment = used("fewer")) {
            assertEnds(deployment, deployment.drives().subList(0, 2), STORAGE, "4 drives");
            deployment.start();
        }
    }
}
