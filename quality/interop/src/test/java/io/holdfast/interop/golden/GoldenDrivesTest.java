package io.holdfast.interop.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Deployment;
import io.holdfast.interop.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// What version 1 of the format wrote shows the same for ever: everything, also without parity
/// drives, after a restart, and while it goes on being written.
final class GoldenDrivesTest {
    private static final String NEVER = "876000h";
    private static final int PARITY_MAX = 4;

    private static Path resources() {
        return Path.of("src/test/resources/golden");
    }

    static Stream<String> archives() throws IOException {
        try (Stream<Path> all = Files.list(resources())) {
            return all.map(path -> path.getFileName().toString()).sorted().toList().stream();
        }
    }

    private static Deployment deployment(int drives) throws IOException {
        return Deployment.create("golden", drives, 256)
                .with("MINIO_API_STALE_UPLOADS_EXPIRY", NEVER);
    }

    @ParameterizedTest
    @MethodSource("archives")
    void showsWhatItShowed(String name) throws Exception {
        GoldenArchive archive = new GoldenArchive(resources().resolve(name));
        int drives = archive.drives();
        try (Deployment deployment = deployment(drives)) {
            archive.unpack(deployment.drives());
            deployment.start();
            try (S3Client s3 = AwsClients.blocking(deployment.endpoint())) {
                assertThat(GoldenState.of(s3)).isEqualTo(archive.shown());
            }
            assertThat(deployment.server().stop()).isZero();
            for (Path lost : deployment.drives().subList(0, Math.min(drives / 2, PARITY_MAX))) {
                Workspace.delete(lost);
                Files.createDirectory(lost);
            }
            deployment.start();
            try (S3Client s3 = AwsClients.blocking(deployment.endpoint())) {
                assertThat(GoldenState.of(s3)).isEqualTo(archive.shown());
                goOn(s3);
            }
        }
    }

    /// The upload that was open is completed, and a key is written again.
    private static void goOn(S3Client s3) {
        var upload = s3.listMultipartUploads(list -> list.bucket("uploads")).uploads().getFirst();
        List<CompletedPart> parts =
                s3
                        .listParts(
                                list ->
                                        list.bucket("uploads")
                                                .key(upload.key())
                                                .uploadId(upload.uploadId()))
                        .parts()
                        .stream()
                        .map(
                                part ->
                                        CompletedPart.builder()
                                                .partNumber(part.partNumber())
                                                .eTag(part.eTag())
                                                .build())
                        .toList();
        s3.completeMultipartUpload(
                complete ->
                        complete.bucket("uploads")
                                .key(upload.key())
                                .uploadId(upload.uploadId())
                                .multipartUpload(all -> all.parts(parts)));
        s3.putObject(
                put -> put.bucket("plain").key("overwritten"), RequestBody.fromString("again"));
        assertThat(
                        s3.getObjectAsBytes(get -> get.bucket("plain").key("overwritten"))
                                .asUtf8String())
                .isEqualTo("again");
        assertThat(s3.headObject(head -> head.bucket("uploads").key(upload.key())).contentLength())
                .isEqualTo((5 << 20) + 3_000);
    }

    /// Writes new archives, for a new format: those that are there stay.
    @Test
    @EnabledIfSystemProperty(named = "holdfast.interop.golden.make", matches = ".+")
    void make() throws Exception {
        Path target = Path.of(System.getProperty("holdfast.interop.golden.make"));
        for (int drives : new int[] {1, 2, 4, 8, 16}) {
            make(target, drives, false);
        }
        make(target, 4, true);
    }

    private static void make(Path target, int drives, boolean isKilled) throws Exception {
        String name = "format-1-drives-%d%s.zip.gz".formatted(drives, isKilled ? "-killed" : "");
        try (Deployment deployment = deployment(drives).start()) {
            List<String> shown;
            try (S3Client s3 = AwsClients.blocking(deployment.endpoint())) {
                GoldenContent.fill(s3, drives == 1);
                shown = GoldenState.of(s3);
            }
            if (isKilled) {
                deployment.server().kill();
            } else {
                assertThat(deployment.server().stop()).isZero();
            }
            new GoldenArchive(target.resolve(name)).pack(deployment.drives(), shown);
        }
    }
}
