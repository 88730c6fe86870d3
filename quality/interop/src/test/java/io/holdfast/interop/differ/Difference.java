package io.holdfast.interop.differ;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// One thing in which the answers to a case differ.
///
/// @param text `answer 404 NoSuchKey <> 403 AccessDenied`, `header etag "…" <> absent`
record Difference(String caseName, String text) {
    private static final int SHOWN_MAX = 160;

    /// Answers of different status or code differ in that alone: all else follows.
    static List<Difference> between(String name, Reading a, Reading b) {
        if (!a.answer().equals(b.answer())) {
            return List.of(new Difference(name, "answer " + a.answer() + " <> " + b.answer()));
        }
        Set<String> places = new TreeSet<>(a.values().keySet());
        places.addAll(b.values().keySet());
        List<Difference> all = new ArrayList<>();
        for (String place : places) {
            List<Reading.Value> left = a.values().getOrDefault(place, List.of());
            List<Reading.Value> right = b.values().getOrDefault(place, List.of());
            if (!areEqual(left, right)) {
                all.add(new Difference(name, place + " " + shown(left) + " <> " + shown(right)));
            }
        }
        return all;
    }

    private static boolean areEqual(List<Reading.Value> left, List<Reading.Value> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!left.get(i).equalsIn(right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static String shown(List<Reading.Value> values) {
        if (values.isEmpty()) {
            return "absent";
        }
        String all = String.join(", ", values.stream().map(Reading.Value::meant).toList());
        return all.length() <= SHOWN_MAX ? all : all.substring(0, SHOWN_MAX) + "...";
    }
}
