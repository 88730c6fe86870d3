package io.holdfast.server;

import io.holdfast.base.settings.ServerSettings;
import io.holdfast.base.settings.Settings;
import io.holdfast.kms.StaticKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Reads the keys to encrypt with, from the setting and from the file.
final class MasterKeys {
    private static final String SETTING = ServerSettings.KMS_SECRET_KEY.name();
    private static final String FILE_SETTING = ServerSettings.KMS_KEYS_FILE.name();
    private static final long FILE_BYTES_MAX = 1 << 20;

    private MasterKeys() {}

    /// All keys; the one of the setting first.
    ///
    /// @param folder against which the file's path is resolved
    /// @param problems gains what is wrong, without any secret
    static StaticKeys of(Settings settings, Path folder, List<String> problems) {
        StaticKeys keys = StaticKeys.none();
        if (settings.isGiven(ServerSettings.KMS_SECRET_KEY)) {
            String line = settings.get(ServerSettings.KMS_SECRET_KEY);
            keys = StaticKeys.parse(SETTING, List.of(line), problems);
        }
        if (settings.isGiven(ServerSettings.KMS_KEYS_FILE)) {
            Path file = folder.resolve(settings.get(ServerSettings.KMS_KEYS_FILE));
            keys = keys.and(ofFile(file, problems));
        }
        if (settings.get(ServerSettings.KMS_AUTO_ENCRYPTION) && keys.defaultKey().isEmpty()) {
            problems.add(
                    "%s is on, but there is no key to encrypt with: give one in %s or %s."
                            .formatted(
                                    ServerSettings.KMS_AUTO_ENCRYPTION.name(),
                                    SETTING,
                                    FILE_SETTING));
        }
        return keys;
    }

    private static StaticKeys ofFile(Path file, List<String> problems) {
        int before = problems.size();
        StaticKeys keys = StaticKeys.parse(file.toString(), lines(file, problems), problems);
        if (keys.defaultKey().isEmpty() && problems.size() == before) {
            problems.add(
                    "%s names %s, which holds no key: write lines NAME:KEY, or unset it."
                            .formatted(FILE_SETTING, file));
        }
        return keys;
    }

    private static List<String> lines(Path file, List<String> problems) {
        try {
            if (Files.size(file) <= FILE_BYTES_MAX) {
                return Files.readAllLines(file, StandardCharsets.UTF_8);
            }
            problems.add("%s names %s, which is too large.".formatted(FILE_SETTING, file));
        } catch (IOException e) {
            problems.add(
                    "%s names %s, which cannot be read (%s): correct the path or unset it."
                            .formatted(FILE_SETTING, file, e.getClass().getSimpleName()));
        }
        return List.of();
    }
}
