package io.holdfast.iam.language;

import io.holdfast.iam.PolicyException;
import io.holdfast.iam.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A text with wildcards `*` and `?` and policy variables `${key}` [IAM: policy elements: variables
/// and tags]. Immutable.
///
/// What a variable stands for is plain text: a `*` in a user's name matches only a `*`. `${*}`,
/// `${?}` and `${$}` are those characters; `${key, 'text'}` is the text when the request lacks the
/// key.
final class Pattern {
    private final String source;
    private final List<Piece> pieces;
    private final Optional<Glob> fixed;

    private sealed interface Piece {
        record Text(String text) implements Piece {}

        record Variable(String key, Optional<String> otherwise) implements Piece {}
    }

    private Pattern(String source, List<Piece> pieces) {
        this.source = source;
        this.pieces = List.copyOf(pieces);
        this.fixed =
                pieces.stream().anyMatch(Piece.Variable.class::isInstance)
                        ? Optional.empty()
                        : Optional.of(glob(Map.of()).orElseThrow());
    }

    /// Reads wildcards and variables.
    static Pattern of(String source) throws PolicyException {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < source.length()) {
            int start = source.indexOf("${", at);
            if (start < 0) {
                break;
            }
            int end = source.indexOf('}', start);
            if (end < 0) {
                throw new PolicyException("a variable is not closed in " + quote(source));
            }
            pieces.add(new Piece.Text(source.substring(at, start)));
            pieces.add(variable(source.substring(start + 2, end), source));
            at = end + 1;
        }
        pieces.add(new Piece.Text(source.substring(at)));
        return new Pattern(source, pieces);
    }

    /// Wildcards only: `${` is plain text.
    static Pattern withoutVariables(String source) {
        return new Pattern(source, List.of(new Piece.Text(source)));
    }

    private static Piece variable(String inside, String source) throws PolicyException {
        int comma = inside.indexOf(',');
        String key = (comma < 0 ? inside : inside.substring(0, comma)).strip();
        if (key.equals("*") || key.equals("?") || key.equals("$")) {
            return new Piece.Variable("", Optional.of(key));
        }
        if (!ConditionKeys.isVariable(key)) {
            throw new PolicyException(
                    "no such policy variable: ${" + key + "} in " + quote(source));
        }
        if (comma < 0) {
            return new Piece.Variable(Question.keyName(key), Optional.empty());
        }
        String text = inside.substring(comma + 1).strip();
        if (text.length() < 2 || !text.startsWith("'") || !text.endsWith("'")) {
            throw new PolicyException(
                    "the default of a variable stands in ' ' in " + quote(source));
        }
        return new Piece.Variable(
                Question.keyName(key), Optional.of(text.substring(1, text.length() - 1)));
    }

    static String quote(String text) {
        return '"' + text + '"';
    }

    /// The text as it was written.
    String source() {
        return source;
    }

    /// Whether the whole text matches; never when a variable has no value.
    boolean matches(String text, Map<String, List<String>> values) {
        return glob(values).map(glob -> glob.matches(text)).orElse(false);
    }

    /// As [#matches], without regard to case.
    boolean matchesIgnoringCase(String text, Map<String, List<String>> values) {
        return glob(values)
                .map(glob -> glob.lowerCase().matches(text.toLowerCase(Locale.ROOT)))
                .orElse(false);
    }

    /// The text with all variables filled in; wildcards are plain characters. Empty when a variable
    /// has no value.
    Optional<String> text(Map<String, List<String>> values) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Text(String fixedText) -> text.append(fixedText);
                case Piece.Variable variable -> {
                    Optional<String> value = value(variable, values);
                    if (value.isEmpty()) {
                        return Optional.empty();
                    }
                    text.append(value.get());
                }
            }
        }
        return Optional.of(text.toString());
    }

    /// The pattern with all variables filled in; empty when one has no value.
    Optional<Glob> glob(Map<String, List<String>> values) {
        if (fixed != null && fixed.isPresent()) {
            return fixed;
        }
        Glob.Builder glob = new Glob.Builder();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Text(String text) -> glob.pattern(text);
                case Piece.Variable variable -> {
                    Optional<String> value = value(variable, values);
                    if (value.isEmpty()) {
                        return Optional.empty();
                    }
                    glob.literal(value.get());
                }
            }
        }
        return Optional.of(glob.build());
    }

    /// A key with several values has none to fill in.
    private static Optional<String> value(
            Piece.Variable variable, Map<String, List<String>> values) {
        List<String> given = values.getOrDefault(variable.key, List.of());
        return given.size() == 1 && !given.getFirst().isEmpty()
                ? Optional.of(given.getFirst())
                : variable.otherwise;
    }
}
