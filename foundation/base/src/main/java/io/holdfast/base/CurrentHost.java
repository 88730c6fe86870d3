package io.holdfast.base;

/// Which host a thread runs on.
final class CurrentHost {
    private static final ScopedValue<Host> HOST = ScopedValue.newInstance();

    private CurrentHost() {}

    static Host get() {
        return HOST.orElse(RealHost.INSTANCE);
    }

    static void run(Host host, Runnable task) {
        ScopedValue.where(HOST, host).run(task);
    }
}
