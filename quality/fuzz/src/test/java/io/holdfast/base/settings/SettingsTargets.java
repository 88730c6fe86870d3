package io.holdfast.base.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.fuzz.FuzzTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Settings from variables and from files.
public final class SettingsTargets {
    private static final Path FILE = Path.of("target", "fuzz", "settings.env");

    private SettingsTargets() {}

    public static List<FuzzTarget> all() {
        byte[] seed =
                """
                MINIO_ROOT_USER=root
                MINIO_ROOT_PASSWORD='a secret'
                MINIO_VOLUMES="/mnt/disk{1...4}"
                export HOLDFAST_DRIVE_TIMEOUT=1h30m500ms
                MINIO_API_REQUESTS_MAX=100
                MINIO_STORAGE_CLASS_STANDARD=EC:2
                # a comment
                HOLDFAST_FORCE_START=4.01234567
                HOLDFAST_HEAP_MIB=512
                HOLDFAST_LOG_LEVEL=debug
                MINIO_DOMAIN=a.example,b.example
                """
                        .getBytes(StandardCharsets.UTF_8);
        return List.of(
                new FuzzTarget("settings", List.of(seed), SettingsTargets::variables),
                new FuzzTarget("settingsFile", List.of(seed), SettingsTargets::file));
    }

    /// All problems are told; nothing is thrown.
    private static void variables(byte[] input) {
        Map<String, String> variables = new HashMap<>();
        new String(input, StandardCharsets.UTF_8)
                .lines()
                .forEach(
                        line -> {
                            int equals = line.indexOf('=');
                            if (equals > 0 && !line.startsWith(Environment.FILE_VARIABLE)) {
                                variables.put(
                                        line.substring(0, equals), line.substring(equals + 1));
                            }
                        });
        judge(SettingsLoad.of(variables));
    }

    private static void file(byte[] input) throws IOException {
        Files.createDirectories(FILE.getParent());
        Files.write(FILE, input);
        judge(SettingsLoad.of(Map.of(Environment.FILE_VARIABLE, FILE.toString())));
    }

    private static void judge(SettingsLoad load) {
        switch (load) {
            case SettingsLoad.Loaded(Settings settings, var _) ->
                    assertThat(settings.toString()).isNotNull();
            case SettingsLoad.Refused(List<String> problems) -> assertThat(problems).isNotEmpty();
        }
    }
}
