package io.holdfast.interop.damage;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Deployment;
import io.holdfast.interop.Patience;
import io.holdfast.interop.Workspace;
import io.holdfast.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.s3.S3Client;

/// Random bytes over any file of any one drive, with the server running and stopped: no wrong byte
/// is served, the process lives, and a drive that cannot be used any more is named in the log. Each
/// round spoils a file of one kind while the server runs and one of the next kind while it is
/// stopped, on the same drive; each time everything is read and listed, something is changed, and
/// everything is read again. Then the drive is replaced, as an operator would.
/// `-Dholdfast.interop.damage` sets the rounds; nine meet every kind in both states.
@Timeout(value = 12, unit = TimeUnit.HOURS) // the long form runs for as long as it is told
final class DamageTest {
    private static final List<FileKind> KINDS = List.of(FileKind.values());
    private static final int ROUNDS = Integer.getInteger("holdfast.interop.damage", 4);
    private static final Duration HEAL_LIMIT = Duration.ofMinutes(2);

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final RandomGenerator random = Seeds.of(seed);
    private final int firstKind = random.nextInt(KINDS.size());
    private final StringBuilder story = new StringBuilder();

    @Test
    void noWrongByteIsServedWhateverHappensToOneDrive() throws Exception {
        try (Deployment deployment = Deployment.create("damage").start();
                S3Client s3 = AwsClients.blocking(deployment.endpoint())) {
            Holdings holdings = new Holdings(s3, random);
            holdings.fill();
            for (int round = 0; round < ROUNDS; round++) {
                try {
                    round(deployment, holdings, round);
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError(
                            "round %d, replay the choices with -Dseed=%d%n%s%n%s"
                                    .formatted(round, seed, story, deployment.server().logTail()),
                            e);
                }
            }
        }
        IO.println("%d rounds from seed %d%n%s".formatted(ROUNDS, seed, story));
    }

    private void round(Deployment deployment, Holdings holdings, int number) throws Exception {
        Path drive = deployment.drives().get(random.nextInt(4));
        int logFrom = deployment.server().log().length();
        // Odd, so that nine rounds meet all of the nine kinds in both states.
        spoil("running", drive, number * 2 + firstKind);
        check(deployment, holdings);
        deployment.server().stop();
        spoil("stopped", drive, number * 2 + firstKind + 1);
        deployment.start();
        check(deployment, holdings);
        replace(deployment, holdings, drive, logFrom);
    }

    private void spoil(String state, Path drive, int number) throws IOException {
        FileKind kind = KINDS.get(number % KINDS.size());
        story.append(state).append(", ").append(kind).append(": ");
        List<Path> files = kind.in(drive);
        story.append(
                files.isEmpty()
                        ? "there is none"
                        : new Vandal(random).spoil(files.get(random.nextInt(files.size()))));
        story.append('\n');
    }

    private static void check(Deployment deployment, Holdings holdings) throws IOException {
        holdings.check();
        holdings.change();
        holdings.check();
        assertThat(deployment.server().isAlive()).isTrue();
    }

    /// What an operator does with a drive that the log calls unusable: an empty one in its place.
    /// One that is not called so has to be in service, or the log was silent. Whatever the case,
    /// the next round starts with four whole drives.
    private void replace(Deployment deployment, Holdings holdings, Path drive, int logFrom)
            throws Exception {
        String said = deployment.server().log().substring(logFrom);
        boolean isNamed =
                said.lines()
                        .anyMatch(
                                line ->
                                        (line.contains("WARN") || line.contains("ERROR"))
                                                && line.contains(drive.toString()));
        String banner = said.substring(Math.max(0, said.lastIndexOf("  Drives: ")));
        boolean isServing = banner.startsWith("  Drives: 4 of 4 in service");
        story.append("    named: ").append(isNamed).append(", in service: ").append(isServing);
        assertThat(isServing || isNamed).as("the log tells of a drive that is out").isTrue();
        deployment.server().stop();
        Workspace.delete(drive);
        Files.createDirectory(drive);
        int from = deployment.server().log().length();
        deployment.start();
        Patience.await(
                HEAL_LIMIT,
                drive + " in service again",
                () -> deployment.server().log().substring(from).contains(drive + " is in service"));
        story.append(", rebuilt\n");
        holdings.check();
    }
}
