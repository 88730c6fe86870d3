package org.rocksdb;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// Stands before the library's class of this name on the class path of these tests, does what that
/// one does, and counts. An object of the library that nobody closes is memory that nobody gives
/// back, and neither the collector nor a tool of the JVM sees it.
public abstract class AbstractImmutableNativeReference extends AbstractNativeReference {
    /// By the flag of each object: its own equality may need the memory behind it.
    private static final Map<AtomicBoolean, String> OPEN = new ConcurrentHashMap<>();

    @SuppressWarnings("MemberName") // the library's, which other classes of it use
    protected final AtomicBoolean owningHandle_;

    protected AbstractImmutableNativeReference(boolean owningHandle) {
        owningHandle_ = new AtomicBoolean(owningHandle);
        if (owningHandle && !isKeptByTheLibrary()) {
            OPEN.put(owningHandle_, getClass().getName());
        }
    }

    /// Each database makes options for itself and never closes them: some hundred bytes that nobody
    /// else can give back.
    private boolean isKeptByTheLibrary() {
        return this instanceof ReadOptions
                && StackWalker.getInstance()
                        .walk(
                                frames ->
                                        frames.anyMatch(
                                                AbstractImmutableNativeReference::isOfDatabase));
    }

    private static boolean isOfDatabase(StackWalker.StackFrame frame) {
        return frame.getClassName().equals(RocksDB.class.getName())
                && frame.getMethodName().equals("<init>");
    }

    /// The classes of all objects that own native memory now, sorted, each as often as it does.
    public static List<String> open() {
        OPEN.keySet()
                .removeIf(isOwning -> !isOwning.get()); // databases close in a way of their own
        return OPEN.values().stream().sorted().toList();
    }

    @Override
    public boolean isOwningHandle() {
        return owningHandle_.get();
    }

    protected final void disOwnNativeHandle() {
        owningHandle_.set(false);
    }

    @Override
    public void close() {
        if (owningHandle_.compareAndSet(true, false)) {
            OPEN.remove(owningHandle_); // many are made for one request
            disposeInternal();
        }
    }

    protected abstract void disposeInternal();
}
