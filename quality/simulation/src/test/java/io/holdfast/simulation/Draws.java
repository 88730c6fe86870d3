package io.holdfast.simulation;

import io.holdfast.object.ObjectAttributes;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Draws what clients send.
record Draws(Setup setup) {
    private static final int MEDIUM_MAX = 60_000;

    byte[] body(RandomGenerator random) {
        int size;
        if (setup.largeOneIn() > 0 && random.nextInt(setup.largeOneIn()) == 0) {
            size = random.nextInt(1 << 20, 3 << 20);
        } else if (setup.mediumOneIn() > 0 && random.nextInt(setup.mediumOneIn()) == 0) {
            size = random.nextInt(3000, MEDIUM_MAX);
        } else {
            size = random.nextInt(10) == 0 ? 0 : random.nextInt(1, 3000);
        }
        byte[] bytes = new byte[size];
        Fill.fill(bytes, random.nextLong());
        return bytes;
    }

    String storageClass(RandomGenerator random) {
        return setup.usesReduced() && random.nextInt(4) == 0
                ? ObjectAttributes.REDUCED_REDUNDANCY
                : ObjectAttributes.STANDARD;
    }

    static ObjectAttributes attributes(int token, String tags, String storageClass) {
        return new ObjectAttributes(
                Map.of(),
                Map.of("op", Integer.toString(token)),
                tags.isEmpty() ? Map.of() : Map.of("k", tags),
                storageClass);
    }
}
