package io.holdfast.server;

import io.holdfast.base.settings.ServerSettings;
import io.holdfast.base.settings.Settings;
import java.security.SecureRandom;
import java.util.List;

/// The keys of the root user.
///
/// @param isGenerated whether they were made by this start, and so have to be shown
record RootCredentials(String accessKey, String secretKey, boolean isGenerated) {
    private static final int USER_MIN = 3;
    private static final int PASSWORD_MIN = 8;
    private static final int GENERATED_USER = 20;
    private static final int GENERATED_PASSWORD = 40;

    /// Letters and digits without those that look alike.
    private static final String ALPHABET =
            "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

    /// From the settings, or at random when neither is set.
    ///
    /// @param problems gains what is wrong
    static RootCredentials of(Settings settings, SecureRandom random, List<String> problems) {
        boolean hasUser = settings.isGiven(ServerSettings.ROOT_USER);
        boolean hasPassword = settings.isGiven(ServerSettings.ROOT_PASSWORD);
        if (!hasUser && !hasPassword) {
            return new RootCredentials(
                    text(random, GENERATED_USER), text(random, GENERATED_PASSWORD), true);
        }
        String user = settings.get(ServerSettings.ROOT_USER);
        String password = settings.get(ServerSettings.ROOT_PASSWORD);
        if (user.length() < USER_MIN) {
            problems.add(
                    "MINIO_ROOT_USER must have at least %d characters: set it, or neither it nor the password."
                            .formatted(USER_MIN));
        }
        if (password.length() < PASSWORD_MIN) {
            problems.add(
                    "MINIO_ROOT_PASSWORD must have at least %d characters: set it, or neither it nor the user."
                            .formatted(PASSWORD_MIN));
        }
        return new RootCredentials(user, password, false);
    }

    private static String text(SecureRandom random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /// Never shows the secret.
    @Override
    public String toString() {
        return "RootCredentials[" + accessKey + "]";
    }
}
