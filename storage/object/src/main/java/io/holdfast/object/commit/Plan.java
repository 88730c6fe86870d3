package io.holdfast.object.commit;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a request decided to do after it looked at the decided state of a key.
///
/// @param drafter makes the change; null when there is nothing to change
/// @param result what the request answers, given the change's number (0 without a change)
/// @param afterDecided run with the sequence once the change is decided, on a drive's thread; short
/// @param <T> the answer
public record Plan<T>(
        SetLeader.@Nullable Drafter drafter,
        Function<Long, T> result,
        @Nullable AfterDecided afterDecided) {
    /// Work that a decided change leaves behind.
    @FunctionalInterface
    public interface AfterDecided {
        void run(long sequence);
    }

    /// Nothing to change.
    public static <T> Plan<T> answer(T result) {
        return new Plan<>(null, _ -> result, null);
    }
}
