package io.holdfast.interop.calm;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Content;
import io.holdfast.interop.Deployment;
import io.holdfast.interop.Memory;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// More clients than a server can serve at once, and clients that do nothing.
final class CrowdTest {
    private static final String BUCKET = "crowd";
    private static final int IDLE = 10_000;
    private static final int UPLOADS = 2_000;
    private static final int SLOW = 40;
    private static final long IDLE_BYTES_MAX = 100L << 20;
    private static final int BODY_BYTES = 64 << 10;

    private Deployment deployment;
    private S3Client s3;
    private Presigned presigned;

    @BeforeEach
    void start() throws Exception {
        deployment = Deployment.create("crowd", 4, 256).with("MINIO_IDLE_TIMEOUT", "10s").start();
        s3 = AwsClients.blocking(deployment.endpoint());
        presigned = new Presigned(deployment.endpoint(), BUCKET);
        s3.createBucket(create -> create.bucket(BUCKET));
    }

    @AfterEach
    void stop() throws Exception {
        presigned.close();
        s3.close();
        deployment.close();
    }

    private URI uri() {
        return deployment.endpoint().uri();
    }

    private void assertServes(String key, int bytes) {
        byte[] content = new Content(bytes, bytes).bytes();
        s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
        assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asByteArrayUnsafe())
                .isEqualTo(content);
    }

    @Test
    void idleConnectionsCostLittle() throws Exception {
        String alive = "GET /minio/health/live HTTP/1.1\r\nHost: h\r\n\r\n";
        try (Peer warm = Peer.to(uri())) {
            for (int i = 0; i < 30_000; i++) {
                assertThat(warm.send(alive).status()).isEqualTo(200);
            }
        }
        long before = Memory.ownBytes(deployment.server().pid());
        List<Peer> idle = new ArrayList<>();
        try {
            for (int i = 0; i < IDLE; i++) {
                Peer peer = Peer.to(uri());
                idle.add(peer);
                assertThat(peer.send(alive).status()).isEqualTo(200);
            }
            long cost = Memory.ownBytes(deployment.server().pid()) - before;
            assertThat(cost).as("bytes of %d connections", IDLE).isLessThan(IDLE_BYTES_MAX);
            assertServes("among-idle", 3_000_000);
            idle.getLast().awaitClosed();
        } finally {
            idle.forEach(Peer::close);
        }
        assertServes("after-idle", 3_000_000);
    }

    @Test
    void moreUploadsThanThereIsRoomForAreToldToComeBack() throws Exception {
        byte[] half = new byte[BODY_BYTES / 2];
        List<Peer> peers = new ArrayList<>();
        int stored = 0;
        int sentAway = 0;
        try {
            for (int i = 0; i < UPLOADS; i++) {
                Peer peer = Peer.to(uri());
                peers.add(peer);
                peer.send(Peer.head("PUT", presigned.put("many/" + i), BODY_BYTES)).send(half);
            }
            List<Future<String>> answers = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                peers.forEach(peer -> answers.add(threads.submit(() -> finish(peer, half))));
            }
            for (Future<String> answer : answers) {
                String head = answer.get();
                if (head.startsWith("HTTP/1.1 200 ")) {
                    stored++;
                } else {
                    assertThat(head)
                            .startsWith("HTTP/1.1 503 ")
                            .containsIgnoringCase("Retry-After:");
                    sentAway++;
                }
            }
        } finally {
            peers.forEach(Peer::close);
        }
        assertThat(sentAway).isPositive();
        assertThat(
                        s3
                                .listObjectsV2Paginator(list -> list.bucket(BUCKET).prefix("many/"))
                                .contents()
                                .stream()
                                .count())
                .isEqualTo(stored)
                .isPositive();
        assertServes("after-many", 20_000_000);
        assertThat(deployment.server().log()).doesNotContain("OutOfMemoryError");
    }

    /// A refusal comes at once and may close the connection under the rest of the body.
    private static String finish(Peer peer, byte[] rest) throws IOException {
        try {
            peer.send(rest);
        } catch (IOException _) {
            return peer.answerHead();
        }
        return peer.answerHead();
    }

    @Test
    void slowPeersHoldNobodyUpAndAreCut() throws Exception {
        assertServes("large", 40_000_000);
        List<Peer> slow = new ArrayList<>();
        try {
            beginSlowly(slow);
            for (int i = 0; i < 5; i++) {
                assertServes("beside-slow-" + i, 10_000_000);
                for (int j = 0; j < slow.size(); j += 2) {
                    drip(slow.get(j));
                }
            }
            for (Peer peer : slow) {
                peer.awaitClosed();
            }
        } finally {
            slow.forEach(Peer::close);
        }
        assertServes("after-slow", 20_000_000);
    }

    /// More of them than there are buffers, and none is idle for long enough to be cut for that.
    @Test
    void slowPeersGiveWayToThoseWhoWait() throws Exception {
        assertServes("large", 40_000_000);
        assertThat(deployment.server().stop()).isZero();
        deployment.with("MINIO_IDLE_TIMEOUT", "10m").start();
        List<Peer> slow = new ArrayList<>();
        try {
            beginSlowly(slow);
            assertServes("beside-slow", 10_000_000);
        } finally {
            slow.forEach(Peer::close);
        }
    }

    /// @param slow gets peers that begin to send and others that begin to read, in turn
    private void beginSlowly(List<Peer> slow) throws IOException {
        for (int i = 0; i < SLOW; i++) {
            Peer sender = Peer.to(uri());
            slow.add(sender);
            sender.send(Peer.head("PUT", presigned.put("slow/" + i), 50_000_000))
                    .send(new byte[100_000]);
            Peer reader = Peer.to(uri());
            slow.add(reader);
            reader.send(Peer.head("GET", presigned.get("large"), 0));
        }
    }

    private static void drip(Peer sender) {
        try {
            sender.send("x");
        } catch (IOException _) {
            return; // cut already
        }
    }
}
