package io.holdfast.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Requests made before the clock runs: heads as bytes, one body for all. Immutable once made.
final class Requests {
    private final byte[][] heads;
    private final ByteBuffer body;

    private Requests(byte[][] heads, ByteBuffer body) {
        this.heads = heads;
        this.body = body;
    }

    /// One request per key.
    static Requests of(Target target, Presigner presigner, Plan plan) {
        Operation operation = plan.operation();
        byte[][] heads = new byte[operation == Operation.LIST ? 1 : plan.keys()][];
        for (int key = 0; key < heads.length; key++) {
            String path =
                    operation == Operation.LIST
                            ? presigner.sign(
                                    "GET",
                                    "/" + target.bucket(),
                                    Map.of("list-type", "2", "max-keys", "1000"))
                            : presigner.sign(operation.method(), path(target, key), Map.of());
            heads[key] = head(target, operation.method(), path, bodyBytes(plan));
        }
        return new Requests(heads, body(bodyBytes(plan)));
    }

    private static int bodyBytes(Plan plan) {
        return plan.operation() == Operation.PUT ? plan.sizeBytes() : 0;
    }

    static String path(Target target, int key) {
        return "/" + target.bucket() + "/load/" + key % 100 + "/" + key;
    }

    static byte[] head(Target target, String method, String path, int bodyBytes) {
        boolean hasBody = bodyBytes > 0 || method.equals("PUT") || method.equals("POST");
        return (method
                        + " "
                        + path
                        + " HTTP/1.1\r\nHost: "
                        + target.authority()
                        + (hasBody ? "\r\nContent-Length: " + bodyBytes : "")
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /// Bytes that no server can compress.
    static ByteBuffer body(int size) {
        byte[] bytes = new byte[size];
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        random.nextBytes(bytes);
        return ByteBuffer.allocateDirect(size).put(bytes).flip().asReadOnlyBuffer();
    }

    int count() {
        return heads.length;
    }

    /// Request number `index` modulo their count.
    ByteBuffer[] get(int index) {
        ByteBuffer head = ByteBuffer.wrap(heads[index % heads.length]);
        return body.hasRemaining()
                ? new ByteBuffer[] {head, body.duplicate()}
                : new ByteBuffer[] {head};
    }
}
