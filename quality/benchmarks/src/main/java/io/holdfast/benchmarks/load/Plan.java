package io.holdfast.benchmarks.load;

import java.time.Duration;

/// One measurement.
///
/// @param sizeBytes of an object, or of a part
/// @param connections 1 or more, each with one request at a time
/// @param duration after which no request is begun
/// @param keys how many different objects; requests go round
record Plan(Operation operation, int sizeBytes, int connections, Duration duration, int keys) {
    static final int PARTS = 4;

    Plan {
        if (sizeBytes < 0 || connections < 1 || keys < connections) {
            throw new IllegalArgumentException(
                    "size from 0, connections from 1, at least a key for each connection");
        }
    }

    Plan with(Operation other) {
        return new Plan(other, sizeBytes, connections, duration, keys);
    }
}
