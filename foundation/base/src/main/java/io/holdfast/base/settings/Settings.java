package io.holdfast.base.settings;

import io.holdfast.base.BugException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The values of all settings. Secrets are in it and are never part of its text.
public final class Settings {
    /// One setting as it is in force.
    ///
    /// @param isGiven false when it is the default
    record Value(Setting<?> setting, Object value, String text, boolean isGiven) {}

    private final Map<String, Value> values;

    Settings(Map<String, Value> values) {
        this.values = new TreeMap<>(values);
    }

    /// The value of a setting of {@link ServerSettings}.
    @SuppressWarnings("unchecked") // the loader parsed it with the setting's own type
    public <T> T get(Setting<T> setting) {
        return (T) value(setting).value();
    }

    /// True when the value was given and is not empty, rather than the default.
    public boolean isGiven(Setting<?> setting) {
        return value(setting).isGiven();
    }

    private Value value(Setting<?> setting) {
        Value value = values.get(setting.name());
        if (value == null) {
            throw new BugException(setting.name() + " is not in the registry of settings");
        }
        return value;
    }

    /// What was given, for the log: `NAME=value` parted by spaces, secrets hidden.
    @Override
    public String toString() {
        return values.values().stream()
                .filter(Value::isGiven)
                .map(
                        value ->
                                value.setting().name()
                                        + "="
                                        + (value.setting().type().isSecret()
                                                ? "(hidden)"
                                                : value.text()))
                .collect(Collectors.joining(" "));
    }
}
