package io.holdfast.interop.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Deployment;
import io.holdfast.interop.Patience;
import io.holdfast.interop.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/// Folders of drives vanish under load, come back empty and are filled again. That they were filled
/// is proven by taking away the drives that never failed and reading everything from what is left.
final class DriveLossTest {
    private static final Duration HEAL_LIMIT = Duration.ofMinutes(3);
    private static final String BUCKET = "losses";

    private final Ledger ledger = new Ledger();
    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Deployment deployment;
    private final S3Client s3;
    private final Auditor auditor;

    DriveLossTest() throws IOException {
        this.deployment = Deployment.create("drive-loss");
        this.s3 = AwsClients.blocking(deployment.endpoint());
        this.auditor = new Auditor(s3, BUCKET, ledger);
    }

    @BeforeEach
    void fill() throws Exception {
        deployment.start();
        s3.createBucket(request -> request.bucket(BUCKET));
        try (Writers writers = writers(1)) {
            awaitMore(writers, 300);
        }
    }

    @AfterEach
    void close() throws IOException {
        IO.println("seed " + seed + "\n" + deployment.server().logTail());
        s3.close();
        deployment.close();
    }

    private Writers writers(int phase) {
        return new Writers(deployment.endpoint(), BUCKET, ledger, 4, seed + 100L * phase);
    }

    private static void awaitMore(Writers writers, long count) throws InterruptedException {
        long goal = writers.acknowledgements() + count;
        Patience.await(
                Duration.ofSeconds(90),
                count + " more acknowledgements",
                () -> writers.acknowledgements() >= goal);
    }

    @Test
    void oneDriveVanishesAndComesBackWhileTheServerRuns() throws Exception {
        Path lost = deployment.drives().getFirst();
        try (Writers writers = writers(2)) {
            awaitMore(writers, 50);
            lose(lost);
            awaitMore(writers, 200);
        }
        auditor.audit();

        int logFrom = deployment.server().log().length();
        Files.createDirectory(lost);
        try (Writers writers = writers(3)) {
            awaitMore(writers, 50);
        }
        awaitHealed(List.of(lost), logFrom);
        auditor.audit();
        readFromOnly(deployment.drives().subList(0, 2));
    }

    @Test
    void twoDrivesVanishAndReturnAtARestart() throws Exception {
        List<Path> lost = deployment.drives().subList(1, 3);
        try (Writers writers = writers(2)) {
            awaitMore(writers, 50);
            for (Path drive : lost) {
                lose(drive);
            }
        }
        auditor.auditUndecided();

        deployment.server().stop();
        for (Path drive : lost) {
            Workspace.delete(drive);
            Files.createDirectory(drive);
        }
        int logFrom = deployment.server().log().length();
        deployment.start();
        auditor.audit();
        awaitHealed(lost, logFrom);
        try (Writers writers = writers(3)) {
            awaitMore(writers, 50);
        }
        auditor.audit();
        readFromOnly(lost);
    }

    /// Moved aside first, so that the server cannot fill the folder while it is being deleted.
    private void lose(Path drive) throws IOException {
        Path aside = Workspace.folder("lost").resolve(drive.getFileName().toString());
        Files.move(drive, aside);
        Workspace.delete(aside);
    }

    /// The log tells of each drive when it is in service again; `logFrom` is the log's length when
    /// the drives came back.
    private void awaitHealed(List<Path> drives, int logFrom) throws InterruptedException {
        Patience.await(
                HEAL_LIMIT,
                "healed drives",
                () -> {
                    String log = deployment.server().log().substring(logFrom);
                    return drives.stream().allMatch(d -> log.contains(d + " is in service"));
                });
    }

    private void readFromOnly(List<Path> kept) throws Exception {
        assertThat(deployment.server().stop()).as("exit code of a stop in good order").isIn(0, 143);
        for (Path drive : deployment.drives()) {
            if (!kept.contains(drive)) {
                Files.move(drive, deployment.folder().resolve("away-" + drive.getFileName()));
            }
        }
        deployment.start();
        auditor.audit();
    }
}
