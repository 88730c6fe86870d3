package io.holdfast.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.function.IntFunction;

/// What connections do again and again.
@FunctionalInterface
public interface Work {
    /// One turn of a connection.
    @FunctionalInterface
    interface Step {
        /// Carries out number `index` of the whole load, which is this connection's alone.
        ///
        /// @return bytes of bodies moved; below zero when it does not count as done: the negative
        ///   status of a refusal, or of an answer of another length than was expected
        /// @throws IOException when the connection is of no more use
        long take(Connection connection, int index) throws IOException;
    }

    /// The steps of one connection; they are called on one thread.
    Step begin();

    /// Requests that are signed now, before the clock runs; number `index` is sent modulo their
    /// count.
    ///
    /// @param bodyBytes of each request's body, the same for all
    static Work signed(Target target, int count, int bodyBytes, IntFunction<Ask> asks) {
        Presigner presigner = new Presigner(target, Instant.now());
        byte[][] heads = new byte[count][];
        for (int i = 0; i < count; i++) {
            heads[i] = asks.apply(i).head(presigner, bodyBytes);
        }
        ByteBuffer body = Bodies.random(bodyBytes);
        return () -> (connection, index) -> send(connection, heads[index % count], body);
    }

    /// Requests without a body, signed now, whose answers must have this length: what is shorter or
    /// longer counts as refused.
    static Work reads(Target target, int count, int answerBytes, IntFunction<Ask> asks) {
        Work sending = signed(target, count, 0, asks);
        return () -> {
            Step step = sending.begin();
            return (connection, index) -> expected(step.take(connection, index), answerBytes);
        };
    }

    /// Requests that are each sent once and so signed under the clock, for loads too large to be
    /// held signed.
    static Work fresh(Target target, int bodyBytes, IntFunction<Ask> asks) {
        ByteBuffer body = Bodies.random(bodyBytes);
        return () -> {
            Presigner presigner = new Presigner(target, Instant.now());
            return (connection, index) ->
                    send(connection, asks.apply(index).head(presigner, bodyBytes), body);
        };
    }

    private static long expected(long bytes, int answerBytes) {
        return bytes < 0 || bytes == answerBytes ? bytes : -200;
    }

    private static long send(Connection connection, byte[] head, ByteBuffer body)
            throws IOException {
        boolean isHead = head[0] == 'H';
        int status = connection.exchange(isHead, ByteBuffer.wrap(head), body.duplicate());
        return status / 100 == 2 ? body.remaining() + connection.bodyBytes() : -status;
    }
}
