package io.holdfast.iam.language;

import io.holdfast.iam.PolicyException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// A condition operator [IAM: policy elements: condition operators].
///
/// @param reader of a value in the policy
/// @param isNegated whether it holds where the comparison does not
record Operator(Reader reader, boolean isNegated) {
    private static final Map<String, Operator> ALL = new HashMap<>();

    /// Makes a value of the policy ready for comparing.
    interface Reader {
        Comparison read(String expected) throws PolicyException;
    }

    static {
        both("StringEquals", "StringNotEquals", Operator::text);
        both("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", Operator::textIgnoringCase);
        both("StringLike", "StringNotLike", Operator::like);
        both("ArnEquals", "ArnNotEquals", Arn::comparison);
        both("ArnLike", "ArnNotLike", Arn::comparison);
        both("IpAddress", "NotIpAddress", AddressRange::comparison);
        one("Bool", Operator::bool);
        one("BinaryEquals", Operator::binary);
        ordered("Numeric", Operator::number);
        ordered("Date", Moments::parse);
    }

    /// The operator of a name without qualifiers; null when there is none.
    static @Nullable Operator of(String name) {
        return ALL.get(name);
    }

    private static void one(String name, Reader reader) {
        ALL.put(name, new Operator(reader, false));
    }

    private static void both(String name, String opposite, Reader reader) {
        one(name, reader);
        ALL.put(opposite, new Operator(reader, true));
    }

    private static <T extends Comparable<T>> void ordered(String kind, Parser<T> parser) {
        both(kind + "Equals", kind + "NotEquals", compare(parser, order -> order == 0));
        one(kind + "LessThan", compare(parser, order -> order < 0));
        one(kind + "LessThanEquals", compare(parser, order -> order <= 0));
        one(kind + "GreaterThan", compare(parser, order -> order > 0));
        one(kind + "GreaterThanEquals", compare(parser, order -> order >= 0));
    }

    /// Reads a value of one kind; null when it is none.
    interface Parser<T> {
        @Nullable T parse(String text);
    }

    private static <T extends Comparable<T>> Reader compare(Parser<T> parser, IntPredicate test) {
        return expected -> {
            T limit = parser.parse(expected);
            if (limit == null) {
                throw new PolicyException("not a value to compare: " + Pattern.quote(expected));
            }
            return (actual, _) -> {
                T value = parser.parse(actual);
                return value != null && test.test(value.compareTo(limit));
            };
        };
    }

    private static Comparison text(String expected) throws PolicyException {
        Pattern pattern = Pattern.of(expected);
        return (actual, values) -> pattern.text(values).map(actual::equals).orElse(false);
    }

    private static Comparison textIgnoringCase(String expected) throws PolicyException {
        Pattern pattern = Pattern.of(expected);
        return (actual, values) -> pattern.text(values).map(actual::equalsIgnoreCase).orElse(false);
    }

    private static Comparison like(String expected) throws PolicyException {
        Pattern pattern = Pattern.of(expected);
        return pattern::matches;
    }

    private static Comparison bool(String expected) throws PolicyException {
        String lowerCase = expected.toLowerCase(Locale.ROOT);
        if (!lowerCase.equals("true") && !lowerCase.equals("false")) {
            throw new PolicyException("neither true nor false: " + Pattern.quote(expected));
        }
        return (actual, _) -> actual.equalsIgnoreCase(lowerCase);
    }

    private static Comparison binary(String expected) throws PolicyException {
        byte[] bytes = decoded(expected);
        if (bytes == null) {
            throw new PolicyException("not base64: " + Pattern.quote(expected));
        }
        return (actual, _) -> Arrays.equals(bytes, decoded(actual));
    }

    private static byte @Nullable [] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /// Numbers are short, so that no exponent makes a comparison expensive.
    private static @Nullable BigDecimal number(String text) {
        if (text.length() > 40 || !text.matches("[+-]?[0-9]+(\\.[0-9]+)?")) {
            return null;
        }
        return new BigDecimal(text);
    }

    /// Whether a value of the request agrees with one of the policy's.
    boolean agrees(String actual, List<Comparison> expected, Map<String, List<String>> values) {
        return expected.stream().anyMatch(one -> one.holds(actual, values)) != isNegated;
    }
}
