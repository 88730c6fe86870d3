package io.holdfast.base.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The outcome of reading the settings.
public sealed interface SettingsLoad {
    /// All settings have values.
    ///
    /// @param warnings for the log, one sentence each
    record Loaded(Settings settings, List<String> warnings) implements SettingsLoad {}

    /// Something is wrong; these are all the problems, one sentence each. No secret is in them.
    record Refused(List<String> problems) implements SettingsLoad {}

    /// Reads every setting from the variables of a process.
    ///
    /// An unknown name that starts with `HOLDFAST_` is a problem, since it would silently do
    /// nothing; one that starts with `MINIO_` is a warning.
    static SettingsLoad of(Map<String, String> process) {
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Map<String, String> variables = Environment.read(process, problems);
        Map<String, Settings.Value> values = new HashMap<>();
        Set<String> known = new HashSet<>();
        for (Setting<?> setting : ServerSettings.all()) {
            known.add(setting.name());
            known.addAll(setting.aliases());
            Reading.of(setting, variables, known, problems)
                    .ifPresent(value -> values.put(setting.name(), value));
        }
        judgeOthers(variables, known, problems, warnings);
        return problems.isEmpty()
                ? new Loaded(new Settings(values), List.copyOf(warnings))
                : new Refused(List.copyOf(problems));
    }

    private static void judgeOthers(
            Map<String, String> variables,
            Set<String> known,
            List<String> problems,
            List<String> warnings) {
        Set<String> withoutEffect = new TreeSet<>();
        Set<String> unknown = new TreeSet<>();
        variables.forEach(
                (name, value) -> {
                    if (known.contains(name)
                            || name.equals(NamesWithoutEffect.OF_THE_SERVICE)
                            || Environment.isOfKubernetes(name, value)) {
                        return;
                    }
                    if (name.startsWith("HOLDFAST_")) {
                        Optional<String> nearest = EditDistance.nearest(name, known);
                        problems.add(
                                "%s is not a setting: did you mean %s? Correct or unset it."
                                        .formatted(name, nearest.orElse("another")));
                    } else if (name.startsWith("MINIO_") && NamesWithoutEffect.contains(name)) {
                        withoutEffect.add(name);
                    } else if (name.startsWith("MINIO_")) {
                        unknown.add(name);
                    }
                });
        if (!withoutEffect.isEmpty()) {
            warnings.add("Without effect in this version: " + String.join(", ", withoutEffect));
        }
        if (!unknown.isEmpty()) {
            warnings.add("Unknown and ignored: " + String.join(", ", unknown));
        }
    }
}
