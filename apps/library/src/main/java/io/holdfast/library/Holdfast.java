package io.holdfast.library;

import io.holdfast.library.HoldfastConfig.Launch;

/// Starts servers.
///
/// ```java
/// try (HoldfastServer server = Holdfast.start(HoldfastConfig.small())) {
///     … server.endpoint(), server.accessKey(), server.secretKey() …
/// }
/// ```
public final class Holdfast {
    private static final int ENGINE_JAVA = 25;

    private Holdfast() {}

    /// Starts a server with its own data; returns when it serves. Many may run at once.
    ///
    /// @throws HoldfastException when it does not start; then nothing is left behind
    public static HoldfastServer start(HoldfastConfig config) {
        DataFolder folder = DataFolder.of(config.folder());
        boolean isServing = false;
        try {
            ServerEngine.Plan plan =
                    new ServerEngine.Plan(
                            config.effectiveSettings(), folder.path(), config.drives());
            HoldfastServer server =
                    HoldfastServer.of(config, folder, engine(config.launch()).start(plan));
            isServing = true;
            return server;
        } finally {
            if (!isServing) {
                folder.close();
            }
        }
    }

    private static ServerEngine engine(Launch launch) {
        boolean isOldJava = Runtime.version().feature() < ENGINE_JAVA;
        return switch (launch) {
            case IN_JVM -> LocalEngine.find();
            case PROCESS -> new ProcessEngine();
            case AUTOMATIC -> isOldJava ? new ProcessEngine() : LocalEngine.find();
        };
    }
}
