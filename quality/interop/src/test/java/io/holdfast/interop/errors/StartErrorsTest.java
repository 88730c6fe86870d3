package io.holdfast.interop.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Deployment;
import io.holdfast.interop.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/// Starts that cannot work. Each ends with an exit code and one line that names the culprit.
final class StartErrorsTest {
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
}
