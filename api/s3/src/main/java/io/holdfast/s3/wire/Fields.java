package io.holdfast.s3.wire;

/// What may stand in a field of an answer without ending it [RFC 9110 §5.1, §5.5].
public final class Fields {
    private static final String SEPARATORS = "\"(),/:;<=>?@[\\]{}";

    private Fields() {}

    public static boolean isName(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f && SEPARATORS.indexOf(c) < 0);
    }

    public static boolean isValue(String text) {
        return text.chars().noneMatch(c -> (c < ' ' && c != '\t') || c == 0x7f);
    }
}
