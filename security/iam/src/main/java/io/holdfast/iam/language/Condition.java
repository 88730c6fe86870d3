package io.holdfast.iam.language;

import java.util.List;
import java.util.Map;

/// One line of a statement's `Condition` [IAM: policy elements: condition].
sealed interface Condition {
    /// Whether it holds for a request with these values of condition keys.
    boolean holds(Map<String, List<String>> values);

    /// How the values of a key that has several are taken.
    enum Quantifier {
        NONE,
        ANY,
        ALL
    }

    /// Compares the values of a key with those of the policy.
    ///
    /// @param isIfExists holds where the request lacks the key
    record Compared(
            Quantifier quantifier,
            Operator operator,
            boolean isIfExists,
            String key,
            List<Comparison> expected)
            implements Condition {
        public Compared {
            expected = List.copyOf(expected);
        }

        @Override
        public boolean holds(Map<String, List<String>> values) {
            List<String> actual = values.getOrDefault(key, List.of());
            if (actual.isEmpty()) {
                return isIfExists
                        || switch (quantifier) {
                            case ALL -> true;
                            case ANY -> false;
                            case NONE -> operator.isNegated();
                        };
            }
            // Without a quantifier a value that is forbidden is enough to fail, one that is
            // demanded enough to hold.
            boolean isAll =
                    switch (quantifier) {
                        case ALL -> true;
                        case ANY -> false;
                        case NONE -> operator.isNegated();
                    };
            return isAll
                    ? actual.stream().allMatch(one -> operator.agrees(one, expected, values))
                    : actual.stream().anyMatch(one -> operator.agrees(one, expected, values));
        }
    }

    /// The operator `Null`: whether the request lacks the key.
    record Absent(String key, boolean isAbsent) implements Condition {
        @Override
        public boolean holds(Map<String, List<String>> values) {
            return values.getOrDefault(key, List.of()).isEmpty() == isAbsent;
        }
    }
}
