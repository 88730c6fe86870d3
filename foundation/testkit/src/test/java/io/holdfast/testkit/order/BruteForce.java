package io.holdfast.testkit.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Tries every order of a short history, straight from the definition; shares nothing with the
/// checker. A copy is two moments, hence two events.
final class BruteForce {
    /// @param half 0 for the whole operation; of a copy, 1 reads and 2 writes
    private record Event(Operation operation, int half) {}

    private final List<Event> events = new ArrayList<>();

    BruteForce(List<Operation> history) {
        for (Operation operation : history) {
            if (operation.call() instanceof Call.Copy) {
                events.add(new Event(operation, 1));
                if (!(operation.answer() instanceof Answer.Missing)) {
                    events.add(new Event(operation, 2));
                }
            } else if (operation.isAnswered() || !operation.call().isRead()) {
                events.add(new Event(operation, 0));
            }
        }
    }

    boolean isOrdered() {
        return canGoOn(new ArrayList<>(), new TreeMap<>(), new HashMap<>());
    }

    private boolean canGoOn(
            List<Event> done, SortedMap<String, String> state, Map<Operation, String> copied) {
        List<Event> left = events.stream().filter(event -> !done.contains(event)).toList();
        if (left.stream().noneMatch(event -> event.operation.isAnswered())) {
            return true;
        }
        for (Event event : left) {
            boolean isMinimal =
                    left.stream()
                            .noneMatch(
                                    other ->
                                            other.operation.returnedNs()
                                                    < event.operation.invokedNs());
            boolean isInTurn = event.half != 2 || done.contains(new Event(event.operation, 1));
            if (!isMinimal || !isInTurn) {
                continue;
            }
            SortedMap<String, String> newState = new TreeMap<>(state);
            Map<Operation, String> newCopied = new HashMap<>(copied);
            if (happens(event, newState, newCopied)) {
                List<Event> newDone = new ArrayList<>(done);
                newDone.add(event);
                if (canGoOn(newDone, newState, newCopied)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean happens(
            Event event, SortedMap<String, String> state, Map<Operation, String> copied) {
        Operation operation = event.operation;
        return switch (operation.call()) {
            case Call.Put put -> changes(operation, put.key(), put.value(), put.condition(), state);
            case Call.Delete delete ->
                    changes(operation, delete.key(), "", delete.condition(), state);
            case Call.Get get -> answerToGet(get, state).equals(operation.answer());
            case Call.Copy copy -> {
                if (event.half == 2) {
                    state.put(copy.target(), copied.getOrDefault(operation, ""));
                    yield true;
                }
                String value = state.getOrDefault(copy.source(), "");
                copied.put(operation, value);
                yield switch (operation.answer()) {
                    case Answer.Missing _ -> value.isEmpty();
                    case Answer.Found(String told) -> value.equals(told);
                    default -> !value.isEmpty();
                };
            }
            case Call.ListPage page ->
                    operation.answer() instanceof Answer.Listed told
                            && told.equals(
                                    page(
                                            page,
                                            state,
                                            told.values().size() + told.prefixes().size()));
        };
    }

    private static boolean changes(
            Operation operation,
            String key,
            String value,
            Condition condition,
            SortedMap<String, String> state) {
        String present = state.getOrDefault(key, "");
        boolean holds = holds(condition, present);
        return switch (operation.answer()) {
            case Answer.Missing _ -> present.isEmpty();
            case Answer.Refused _ -> !holds;
            default -> {
                if (value.isEmpty()) {
                    state.remove(key);
                } else {
                    state.put(key, value);
                }
                yield holds;
            }
        };
    }

    static boolean holds(Condition condition, String present) {
        return switch (condition) {
            case Condition.None _ -> true;
            case Condition.IfAbsent _ -> present.isEmpty();
            case Condition.IfMatch(String value) -> present.equals(value);
            case Condition.IfNoneMatch(String value) -> !present.equals(value);
        };
    }

    static Answer answerToGet(Call.Get get, Map<String, String> state) {
        String present = state.getOrDefault(get.key(), "");
        return present.isEmpty()
                ? new Answer.Missing()
                : holds(get.condition(), present)
                        ? new Answer.Found(present)
                        : new Answer.Refused();
    }

    /// The page of that many entries that a server in this state would show.
    static Answer.Listed page(Call.ListPage call, SortedMap<String, String> state, int most) {
        Map<String, String> values = new TreeMap<>();
        Set<String> prefixes = new TreeSet<>();
        for (Map.Entry<String, String> entry : state.entrySet()) {
            String key = entry.getKey();
            String name = rolledUp(call, key);
            boolean isBefore =
                    !call.after().isEmpty()
                            && (key.compareTo(call.after()) <= 0
                                    || !name.equals(key) && name.equals(call.after()));
            if (!key.startsWith(call.prefix()) || isBefore || prefixes.contains(name)) {
                continue;
            }
            if (values.size() + prefixes.size() == most) {
                return new Answer.Listed(values, prefixes, true);
            }
            if (name.equals(key)) {
                values.put(key, entry.getValue());
            } else {
                prefixes.add(name);
            }
        }
        return new Answer.Listed(values, prefixes, false);
    }

    private static String rolledUp(Call.ListPage call, String key) {
        int at =
                call.delimiter().isEmpty() || !key.startsWith(call.prefix())
                        ? -1
                        : key.indexOf(call.delimiter(), call.prefix().length());
        return at < 0 ? key : key.substring(0, at + call.delimiter().length());
    }
}
