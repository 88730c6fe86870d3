package io.holdfast.base.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the text of one setting among the variables, and parses it.
final class Reading {
    /// Where container platforms put files named in `…_FILE` without a folder.
    private static final Path SECRETS = Path.of("/run/secrets");

    private Reading() {}

    /// Reads it.
    ///
    /// @param known gains the names of file forms
    /// @param problems gains what is wrong
    /// @return empty when the text cannot be parsed
    static <T> Optional<Settings.Value> of(
            Setting<T> setting,
            Map<String, String> variables,
            Set<String> known,
            List<String> problems) {
        List<String> names = new ArrayList<>();
        names.add(setting.name());
        names.addAll(setting.aliases());
        String given = "";
        String givenBy = setting.name();
        for (String name : names) {
            String text = variables.getOrDefault(name, "");
            String fileVariable = name + "_FILE";
            if (setting.hasFileForm()) {
                known.add(fileVariable);
                String file = variables.getOrDefault(fileVariable, "");
                if (text.isEmpty() && !file.isEmpty()) {
                    text = fromFile(file, fileVariable, problems);
                }
            }
            if (given.isEmpty() && !text.isEmpty()) {
                given = text;
                givenBy = name;
            }
        }
        boolean isGiven = !given.isEmpty();
        String text = isGiven ? given : setting.defaultText();
        try {
            T value = setting.type().parser().parse(text);
            return Optional.of(new Settings.Value(setting, value, text, isGiven));
        } catch (IllegalArgumentException e) {
            String shown = setting.type().isSecret() ? "hidden" : "\"" + text + "\"";
            problems.add("%s is %s: it must be %s.".formatted(givenBy, shown, e.getMessage()));
            return Optional.empty();
        }
    }

    private static String fromFile(String file, String variable, List<String> problems) {
        String path = file.contains("/") ? file : SECRETS.resolve(file).toString();
        String text = Environment.text(path, variable, problems);
        return text.stripTrailing();
    }
}
