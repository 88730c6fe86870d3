package io.holdfast.base;

import java.util.function.Supplier;

/// Assertions that stay on in production. A failed check is a bug in Holdfast, never a user's
/// error.
public final class Checks {
    private Checks() {}

    /// Throws {@link BugException} with the message when the condition does not hold.
    public static void that(boolean condition, String message) {
        if (!condition) {
            throw new BugException(message);
        }
    }

    /// Like {@link #that(boolean, String)}; the message is made only when the check fails.
    public static void that(boolean condition, Supplier<String> message) {
        if (!condition) {
            throw new BugException(message.get());
        }
    }
}
