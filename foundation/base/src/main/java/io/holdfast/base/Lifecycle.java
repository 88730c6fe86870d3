package io.holdfast.base;

import java.util.ArrayDeque;
import java.util.Deque;

/// Closes components in the reverse of the order in which they were added. One failure does not
/// keep the others open; all failures are reported together.
public final class Lifecycle implements AutoCloseable {
    private final Deque<AutoCloseable> components = new ArrayDeque<>();

    /// Registers a component and returns it, so that construction and registration are one
    /// expression.
    public synchronized <T extends AutoCloseable> T add(T component) {
        components.push(component);
        return component;
    }

    @Override
    public synchronized void close() {
        IllegalStateException failures = null;
        while (!components.isEmpty()) {
            try {
                components.pop().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                if (failures == null) {
                    failures = new IllegalStateException("components failed to close");
                }
                failures.addSuppressed(e);
            }
        }
        if (failures != null) {
            throw failures;
        }
    }
}
