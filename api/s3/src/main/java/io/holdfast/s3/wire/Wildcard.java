package io.holdfast.s3.wire;

/// Patterns in which a star stands for any characters, also for none.
public final class Wildcard {
    private Wildcard() {}

    /// Whether the whole text matches. At most pattern × text steps.
    public static boolean isMatch(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /// Whether there is more than one star.
    public static boolean hasSeveral(String pattern) {
        return pattern.indexOf('*') != pattern.lastIndexOf('*');
    }
}
