package io.holdfast.interop.calm;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Content;
import io.holdfast.interop.Deployment;
import io.holdfast.interop.Memory;
import io.holdfast.testkit.Seeds;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// Mixed load in which clients vanish in the middle of requests, for as long as it is told: what is
/// read is whole, nothing is left behind by those who vanished, and memory stays where it was.
@Timeout(value = 12, unit = TimeUnit.HOURS) // the long form runs for as long as it is told
final class SoakTest {
    private static final String BUCKET = "soak";
    private static final int MINUTES = Integer.getInteger("holdfast.interop.soak.minutes", 0);
    private static final Duration SHORT = Duration.ofSeconds(15);
    private static final int CLIENTS = 10;
    private static final int KEYS = 40;
    private static final int[] SIZES = {500, 4_096, 200_000, 1_500_000, 7_000_000};
    private static final long SAMPLE_MS = 1_000;

    /// In the short form two large transfers at a time are all that there is room for: two buffers
    /// that somebody left behind, and nothing goes on.
    private static final String FEW_TRANSFERS = "2";

    private final List<Long> samples = Collections.synchronizedList(new ArrayList<>());
    private final Deployment deployment;
    private final S3Client s3;
    private final Presigned presigned;

    SoakTest() throws IOException {
        deployment = Deployment.create("soak", 4, 256);
        s3 = AwsClients.blocking(deployment.endpoint());
        presigned = new Presigned(deployment.endpoint(), BUCKET);
    }

    @Test
    void memoryStaysAndNothingIsLeftBehind() throws Exception {
        if (MINUTES == 0) {
            deployment.with("HOLDFAST_TRANSFERS", FEW_TRANSFERS);
        }
        deployment.start();
        try (s3;
                presigned;
                deployment) {
            s3.createBucket(create -> create.bucket(BUCKET));
            long length = MINUTES == 0 ? SHORT.toNanos() : TimeUnit.MINUTES.toNanos(MINUTES);
            load(System.nanoTime() + length);
            for (int i = 0; i < 4; i++) {
                put(0, 20_000_000);
                read(0);
            }
            assertThat(deployment.server().log()).doesNotContain("OutOfMemoryError");
            if (MINUTES >= 10) {
                assertThat(most(samples.size() * 2 / 3, samples.size()))
                        .as("bytes of the server, the last third against what came before it")
                        .isLessThan(
                                (long) (1.1 * most(samples.size() / 6, samples.size() * 2 / 3)));
            }
            assertThat(deployment.server().stop()).isZero();
        }
    }

    private long most(int from, int to) {
        return samples.subList(from, to).stream().mapToLong(Long::longValue).max().orElseThrow();
    }

    private void load(long endNs) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                RandomGenerator random = Seeds.of(i);
                clients.add(
                        threads.submit(
                                () -> {
                                    while (System.nanoTime() < endNs) {
                                        step(random);
                                    }
                                    return null;
                                }));
            }
            while (System.nanoTime() < endNs) {
                samples.add(Memory.ownBytes(deployment.server().pid()));
                Thread.sleep(SAMPLE_MS);
            }
            for (Future<?> client : clients) {
                client.get();
            }
        }
    }

    private void step(RandomGenerator random) throws IOException {
        int key = random.nextInt(KEYS);
        int size = SIZES[random.nextInt(SIZES.length)];
        switch (random.nextInt(8)) {
            case 0, 1 -> put(key, size);
            case 2, 3 -> read(key);
            case 4 -> s3.deleteObject(delete -> delete.bucket(BUCKET).key(key(key)));
            case 5 -> s3.listObjectsV2(list -> list.bucket(BUCKET).prefix("k"));
            case 6 -> vanishWhileSending(key, size, random);
            default -> vanishWhileReading(key, random);
        }
    }

    private static String key(int key) {
        return "k" + key;
    }

    /// The size says which bytes they are.
    private void put(int key, int size) {
        s3.putObject(
                put -> put.bucket(BUCKET).key(key(key)),
                RequestBody.fromInputStream(new Content(size, size).stream(), size));
    }

    private void read(int key) throws IOException {
        try (var body = s3.getObject(get -> get.bucket(BUCKET).key(key(key)))) {
            long size = body.response().contentLength();
            assertThat(new Content(size, size).mismatch(body)).as(key(key)).isNegative();
        } catch (NoSuchKeyException _) {
            // deleted, or not written yet
        }
    }

    private void vanishWhileSending(int key, int size, RandomGenerator random) throws IOException {
        int sent = random.nextInt(size);
        try (Peer peer = Peer.to(deployment.endpoint().uri())) {
            peer.send(Peer.head("PUT", presigned.put(key(key)), size))
                    .send(new Content(size, size).range(0, sent));
        }
    }

    private void vanishWhileReading(int key, RandomGenerator random) throws IOException {
        try (Peer peer = Peer.to(deployment.endpoint().uri())) {
            peer.send(Peer.head("GET", presigned.get(key(key)), 0));
            if (random.nextBoolean()) {
                peer.answerHead();
            }
        }
    }
}
