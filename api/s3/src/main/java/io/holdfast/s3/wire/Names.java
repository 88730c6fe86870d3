package io.holdfast.s3.wire;

/// Rules for names of buckets and keys.
public final class Names {
    private static final int BUCKET_MIN = 3;
    private static final int BUCKET_MAX = 63;

    private Names() {}

    /// Whether a bucket may have this name [S3 user guide: Bucket naming rules].
    public static boolean isBucket(String name) {
        int length = name.length();
        if (length < BUCKET_MIN || length > BUCKET_MAX) {
            return false;
        }
        int dots = 0;
        boolean hasOnlyDigits = true;
        char before = '.';
        for (int i = 0; i < length; i++) {
            char c = name.charAt(i);
            boolean isDigit = c >= '0' && c <= '9';
            boolean isLetter = c >= 'a' && c <= 'z';
            if (!isDigit && !isLetter) {
                // Neither first, nor last, nor a dot beside a dot or a hyphen.
                boolean isPair = c == '.' ? before == '.' || before == '-' : before == '.';
                if ((c != '.' && c != '-') || isPair || i == 0 || i == length - 1) {
                    return false;
                }
                dots += c == '.' ? 1 : 0;
            }
            hasOnlyDigits &= isDigit || c == '.';
            before = c;
        }
        return !(hasOnlyDigits && dots == 3);
    }

    /// Whether a name has a segment that is `.` or `..` (white space around it counts for nothing,
    /// a backslash separates too): some client or proxy would resolve it.
    public static boolean hasDotSegment(String name) {
        int length = name.length();
        int start = 0;
        for (int i = 0; i <= length; i++) {
            if (i == length || name.charAt(i) == '/' || name.charAt(i) == '\\') {
                if (isDots(name, start, i)) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    private static boolean isDots(String name, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && Character.isWhitespace(name.charAt(from))) {
            from++;
        }
        while (to > from && Character.isWhitespace(name.charAt(to - 1))) {
            to--;
        }
        int count = to - from;
        return (count == 1 || count == 2) && name.charAt(from) == '.' && name.charAt(to - 1) == '.';
    }
}
