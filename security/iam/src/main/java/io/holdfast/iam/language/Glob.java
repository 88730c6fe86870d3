package io.holdfast.iam.language;

import java.util.Arrays;

/// Characters and wildcards: `*` for any text, also none, `?` for one character. Immutable.
///
/// Matching takes at most pattern × text steps and no memory.
final class Glob {
    private static final int ANY_TEXT = -1;
    private static final int ANY_CHARACTER = -2;

    private final int[] symbols;

    private Glob(int[] symbols) {
        this.symbols = symbols;
    }

    /// Puts one together.
    static final class Builder {
        private int[] symbols = new int[16];
        private int count;

        /// Text in which `*` and `?` are wildcards.
        Builder pattern(String text) {
            text.codePoints()
                    .forEach(
                            point ->
                                    add(
                                            switch (point) {
                                                case '*' -> ANY_TEXT;
                                                case '?' -> ANY_CHARACTER;
                                                default -> point;
                                            }));
            return this;
        }

        /// Text in which they are not.
        Builder literal(String text) {
            text.codePoints().forEach(this::add);
            return this;
        }

        private void add(int symbol) {
            if (count == symbols.length) {
                symbols = Arrays.copyOf(symbols, 2 * count);
            }
            symbols[count++] = symbol;
        }

        Glob build() {
            return new Glob(Arrays.copyOf(symbols, count));
        }
    }

    static Glob of(String pattern) {
        return new Builder().pattern(pattern).build();
    }

    Glob lowerCase() {
        return new Glob(
                Arrays.stream(symbols)
                        .map(symbol -> symbol < 0 ? symbol : Character.toLowerCase(symbol))
                        .toArray());
    }

    /// The part before the first character of this kind, and the rest with it.
    Glob[] splitAt(int character) {
        int at = 0;
        while (at < symbols.length && symbols[at] != character) {
            at++;
        }
        return new Glob[] {
            new Glob(Arrays.copyOf(symbols, at)),
            new Glob(Arrays.copyOfRange(symbols, at, symbols.length))
        };
    }

    boolean isEmpty() {
        return symbols.length == 0;
    }

    /// Whether a wildcard for any text is in it.
    boolean hasAnyText() {
        return Arrays.stream(symbols).anyMatch(symbol -> symbol == ANY_TEXT);
    }

    /// Whether the whole text matches.
    ///
    /// Goes back to the last `*` only: whatever an earlier one could take more, the last one can.
    boolean matches(String text) {
        int[] points = text.codePoints().toArray();
        int at = 0;
        int symbol = 0;
        int star = -1;
        int resume = 0;
        while (at < points.length) {
            if (symbol < symbols.length && symbols[symbol] == ANY_TEXT) {
                star = symbol++;
                resume = at;
            } else if (symbol < symbols.length
                    && (symbols[symbol] == ANY_CHARACTER || symbols[symbol] == points[at])) {
                symbol++;
                at++;
            } else if (star >= 0) {
                symbol = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (symbol < symbols.length && symbols[symbol] == ANY_TEXT) {
            symbol++;
        }
        return symbol == symbols.length;
    }
}
