package io.holdfast.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.library.DriveStanding;
import io.holdfast.library.Holdfast;
import io.holdfast.library.HoldfastConfig;
import io.holdfast.library.HoldfastException;
import io.holdfast.library.HoldfastServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/// Servers in this JVM: how they begin, stand beside each other, and end.
final class ServersTest {
    @TempDir Path folder;

    @Test
    void threeAtOnceHaveDataOfTheirOwn() {
        List<HoldfastServer> servers = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                servers.add(Holdfast.start(HoldfastConfig.small().withDrives(4)));
            }
            for (int i = 0; i < 3; i++) {
                try (S3Client s3 = Clients.of(servers.get(i))) {
                    s3.createBucket(r -> r.bucket(Clients.BUCKET));
                    Clients.put(s3, "mine", Clients.bytes(1000 + i, i));
                }
            }
            for (int i = 0; i < 3; i++) {
                assertThat(servers.get(i).drives())
                        .hasSize(4)
                        .containsOnly(DriveStanding.IN_SERVICE);
                try (S3Client s3 = Clients.of(servers.get(i))) {
                    assertThat(Clients.get(s3, "mine")).isEqualTo(Clients.bytes(1000 + i, i));
                }
            }
            assertThat(servers.stream().map(HoldfastServer::endpoint)).doesNotHaveDuplicates();
        } finally {
            servers.forEach(HoldfastServer::close);
        }
    }

    @Test
    void temporaryFolderGoesWithTheServer() {
        HoldfastServer server = Holdfast.start(HoldfastConfig.small());
        assertThat(server.folder()).isDirectory();
        server.close();
        assertThat(server.folder()).doesNotExist();
        server.close();
        assertThatThrownBy(server::drives)
                .isInstanceOf(HoldfastException.class)
                .hasMessageContaining("stopped");
    }

    @Test
    void givenFolderIsKept() {
        HoldfastConfig config = HoldfastConfig.small().withFolder(folder).withDrives(2);
        try (HoldfastServer server = Holdfast.start(config);
                S3Client s3 = Clients.of(server)) {
            s3.createBucket(r -> r.bucket(Clients.BUCKET));
            Clients.put(s3, "kept", Clients.bytes(3_000_000, 7));
        }
        try (HoldfastServer server = Holdfast.start(config);
                S3Client s3 = Clients.of(server)) {
            assertThat(Clients.get(s3, "kept")).isEqualTo(Clients.bytes(3_000_000, 7));
        }
    }

    @Test
    void whatIsWrongIsSaidAndNothingIsLeft() throws IOException {
        HoldfastConfig config =
                HoldfastConfig.small()
                        .withFolder(folder)
                        .withCredentials("a", "short")
                        .withSetting("MINIO_IDLE_TIMEOUT", "soon");
        assertThatThrownBy(() -> Holdfast.start(config))
                .isInstanceOf(HoldfastException.class)
                .hasMessageContaining("MINIO_IDLE_TIMEOUT");
        assertThatThrownBy(
                        () ->
                                Holdfast.start(
                                        HoldfastConfig.small()
                                                .withFolder(folder)
                                                .withCredentials("a", "short")))
                .isInstanceOf(HoldfastException.class)
                .hasMessageContaining("MINIO_ROOT_USER")
                .hasMessageContaining("MINIO_ROOT_PASSWORD");
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void processServesTheSame() {
        HoldfastConfig config = HoldfastConfig.small().withLaunch(HoldfastConfig.Launch.PROCESS);
        HoldfastServer server = Holdfast.start(config);
        try (server;
                S3Client s3 = Clients.of(server)) {
            s3.createBucket(r -> r.bucket(Clients.BUCKET));
            Clients.put(s3, "there", Clients.bytes(100_000, 3));
            server.faults().loseDrive(1);
            assertThat(server.drives().get(1)).isEqualTo(DriveStanding.OUT);
            assertThat(Clients.get(s3, "there")).isEqualTo(Clients.bytes(100_000, 3));
        }
        assertThat(server.folder()).doesNotExist();
    }
}
