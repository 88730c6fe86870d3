package io.holdfast.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A drive argument with ranges in it, such as `/mnt/disk{1...4}`.
///
/// A range `{a...b}` has three dots and includes both ends. A leading zero in an end keeps the
/// width (`{01...16}`). Ends that are not both decimal are hexadecimal, and count in lower case.
final class Ellipses {
    /// Drives that one argument may stand for: far above any node, and far below what would hang.
    static final int EXPANDED_MAX = 4096;

    private static final Pattern RANGE =
            Pattern.compile("\\{([0-9a-fA-F]{1,8})\\.\\.\\.([0-9a-fA-F]{1,8})\\}");

    private final List<String> literals;
    private final List<List<String>> ranges;

    private Ellipses(List<String> literals, List<List<String>> ranges) {
        this.literals = List.copyOf(literals);
        this.ranges = List.copyOf(ranges);
    }

    static boolean isIn(String argument) {
        return argument.contains("...") && argument.contains("{");
    }

    static Ellipses parse(String argument) throws LayoutException {
        List<String> literals = new ArrayList<>();
        List<List<String>> ranges = new ArrayList<>();
        Matcher matcher = RANGE.matcher(argument);
        int end = 0;
        long total = 1;
        while (matcher.find()) {
            literals.add(argument.substring(end, matcher.start()));
            List<String> values = range(argument, matcher.group(1), matcher.group(2));
            ranges.add(values);
            total *= values.size();
            if (total > EXPANDED_MAX) {
                throw tooMany(argument);
            }
            end = matcher.end();
        }
        literals.add(argument.substring(end));
        for (String literal : literals) {
            if (literal.contains("...") || literal.contains("{") || literal.contains("}")) {
                throw new LayoutException(
                        "\"%s\" has a range that cannot be read: write it as {1...4}, with three dots and two numbers in braces."
                                .formatted(argument));
            }
        }
        return new Ellipses(literals, ranges);
    }

    private static List<String> range(String argument, String from, String to)
            throws LayoutException {
        boolean isDecimal = isDecimal(from) && isDecimal(to);
        int radix = isDecimal ? 10 : 16;
        long first = Long.parseLong(from, radix);
        long last = Long.parseLong(to, radix);
        if (first > last) {
            throw new LayoutException(
                    "\"%s\" counts down from %s to %s: write the smaller number first."
                            .formatted(argument, from, to));
        }
        if (last - first >= EXPANDED_MAX) {
            throw tooMany(argument);
        }
        int width = isPadded(from) || isPadded(to) ? Math.max(from.length(), to.length()) : 1;
        List<String> values = new ArrayList<>();
        for (long value = first; value <= last; value++) {
            String digits = Long.toString(value, radix).toLowerCase(Locale.ROOT);
            values.add("0".repeat(Math.max(0, width - digits.length())) + digits);
        }
        return List.copyOf(values);
    }

    private static LayoutException tooMany(String argument) {
        return new LayoutException(
                "\"%s\" stands for more than %d drives: use smaller ranges."
                        .formatted(argument, EXPANDED_MAX));
    }

    private static boolean isDecimal(String digits) {
        return digits.chars().allMatch(Character::isDigit);
    }

    private static boolean isPadded(String digits) {
        return digits.length() > 1 && digits.startsWith("0");
    }

    /// Number of values in each range, left to right.
    List<Integer> lengths() {
        return ranges.stream().map(List::size).toList();
    }

    /// Every combination, the leftmost range varying fastest: with hosts on the left, neighbours in
    /// the list are on different hosts.
    List<String> expand() {
        int total = lengths().stream().reduce(1, (a, b) -> a * b);
        List<String> all = new ArrayList<>(total);
        for (int i = 0; i < total; i++) {
            StringBuilder one = new StringBuilder(literals.getFirst());
            int rest = i;
            for (int r = 0; r < ranges.size(); r++) {
                List<String> values = ranges.get(r);
                one.append(values.get(rest % values.size())).append(literals.get(r + 1));
                rest /= values.size();
            }
            all.add(one.toString());
        }
        return all;
    }
}
