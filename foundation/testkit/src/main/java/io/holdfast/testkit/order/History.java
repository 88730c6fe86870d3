package io.holdfast.testkit.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which keys have to be checked together: those that a listing covers, and source and target of a
/// copy. Linearizability is local: what is not linked can be checked apart. Confined to one thread.
final class History {
    private final Map<String, String> parents = new HashMap<>();
    private final List<Operation> operations;

    History(List<Operation> operations) {
        this.operations = operations;
        operations.forEach(operation -> keysOf(operation).forEach(key -> parents.put(key, key)));
        for (Operation operation : operations) {
            switch (operation.call()) {
                case Call.Copy(String source, String target) -> link(source, target);
                case Call.ListPage page -> linkAll(page.prefix());
                case Call.Put _, Call.Get _, Call.Delete _ -> {}
            }
        }
    }

    /// The groups of keys, each with the operations that concern it.
    Map<Set<String>, List<Operation>> parts() {
        Map<String, Set<String>> groups = new TreeMap<>();
        for (String key : parents.keySet()) {
            groups.computeIfAbsent(root(key), _ -> new TreeSet<>()).add(key);
        }
        Map<Set<String>, List<Operation>> parts = new HashMap<>();
        groups.values()
                .forEach(
                        keys ->
                                parts.put(
                                        keys,
                                        operations.stream()
                                                .filter(operation -> concerns(operation, keys))
                                                .toList()));
        return parts;
    }

    /// Whether an operation tells or changes something about one of the keys.
    static boolean concerns(Operation operation, Set<String> keys) {
        if (operation.call() instanceof Call.ListPage page) {
            return keys.stream().anyMatch(key -> key.startsWith(page.prefix()));
        }
        return keysOf(operation).stream().anyMatch(keys::contains);
    }

    /// The keys that an operation names.
    static Set<String> keysOf(Operation operation) {
        return switch (operation.call()) {
            case Call.Put put -> Set.of(put.key());
            case Call.Get get -> Set.of(get.key());
            case Call.Delete delete -> Set.of(delete.key());
            case Call.Copy copy -> new HashSet<>(List.of(copy.source(), copy.target()));
            case Call.ListPage _ ->
                    operation.answer() instanceof Answer.Listed page
                            ? page.values().keySet()
                            : Set.of();
        };
    }

    private void linkAll(String prefix) {
        List<String> covered =
                parents.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
        covered.forEach(key -> link(key, covered.getFirst()));
    }

    private void link(String one, String other) {
        parents.put(root(one), root(other));
    }

    private String root(String key) {
        String at = key;
        List<String> path = new ArrayList<>();
        while (!parents.getOrDefault(at, at).equals(at)) {
            path.add(at);
            at = parents.getOrDefault(at, at);
        }
        for (String below : path) {
            parents.put(below, at);
        }
        return at;
    }
}
