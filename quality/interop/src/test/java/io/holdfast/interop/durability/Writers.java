package io.holdfast.interop.durability;

import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Content;
import io.holdfast.interop.Endpoint;
import io.holdfast.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// Threads that put, overwrite, delete and upload in parts, each on keys of its own, and write down
/// in a [Ledger] what they were told.
final class Writers implements AutoCloseable {
    private static final int KEYS_PER_THREAD = 40;
    private static final int PART_BYTES = 5 << 20;

    private final S3Client s3;
    private final String bucket;
    private final Ledger ledger;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> running = new ArrayList<>();
    private final AtomicLong acknowledgements = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean stopping;

    /// Starts them.
    ///
    /// @param seed of everything that they choose
    Writers(Endpoint endpoint, String bucket, Ledger ledger, int threadCount, long seed) {
        this.s3 =
                AwsClients.builder(endpoint)
                        .overrideConfiguration(
                                config -> config.retryStrategy(r -> r.maxAttempts(1)))
                        .build();
        this.bucket = bucket;
        this.ledger = ledger;
        for (int thread = 0; thread < threadCount; thread++) {
            String prefix = "t" + thread + "/";
            RandomGenerator random = Seeds.of(seed + thread);
            running.add(threads.submit(() -> write(prefix, random)));
        }
    }

    /// Requests that the server said yes to.
    long acknowledgements() {
        return acknowledgements.get();
    }

    /// Requests that failed in any way.
    long failures() {
        return failures.get();
    }

    /// Tells them to end after their current request.
    void stop() {
        stopping = true;
    }

    /// Waits for their end and hands on what went wrong in them, refused requests apart.
    @Override
    public void close() {
        stop();
        threads.close();
        s3.close();
        for (Future<?> thread : running) {
            if (thread.state() == Future.State.FAILED) {
                throw new AssertionError("a writer failed", thread.exceptionNow());
            }
        }
    }

    private void write(String prefix, RandomGenerator random) {
        while (!stopping) {
            String key = prefix + random.nextInt(KEYS_PER_THREAD);
            int dice = random.nextInt(100);
            if (dice < 15) {
                change(key, Optional.empty(), () -> delete(key));
            } else if (dice < 20) {
                Content content =
                        new Content(random.nextLong(), PART_BYTES + random.nextInt(9_999));
                change(key, Optional.of(content), () -> putInParts(key, content));
            } else {
                Content content = new Content(random.nextLong(), size(random, dice));
                change(key, Optional.of(content), () -> put(key, content));
            }
        }
    }

    /// Mostly small ones; some in a shard file of their own.
    private static int size(RandomGenerator random, int dice) {
        return random.nextInt(dice < 85 ? 20_000 : dice < 95 ? 400_000 : 3_000_000);
    }

    private void change(String key, Optional<Content> value, Runnable request) {
        ledger.asked(key, value);
        try {
            request.run();
            ledger.acknowledged(key, value);
            acknowledgements.incrementAndGet();
        } catch (SdkException e) {
            failures.incrementAndGet();
        }
    }

    private void put(String key, Content content) {
        s3.putObject(
                request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content.bytes()));
    }

    private void delete(String key) {
        s3.deleteObject(request -> request.bucket(bucket).key(key));
    }

    private void putInParts(String key, Content content) {
        String upload =
                s3.createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (long from = 0; from < content.sizeBytes(); from += PART_BYTES) {
            int number = parts.size() + 1;
            int length = (int) Math.min(PART_BYTES, content.sizeBytes() - from);
            byte[] body = content.range(from, length);
            String etag =
                    s3.uploadPart(
                                    request ->
                                            request.bucket(bucket)
                                                    .key(key)
                                                    .uploadId(upload)
                                                    .partNumber(number),
                                    RequestBody.fromBytes(body))
                            .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }
        s3.completeMultipartUpload(
                request ->
                        request.bucket(bucket)
                                .key(key)
                                .uploadId(upload)
                                .multipartUpload(m -> m.parts(parts)));
    }
}
