package io.holdfast.library;

import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/// Finds the engine in this JVM.
final class LocalEngine {
    private LocalEngine() {}

    /// @throws HoldfastException when it is not on the class path, or this Java is too old for it
    static ServerEngine find() {
        Optional<ServerEngine> found;
        try {
            found =
                    ServiceLoader.load(ServerEngine.class, Holdfast.class.getClassLoader())
                            .findFirst();
        } catch (ServiceConfigurationError | UnsupportedClassVersionError e) {
            throw new HoldfastException(
                    "The engine needs Java 25 and this is Java %d: run on Java 25, or start the server as a process (Launch.PROCESS)."
                            .formatted(Runtime.version().feature()),
                    e);
        }
        return found.orElseThrow(
                () ->
                        new HoldfastException(
                                "The engine is not on the class path: add io.holdfast:holdfast-embedded."));
    }
}
