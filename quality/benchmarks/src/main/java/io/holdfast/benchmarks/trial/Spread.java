package io.holdfast.benchmarks.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// The median of some figures, with the smallest and the largest.
///
/// @param sorted in ascending order, at least one
record Spread(List<Double> sorted) {
    Spread {
        sorted = sorted.stream().sorted().toList();
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("no figures");
        }
    }

    static <T> Spread of(List<T> results, ToDoubleFunction<T> figure) {
        return new Spread(results.stream().map(figure::applyAsDouble).toList());
    }

    /// The ratios of figures that were taken in the same round, so that what the machine does
    /// otherwise hits both alike.
    static Spread ratios(List<Double> ours, List<Double> theirs) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < Math.min(ours.size(), theirs.size()); round++) {
            ratios.add(ours.get(round) / theirs.get(round));
        }
        return new Spread(ratios);
    }

    double median() {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /// As `12.3 (11.9–14.0)`, with three significant digits.
    String text() {
        return sorted.size() == 1
                ? number(median())
                : "%s (%s–%s)"
                        .formatted(
                                number(median()),
                                number(sorted.getFirst()),
                                number(sorted.getLast()));
    }

    /// Three significant digits, and all digits before the point.
    static String number(double value) {
        double size = Math.abs(value);
        int places = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + places + "f", value);
    }
}
