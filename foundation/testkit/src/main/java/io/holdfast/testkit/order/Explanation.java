package io.holdfast.testkit.order;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/// Operations for people: a line each, by time of the call, times in ms since the first call of the
/// history, values shortened to eight characters.
final class Explanation {
    private static final int VALUE_CHARS = 8;
    private static final int OTHERS_MAX = 10;

    private Explanation() {}

    static String of(List<Operation> part, List<Operation> history) {
        List<String> lines = lines(part, history);
        Set<String> seen = new HashSet<>();
        part.forEach(operation -> seen.addAll(valuesSeen(operation.answer())));
        List<Operation> others =
                history.stream()
                        .filter(operation -> !part.contains(operation))
                        .filter(operation -> isAbout(operation, seen))
                        .limit(OTHERS_MAX)
                        .toList();
        if (!others.isEmpty()) {
            lines.add("Others that name values seen there:");
            lines.addAll(lines(others, history));
        }
        return String.join("\n", lines);
    }

    private static Set<String> valuesSeen(Answer answer) {
        return switch (answer) {
            case Answer.Found(String value) -> Set.of(value);
            case Answer.Listed page -> Set.copyOf(page.values().values());
            case Answer.Done _, Answer.Missing _, Answer.Refused _, Answer.None _ -> Set.of();
        };
    }

    private static boolean isAbout(Operation operation, Set<String> values) {
        return operation.call() instanceof Call.Put put && values.contains(put.value())
                || operation.call() instanceof Call.Copy
                        && operation.answer() instanceof Answer.Found(String value)
                        && values.contains(value);
    }

    private static List<String> lines(List<Operation> part, List<Operation> history) {
        long start = history.stream().mapToLong(Operation::invokedNs).min().orElse(0);
        List<String> lines = new ArrayList<>();
        for (Operation operation : part) {
            lines.add(
                    "%12s … %12s ms  client %2d  %s → %s"
                            .formatted(
                                    ms(operation.invokedNs() - start),
                                    operation.isAnswered()
                                            ? ms(operation.returnedNs() - start)
                                            : "?",
                                    operation.client(),
                                    call(operation.call()),
                                    answer(operation.answer())));
        }
        return lines;
    }

    private static String ms(long ns) {
        return String.format(Locale.ROOT, "%.3f", ns / 1e6);
    }

    private static String call(Call call) {
        return switch (call) {
            case Call.Put(String key, String value, Condition condition) ->
                    "PUT " + key + " = " + brief(value) + condition(condition);
            case Call.Get(String key, Condition condition) -> "GET " + key + condition(condition);
            case Call.Delete(String key, Condition condition) ->
                    "DELETE " + key + condition(condition);
            case Call.Copy(String source, String target) -> "COPY " + source + " to " + target;
            case Call.ListPage(String prefix, String delimiter, String after, int _) ->
                    "LIST '%s'%s%s"
                            .formatted(
                                    prefix,
                                    delimiter.isEmpty() ? "" : " delimiter '" + delimiter + "'",
                                    after.isEmpty() ? "" : " after '" + after + "'");
        };
    }

    private static String condition(Condition condition) {
        return switch (condition) {
            case Condition.None _ -> "";
            case Condition.IfAbsent _ -> " if absent";
            case Condition.IfMatch(String value) -> " if " + brief(value);
            case Condition.IfNoneMatch(String value) -> " if not " + brief(value);
        };
    }

    private static String answer(Answer answer) {
        return switch (answer) {
            case Answer.Done _ -> "done";
            case Answer.Found(String value) -> brief(value);
            case Answer.Missing _ -> "no such key";
            case Answer.Refused _ -> "condition does not hold";
            case Answer.None _ -> "no answer";
            case Answer.Listed page -> {
                List<String> names = new ArrayList<>();
                new TreeMap<>(page.values())
                        .forEach((key, value) -> names.add(key + " = " + brief(value)));
                page.prefixes().stream().sorted().forEach(names::add);
                yield names + (page.isTruncated() ? " and more" : " and no more");
            }
        };
    }

    private static String brief(String value) {
        return value.length() <= VALUE_CHARS ? value : value.substring(0, VALUE_CHARS);
    }
}
