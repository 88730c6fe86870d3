package io.holdfast.interop.durability;

import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Deployment;
import io.holdfast.interop.Patience;
import io.holdfast.interop.ServerProcess;
import io.holdfast.testkit.Seeds;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/// The process is killed again and again under load. What was acknowledged is there after every
/// restart; what was not is wholly there or not at all.
@Timeout(value = 12, unit = TimeUnit.HOURS) // the long form runs for as long as it is told
final class KillTest {
    private static final int ROUNDS = Integer.getInteger("holdfast.interop.kills", 12);
    private static final String PLAIN = "kill";
    private static final String VERSIONED = "kill-versions";
    private static final int EARLY_MS_MAX = 1_500;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final RandomGenerator random = Seeds.of(seed);
    private final Ledger plain = new Ledger();
    private final Tags plainTags = new Tags();
    private final Ledger versioned = new Ledger();
    private final Tags versionedTags = new Tags();
    private final Versions versions = new Versions();
    private long acknowledged;
    private long failed;
    private int kills;

    @Test
    void acknowledgedChangesSurviveEveryKill() throws Exception {
        long startNs = System.nanoTime();
        try (Deployment deployment = Deployment.create("kill").start();
                S3Client s3 = AwsClients.blocking(deployment.endpoint())) {
            s3.createBucket(request -> request.bucket(PLAIN));
            s3.createBucket(request -> request.bucket(VERSIONED));
            s3.putBucketVersioning(
                    request ->
                            request.bucket(VERSIONED)
                                    .versioningConfiguration(
                                            v -> v.status(BucketVersioningStatus.ENABLED)));
            for (int round = 1; round <= ROUNDS; round++) {
                try {
                    loadAndKill(deployment);
                    deployment.start();
                    audit(s3);
                } catch (AssertionError e) {
                    throw new AssertionError(
                            "round "
                                    + round
                                    + ", replay the choices with -Dseed="
                                    + seed
                                    + "\n"
                                    + deployment.server().logTail(),
                            e);
                }
            }
        }
        IO.println(
                "%d rounds, %d kills, %d changes acknowledged, %d cut off, %d ms a round"
                        .formatted(
                                ROUNDS,
                                kills,
                                acknowledged,
                                failed,
                                (System.nanoTime() - startNs) / 1_000_000 / ROUNDS));
    }

    private void loadAndKill(Deployment deployment) throws Exception {
        long killAfter = 20L + random.nextInt(300);
        try (Writers writers =
                        new Writers(
                                deployment.endpoint(),
                                PLAIN,
                                plain,
                                plainTags,
                                Optional.empty(),
                                4,
                                random.nextLong());
                Writers others =
                        new Writers(
                                deployment.endpoint(),
                                VERSIONED,
                                versioned,
                                versionedTags,
                                Optional.of(versions),
                                2,
                                random.nextLong())) {
            Patience.await(
                    Duration.ofSeconds(60),
                    killAfter + " acknowledgements",
                    () -> writers.acknowledgements() + others.acknowledgements() >= killAfter);
            deployment.server().kill();
            writers.stop();
            others.stop();
            acknowledged += writers.acknowledgements() + others.acknowledgements();
            failed += writers.failures() + others.failures();
        }
        kills++;
        while (random.nextInt(3) == 0) {
            killEarly(deployment);
        }
    }

    /// While the server starts: before it looks at its drives, while it replays, or just after.
    private void killEarly(Deployment deployment) throws Exception {
        ServerProcess starting = deployment.launch(deployment.drives());
        Thread.sleep(random.nextInt(EARLY_MS_MAX));
        starting.kill();
        kills++;
    }

    private void audit(S3Client s3) throws Exception {
        new Auditor(s3, PLAIN, plain).audit();
        plainTags.audit(s3, PLAIN);
        new Auditor(s3, VERSIONED, versioned).audit();
        versionedTags.audit(s3, VERSIONED);
        versions.audit(s3, VERSIONED);
    }
}
