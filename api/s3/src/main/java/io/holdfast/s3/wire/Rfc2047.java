package io.holdfast.s3.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Text beyond ASCII in a field, as an encoded word [RFC 2047 §2].
public final class Rfc2047 {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final String SAFE = "!*+-/";

    private Rfc2047() {}

    /// The text itself when it is printable ASCII, else one encoded word.
    public static String encode(String text) {
        boolean isPlain = true;
        boolean isSpecial = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            isPlain &= c >= ' ' && c < 0x7f;
            isSpecial |= "\"#$%&'(),.:;<=>?@[\\]^`{|}~".indexOf(c) >= 0;
        }
        if (isPlain) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (isSpecial) {
            return "=?UTF-8?b?" + Base64.getEncoder().encodeToString(bytes) + "?=";
        }
        StringBuilder out = new StringBuilder("=?UTF-8?q?");
        for (byte b : bytes) {
            int c = b & 0xff;
            if (c == ' ') {
                out.append('_');
            } else if (c < 0x80 && (Character.isLetterOrDigit(c) || SAFE.indexOf(c) >= 0)) {
                out.append((char) c);
            } else {
                out.append('=').append(HEX[c >>> 4]).append(HEX[c & 0xf]);
            }
        }
        return out.append("?=").toString();
    }
}
