package io.holdfast.base.settings;

import java.util.List;

/// One setting of the server, given as an environment variable.
///
/// @param name of the variable
/// @param aliases older names with the same meaning; the first that is set counts, after the name
/// @param hasFileForm whether `NAME_FILE` may name a file that holds the value
/// @param defaultText as it would be given; empty when there is none
/// @param meaning one or two sentences for the settings page
public record Setting<T>(
        String name,
        List<String> aliases,
        boolean hasFileForm,
        SettingType<T> type,
        String defaultText,
        String meaning) {
    public Setting {
        aliases = List.copyOf(aliases);
    }

    static <T> Setting<T> of(String name, SettingType<T> type, String defaultText, String meaning) {
        return new Setting<>(name, List.of(), false, type, defaultText, meaning);
    }

    Setting<T> alsoNamed(String... others) {
        return new Setting<>(name, List.of(others), hasFileForm, type, defaultText, meaning);
    }

    Setting<T> orFromFile() {
        return new Setting<>(name, aliases, true, type, defaultText, meaning);
    }
}
