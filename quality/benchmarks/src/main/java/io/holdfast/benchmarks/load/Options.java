package io.holdfast.benchmarks.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A command line of words and `name=value` pairs.
///
/// @param words those without `=`, in order
/// @param values the others
record Options(List<String> words, Map<String, String> values) {
    Options {
        words = List.copyOf(words);
        values = Map.copyOf(values);
    }

    static Options of(String[] arguments) {
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

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise) {
        return Integer.parseInt(text(name, Integer.toString(otherwise)));
    }
}
