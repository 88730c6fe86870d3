package io.holdfast.base.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds what somebody meant who mistyped a name.
final class EditDistance {
    private EditDistance() {}

    /// The nearest of the names.
    static Optional<String> nearest(String typed, Collection<String> names) {
        return names.stream().min(Comparator.comparingInt(name -> between(typed, name)));
    }

    /// Insertions, deletions and substitutions that turn one into the other [Wagner & Fischer, "The
    /// String-to-String Correction Problem", JACM 1974].
    static int between(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
