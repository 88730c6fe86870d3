package io.holdfast.server;

import io.holdfast.base.settings.ServerSettings;
import io.holdfast.base.settings.Settings;
import io.holdfast.cluster.ClusterOptions;
import io.holdfast.cluster.DriveLayout;
import io.holdfast.cluster.LayoutException;
import io.holdfast.cluster.ParitySettings;
import io.holdfast.kms.StaticKeys;
import io.holdfast.server.bootstrap.Bootstrap;
import io.holdfast.server.bootstrap.BootstrapException;
import io.holdfast.server.bootstrap.BootstrapReader;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that a start needs to know, checked before anything is touched.
///
/// @param certificates folder; the port speaks TLS when it holds a certificate
/// @param keys to encrypt objects with
/// @param bootstrap what has to be there before the first request
record ServerPlan(
        Settings settings,
        DriveLayout layout,
        ParitySettings parity,
        ListenAddress address,
        Path certificates,
        RootCredentials root,
        StaticKeys keys,
        Bootstrap bootstrap,
        boolean isJson,
        boolean isQuiet) {
    /// A plan, or all that is wrong.
    sealed interface Outcome {
        record Planned(ServerPlan plan) implements Outcome {}

        record Refused(List<String> problems) implements Outcome {}
    }

    /// Puts command line and settings together; the command line comes first.
    static Outcome of(
            CommandLine.Server line,
            Settings settings,
            Map<String, String> environment,
            Path folder,
            Path home,
            SecureRandom random) {
        List<String> problems = new ArrayList<>();
        String addressText = line.address().orElse(settings.get(ServerSettings.ADDRESS));
        Optional<ListenAddress> address = ListenAddress.parse(addressText);
        if (address.isEmpty()) {
            problems.add(
                    "\"%s\" is no address to listen on: write HOST:PORT or :PORT."
                            .formatted(addressText));
        }
        RootCredentials root = RootCredentials.of(settings, random, problems);
        StaticKeys keys = MasterKeys.of(settings, folder, problems);
        Bootstrap bootstrap = bootstrap(settings, environment, folder, problems);
        List<String> drives =
                line.drives().isEmpty() ? settings.get(ServerSettings.VOLUMES) : line.drives();
        try {
            DriveLayout layout =
                    DriveLayout.parse(
                            drives, settings.get(ServerSettings.ERASURE_SET_DRIVE_COUNT), folder);
            ParitySettings parity =
                    ParitySettings.parse(
                            given(settings, ServerSettings.STORAGE_CLASS_STANDARD),
                            given(settings, ServerSettings.STORAGE_CLASS_RRS));
            for (DriveLayout.PoolLayout pool : layout.pools()) {
                parity.check(pool.setDrives());
            }
            if (problems.isEmpty()) {
                return new Outcome.Planned(
                        new ServerPlan(
                                settings,
                                layout,
                                parity,
                                address.orElseThrow(),
                                line.certificates()
                                        .map(folder::resolve)
                                        .orElse(home.resolve(".minio").resolve("certs")),
                                root,
                                keys,
                                bootstrap,
                                line.isJson(),
                                line.isQuiet()));
            }
        } catch (LayoutException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        return new Outcome.Refused(problems);
    }

    private static Bootstrap bootstrap(
            Settings settings,
            Map<String, String> environment,
            Path folder,
            List<String> problems) {
        String file = settings.get(ServerSettings.BOOTSTRAP_FILE);
        if (file.isEmpty()) {
            return Bootstrap.none();
        }
        try {
            return BootstrapReader.read(folder.resolve(file), environment);
        } catch (BootstrapException e) {
            problems.addAll(e.problems());
            return Bootstrap.none();
        }
    }

    private static String given(
            Settings settings, io.holdfast.base.settings.Setting<String> setting) {
        return settings.isGiven(setting) ? settings.get(setting) : "";
    }

    ClusterOptions clusterOptions() {
        return new ClusterOptions(
                parity,
                settings.get(ServerSettings.FORCE_START),
                settings.get(ServerSettings.WATCH_INTERVAL).toMillis(),
                settings.get(ServerSettings.REGISTRY_TIMEOUT).toMillis(),
                ClusterOptions.DEFAULT.lookTimeoutMs(),
                settings.get(ServerSettings.DRIVE_TIMEOUT).toMillis(),
                (long) settings.get(ServerSettings.INDEX_MIB) << 20);
    }
}
