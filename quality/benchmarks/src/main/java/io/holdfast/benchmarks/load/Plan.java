package io.holdfast.benchmarks.load;

import java.time.Duration;
import java.util.Map;

/// One measurement of one operation.
///
/// @param sizeBytes of an object, or of a part
/// @param connections 1 or more, each with one request at a time
/// @param duration after which no request is begun
/// @param keys how many different objects; requests go round
/// @param prefix of their keys
public record Plan(
        Operation operation,
        int sizeBytes,
        int connections,
        Duration duration,
        int keys,
        String prefix) {
    /// Parts of an upload by [Operation#MULTIPART].
    static final int PARTS = 4;

    /// Prime, so that it walks over all keys of any smaller count, and far from the last one.
    private static final long STRIDE = 2_147_483_629;

    public Plan {
        if (sizeBytes < 0 || connections < 1 || keys < connections) {
            throw new IllegalArgumentException(
                    "size from 0, connections from 1, at least a key for each connection");
        }
    }

    public Plan with(Operation other) {
        return new Plan(other, sizeBytes, connections, duration, keys, prefix);
    }

    public Plan with(Duration other) {
        return new Plan(operation, sizeBytes, connections, other, keys, prefix);
    }

    public Plan under(String otherPrefix) {
        return new Plan(operation, sizeBytes, connections, duration, keys, otherPrefix);
    }

    /// Where object number `index` modulo the keys is. Neighbours in number are not neighbours in
    /// order, and each key comes once in a round.
    public static String path(String bucket, String prefix, int index, int keys) {
        long key = index * STRIDE % keys;
        return "/" + bucket + "/" + prefix + "/" + key % 100 + "/" + key;
    }

    Work work(Target target) {
        String bucket = target.bucket();
        return switch (operation) {
            case PUT -> Work.signed(target, keys, sizeBytes, index -> ask(bucket, index));
            case GET -> Work.reads(target, keys, sizeBytes, index -> ask(bucket, index));
            case HEAD, DELETE -> Work.signed(target, keys, 0, index -> ask(bucket, index));
            case LIST -> Work.signed(target, 1, 0, _ -> Ask.page(bucket, Map.of()));
            case MULTIPART ->
                    () ->
                            new PartsUploader(target, Bodies.random(sizeBytes))
                                    .each(index -> path(bucket, prefix, index, keys), PARTS);
        };
    }

    private Ask ask(String bucket, int index) {
        return new Ask(operation.method(), path(bucket, prefix, index, keys), Map.of());
    }
}
