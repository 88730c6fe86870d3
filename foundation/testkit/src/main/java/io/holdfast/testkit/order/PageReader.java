package io.holdfast.testkit.order;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/// Reads from one page of a listing what it says of each key, also by not naming it. Keys are
/// compared as strings, so they have to be ASCII. Confined to one thread.
final class PageReader {
    private final SortedMap<String, Integer> slots;
    private final Values values;
    private final Call.ListPage call;
    private final Answer.Listed page;
    private final String last;

    PageReader(
            SortedMap<String, Integer> slots,
            Values values,
            Call.ListPage call,
            Answer.Listed page) {
        this.slots = slots;
        this.values = values;
        this.call = call;
        this.page = page;
        Set<String> names = new HashSet<>(page.values().keySet());
        names.addAll(page.prefixes());
        this.last = names.stream().max(String::compareTo).orElse("");
    }

    /// The one look that the page is.
    ///
    /// @param areAllKeys whether there are no keys but those with slots; else the page does not say
    ///   which keys a rolled-up prefix stands for, or which follow
    Effect.Look look(boolean areAllKeys) {
        int[] expected = new int[slots.size()];
        Arrays.fill(expected, Effect.Look.UNSEEN);
        Map<String, List<Integer>> groups = new HashMap<>();
        page.prefixes().forEach(name -> groups.put(name, new ArrayList<>()));
        List<Integer> rest = new ArrayList<>();
        slots.forEach(
                (key, slot) -> {
                    if (!key.startsWith(call.prefix()) || isBefore(key)) {
                        if (page.values().containsKey(key)) {
                            expected[slot] = Values.IMPOSSIBLE;
                        }
                    } else if (isBehind(key)) {
                        rest.add(slot);
                    } else if (page.prefixes().contains(rolledUp(key))) {
                        groups.computeIfAbsent(rolledUp(key), _ -> new ArrayList<>()).add(slot);
                    } else {
                        String value = page.values().get(key);
                        expected[slot] = value == null ? Values.ABSENT : values.of(value);
                    }
                });
        List<int[]> somePresent = new ArrayList<>();
        groups.values().forEach(group -> somePresent.add(toArray(group)));
        if (page.isTruncated()) {
            somePresent.add(toArray(rest));
        }
        return new Effect.Look(expected, areAllKeys ? somePresent : List.of());
    }

    private boolean isBefore(String key) {
        String after = call.after();
        boolean isRolledUp =
                !call.delimiter().isEmpty()
                        && after.endsWith(call.delimiter())
                        && after.equals(rolledUp(after));
        return !after.isEmpty()
                && (key.compareTo(after) <= 0 || isRolledUp && key.startsWith(after));
    }

    /// Whether the page ended before this key.
    private boolean isBehind(String key) {
        return page.isTruncated()
                && key.compareTo(last) > 0
                && !(page.prefixes().contains(last) && key.startsWith(last));
    }

    /// The rolled-up prefix of a key, or the key itself.
    private String rolledUp(String key) {
        if (call.delimiter().isEmpty() || !key.startsWith(call.prefix())) {
            return key;
        }
        int at = key.indexOf(call.delimiter(), call.prefix().length());
        return at < 0 ? key : key.substring(0, at + call.delimiter().length());
    }

    private static int[] toArray(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
