package io.holdfast.benchmarks.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A command line of words and `name=value` pairs.
///
/// @param words those without `=`, in order
/// @param values the others
public record Options(List<String> words, Map<String, String> values) {
    public Options {
        words = List.copyOf(words);
        values = Map.copyOf(values);
    }

    public static Options of(String[] arguments) {
        List<String> words = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                words.add(argument);
            } else {
                values.put(argument.substring(0, equals), argument.substring(equals + 1));
            }
        }
        return new Options(words, values);
    }

    /// These options, with a value for a name that was not given.
    public Options or(String name, String otherwise) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putIfAbsent(name, otherwise);
        return new Options(words, all);
    }

    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    public int number(String name, int otherwise) {
        return Integer.parseInt(text(name, Integer.toString(otherwise)));
    }
}
