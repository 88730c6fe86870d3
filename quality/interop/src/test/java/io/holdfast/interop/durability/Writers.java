package io.holdfast.interop.durability;

import io.holdfast.interop.AwsClients;
import io.holdfast.interop.Content;
import io.holdfast.interop.Endpoint;
import io.holdfast.interop.PartsUpload;
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
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Threads that put, overwrite, copy, delete, tag, upload in parts and write under conditions, each
/// on keys of its own, and write down in a [Ledger] what they were told. Conditions hold by what
/// the ledger says, so that a refusal is a failure.
final class Writers implements AutoCloseable {
    private static final int KEYS_PER_THREAD = 40;

    private final S3Client s3;
    private final String bucket;
    private final Ledger ledger;
    private final Tags tags;
    private final Optional<Versions> versions;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> running = new ArrayList<>();
    private final AtomicLong acknowledgements = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean stopping;

    /// Starts them.
    ///
    /// @param seed of everything that they choose
    Writers(Endpoint endpoint, String bucket, Ledger ledger, int threadCount, long seed) {
        this(endpoint, bucket, ledger, new Tags(), Optional.empty(), threadCount, seed);
    }

    /// Starts them.
    ///
    /// @param versions kept where the bucket has versioning
    Writers(
            Endpoint endpoint,
            String bucket,
            Ledger ledger,
            Tags tags,
            Optional<Versions> versions,
            int threadCount,
            long seed) {
        this.tags = tags;
        this.versions = versions;
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
            if (dice < 12) {
                change(key, Optional.empty(), () -> delete(key));
            } else if (dice < 15) {
                removeVersion(prefix, random);
            } else if (dice < 19) {
                Content content =
                        new Content(
                                random.nextLong(), PartsUpload.PART_BYTES + random.nextInt(9_999));
                change(key, Optional.of(content), () -> PartsUpload.put(s3, bucket, key, content));
            } else if (dice < 27) {
                copy(prefix + random.nextInt(KEYS_PER_THREAD), key);
            } else if (dice < 33) {
                tag(prefix + "tagged", random);
            } else {
                Content content = new Content(random.nextLong(), size(random, dice));
                boolean isConditional = dice < 50;
                change(key, Optional.of(content), () -> put(key, content, isConditional));
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
            failed(e);
        }
    }

    /// A kill explains broken connections and 5xx; nothing explains a 4xx.
    private void failed(SdkException e) {
        if (e instanceof S3Exception answer && answer.statusCode() / 100 == 4) {
            throw e;
        }
        failures.incrementAndGet();
    }

    /// A condition is one that has to hold; it is left out where that is not known.
    private void put(String key, Content content, boolean isConditional) {
        List<Optional<Content>> before = isConditional ? ledger.before(key) : List.of();
        String id =
                s3.putObject(
                                request -> {
                                    request.bucket(bucket).key(key);
                                    if (before.size() == 1) {
                                        demand(request, before.getFirst());
                                    }
                                },
                                RequestBody.fromBytes(content.bytes()))
                        .versionId();
        versions.ifPresent(kept -> kept.stored(key, id, content));
    }

    private static void demand(PutObjectRequest.Builder request, Optional<Content> present) {
        if (present.isEmpty()) {
            request.ifNoneMatch("*");
        } else if (present.get().sizeBytes() < PartsUpload.PART_BYTES) {
            request.ifMatch(present.get().md5());
        }
    }

    private void copy(String source, String target) {
        List<Optional<Content>> present = ledger.known(source);
        if (source.equals(target) || present.size() != 1 || present.getFirst().isEmpty()) {
            return;
        }
        change(
                target,
                present.getFirst(),
                () ->
                        s3.copyObject(
                                request ->
                                        request.sourceBucket(bucket)
                                                .sourceKey(source)
                                                .destinationBucket(bucket)
                                                .destinationKey(target)));
    }

    /// The object itself never changes after it is there.
    private void tag(String key, RandomGenerator random) {
        if (!isTagged(key)) {
            Content content = new Content(random.nextLong(), 1_000);
            change(
                    key,
                    Optional.of(content),
                    () ->
                            s3.putObject(
                                    request ->
                                            request.bucket(bucket)
                                                    .key(key)
                                                    .tagging(Tags.tagging("0")),
                                    RequestBody.fromBytes(content.bytes())));
            if (isTagged(key)) {
                tags.acknowledged(key, "0");
            }
            return;
        }
        String value = Integer.toString(random.nextInt());
        tags.asked(key, value);
        try {
            s3.putObjectTagging(
                    request -> request.bucket(bucket).key(key).tagging(Tags.tagging(value)));
            tags.acknowledged(key, value);
            acknowledgements.incrementAndGet();
        } catch (SdkException e) {
            failed(e);
        }
    }

    private boolean isTagged(String key) {
        List<Optional<Content>> known = ledger.known(key);
        return known.size() == 1 && known.getFirst().isPresent();
    }

    private void removeVersion(String prefix, RandomGenerator random) {
        Optional<Versions.Version> old = versions.flatMap(kept -> kept.toRemove(prefix, random));
        if (old.isEmpty()) {
            return;
        }
        try {
            s3.deleteObject(
                    request ->
                            request.bucket(bucket).key(old.get().key()).versionId(old.get().id()));
            versions.get().removed(old.get());
            acknowledgements.incrementAndGet();
        } catch (SdkException e) {
            failed(e);
        }
    }

    private void delete(String key) {
        s3.deleteObject(request -> request.bucket(bucket).key(key));
    }
}
