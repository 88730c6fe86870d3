package io.holdfast.library;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a server shall be. Immutable: each method returns another one.
///
/// @param drives folders that it spreads shards over, 1…16
/// @param folder for its data, kept when the server stops; empty for a temporary one, which is
///   deleted
/// @param accessKey of the root user, at least 3 characters
/// @param secretKey of the root user, at least 8 characters
/// @param host to listen on
/// @param port to listen on; 0 for any free one
/// @param settings by the names of the environment's variables, docs/settings.md; they come before
///   those of the small profile
/// @param launch where the server runs
public record HoldfastConfig(
        int drives,
        Optional<Path> folder,
        String accessKey,
        String secretKey,
        String host,
        int port,
        Map<String, String> settings,
        Launch launch) {
    /// Where a server runs.
    public enum Launch {
        /// In this JVM when it is Java 25 or later, else in a process of its own.
        AUTOMATIC,
        /// In this JVM.
        IN_JVM,
        /// In a process of its own, on a JDK 25 that is found.
        PROCESS
    }

    private static final int DRIVES_MAX = 16;

    public HoldfastConfig {
        if (drives < 1 || drives > DRIVES_MAX) {
            throw new IllegalArgumentException("1 to " + DRIVES_MAX + " drives: " + drives);
        }
        settings = Map.copyOf(settings);
    }

    /// Four drives in a temporary folder, on a free port of the loopback.
    public static HoldfastConfig small() {
        return new HoldfastConfig(
                4,
                Optional.empty(),
                "holdfast",
                "holdfast-secret",
                "127.0.0.1",
                0,
                Map.of(),
                Launch.AUTOMATIC);
    }

    /// On so many drives. With 1 there is no redundancy, and no fault of a drive is survived.
    public HoldfastConfig withDrives(int count) {
        return new HoldfastConfig(
                count, folder, accessKey, secretKey, host, port, settings, launch);
    }

    /// With its data in a folder that is kept: a server started on it again has the same data.
    public HoldfastConfig withFolder(Path kept) {
        return new HoldfastConfig(
                drives, Optional.of(kept), accessKey, secretKey, host, port, settings, launch);
    }

    /// With these credentials of the root user.
    public HoldfastConfig withCredentials(String access, String secret) {
        return new HoldfastConfig(drives, folder, access, secret, host, port, settings, launch);
    }

    /// On this address.
    public HoldfastConfig withAddress(String onHost, int onPort) {
        return new HoldfastConfig(
                drives, folder, accessKey, secretKey, onHost, onPort, settings, launch);
    }

    /// With one more setting.
    public HoldfastConfig withSetting(String name, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(name, value);
        return new HoldfastConfig(drives, folder, accessKey, secretKey, host, port, more, launch);
    }

    /// Run there.
    public HoldfastConfig withLaunch(Launch where) {
        return new HoldfastConfig(
                drives, folder, accessKey, secretKey, host, port, settings, where);
    }

    /// All settings that the server gets.
    Map<String, String> effectiveSettings() {
        Map<String, String> all = new TreeMap<>(SMALL);
        all.putAll(settings);
        all.put("MINIO_ROOT_USER", accessKey);
        all.put("MINIO_ROOT_PASSWORD", secretKey);
        String bracketed = host.contains(":") ? "[" + host + "]" : host;
        all.put("MINIO_ADDRESS", bracketed + ":" + port);
        return all;
    }

    /// A test has little data and no time: small budgets, short intervals. What makes data durable
    /// is as it always is.
    private static final Map<String, String> SMALL =
            Map.of(
                    "HOLDFAST_INDEX_MIB", "16",
                    "HOLDFAST_TRANSFERS", "4",
                    "HOLDFAST_DRIVE_WATCH_INTERVAL", "100ms",
                    "HOLDFAST_SHUTDOWN_TIMEOUT", "5s",
                    "HOLDFAST_SSE_C_OVER_HTTP", "on");

    /// Never shows the secret.
    @Override
    public String toString() {
        return "HoldfastConfig[" + drives + " drives, " + host + ":" + port + "]";
    }
}
