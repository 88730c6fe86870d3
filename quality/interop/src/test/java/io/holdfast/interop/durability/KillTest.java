package io.holdfast.interop.durability;

import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Deployment;
import io.holdfast.interop.Patience;
import io.holdfast.testkit.Seeds;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/// The process is killed again and again under load. What was acknowledged is there after every
/// restart; what was not is wholly there or not at all.
final class KillTest {
    private static final int ROUNDS = Integer.getInteger("holdfast.interop.kills", 20);
    private static final int THREADS = 6;

    @Test
    void acknowledgedChangesSurviveEveryKill() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        RandomGenerator random = Seeds.of(seed);
        Ledger ledger = new Ledger();
        long acknowledged = 0;
        long failed = 0;
        try (Deployment deployment = Deployment.create("kill").start();
                S3Client s3 = AwsClients.blocking(deployment.endpoint())) {
            s3.createBucket(request -> request.bucket("kill"));
            Auditor auditor = new Auditor(s3, "kill", ledger);
            for (int round = 1; round <= ROUNDS; round++) {
                long killAfter = 20L + random.nextInt(400);
                try (Writers writers =
                        new Writers(
                                deployment.endpoint(),
                                "kill",
                                ledger,
                                THREADS,
                                random.nextLong())) {
                    Patience.await(
                            Duration.ofSeconds(60),
                            killAfter + " acknowledgements",
                            () -> writers.acknowledgements() >= killAfter);
                    deployment.server().kill();
                    writers.stop();
                    acknowledged += writers.acknowledgements();
                    failed += writers.failures();
                }
                deployment.start();
                try {
                    auditor.audit();
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
                "%d kills, %d changes acknowledged, %d cut off"
                        .formatted(ROUNDS, acknowledged, failed));
    }
}
