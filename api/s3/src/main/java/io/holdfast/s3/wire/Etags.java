package io.holdfast.s3.wire;

/// ETags on the wire carry quotes; inside they do not.
public final class Etags {
    private Etags() {}

    /// With quotes.
    public static String quoted(String etag) {
        return '"' + etag + '"';
    }

    /// Without quotes, if there are any.
    public static String unquoted(String text) {
        String stripped = text.strip();
        int length = stripped.length();
        return length >= 2 && stripped.charAt(0) == '"' && stripped.charAt(length - 1) == '"'
                ? stripped.substring(1, length - 1)
                : stripped;
    }
}
