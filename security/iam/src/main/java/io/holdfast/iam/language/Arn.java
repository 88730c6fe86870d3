package io.holdfast.iam.language;

import io.holdfast.iam.PolicyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Amazon resource names: six parts with colons between them, of which the last may have more; a
/// wildcard does not reach beyond its part [IAM: ARN condition operators].
final class Arn {
    private static final int PARTS = 6;

    private Arn() {}

    static Comparison comparison(String expected) throws PolicyException {
        String[] texts = parts(expected);
        if (texts == null) {
            throw new PolicyException("not an ARN: " + Pattern.quote(expected));
        }
        List<Pattern> patterns = new ArrayList<>();
        for (String text : texts) {
            patterns.add(Pattern.of(text));
        }
        return (actual, values) -> matches(patterns, actual, values);
    }

    private static boolean matches(
            List<Pattern> patterns, String actual, Map<String, List<String>> values) {
        String[] texts = parts(actual);
        if (texts == null) {
            return false;
        }
        for (int i = 0; i < PARTS; i++) {
            if (!patterns.get(i).matches(texts[i], values)) {
                return false;
            }
        }
        return true;
    }

    private static String @Nullable [] parts(String text) {
        // A variable has a colon of its own: cut only outside of its braces.
        List<String> parts = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int at = 0; at < text.length() && parts.size() < PARTS - 1; at++) {
            char character = text.charAt(at);
            if (character == '{') {
                depth++;
            } else if (character == '}') {
                depth--;
            } else if (character == ':' && depth == 0) {
                parts.add(text.substring(start, at));
                start = at + 1;
            }
        }
        parts.add(text.substring(start));
        return parts.size() == PARTS ? parts.toArray(String[]::new) : null;
    }
}
