package io.holdfast.testkit.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Builds histories by hand. Times are small whole numbers.
final class Histories {
    private final List<Operation> operations = new ArrayList<>();

    Histories add(long from, long to, Call call, Answer answer) {
        operations.add(new Operation(operations.size(), call, answer, from, to));
        return this;
    }

    Histories put(long from, long to, String key, String value) {
        return add(from, to, new Call.Put(key, value, Condition.NONE), new Answer.Done());
    }

    Histories lost(long from, Call call) {
        return add(from, Operation.NEVER, call, new Answer.None());
    }

    Histories get(long from, long to, String key, String value) {
        return add(from, to, new Call.Get(key, Condition.NONE), new Answer.Found(value));
    }

    Histories missing(long from, long to, String key) {
        return add(from, to, new Call.Get(key, Condition.NONE), new Answer.Missing());
    }

    Histories delete(long from, long to, String key) {
        return add(from, to, new Call.Delete(key, Condition.NONE), new Answer.Done());
    }

    Histories copy(long from, long to, String source, String target, String value) {
        return add(from, to, new Call.Copy(source, target), new Answer.Found(value));
    }

    /// A listing of everything in one page, as `key=value` words.
    Histories list(long from, long to, String... entries) {
        Map<String, String> values = new TreeMap<>();
        for (String entry : entries) {
            values.put(
                    entry.substring(0, entry.indexOf('=')),
                    entry.substring(entry.indexOf('=') + 1));
        }
        return add(
                from,
                to,
                new Call.ListPage("", "", "", 1000),
                new Answer.Listed(values, Set.of(), false));
    }

    List<Operation> build() {
        return List.copyOf(operations);
    }
}
