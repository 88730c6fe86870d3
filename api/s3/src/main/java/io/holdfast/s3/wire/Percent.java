package io.holdfast.s3.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Percent-encoding as S3 uses it [RFC 3986 §2.1; S3 API: Signature version 4, UriEncode].
public final class Percent {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final boolean[] UNRESERVED = new boolean[128];

    static {
        for (char c = 'a'; c <= 'z'; c++) {
            UNRESERVED[c] = true;
            UNRESERVED[c - 'a' + 'A'] = true;
        }
        for (char c = '0'; c <= '9'; c++) {
            UNRESERVED[c] = true;
        }
        for (char c : new char[] {'-', '.', '_', '~'}) {
            UNRESERVED[c] = true;
        }
    }

    private Percent() {}

    /// Decodes a path or a copy source: a plus sign stays.
    ///
    /// @throws S3Exception INVALID_URI when an escape is broken or the bytes are not UTF-8
    public static String decodePath(String text) throws S3Exception {
        return decode(text, false, ErrorCode.INVALID_URI);
    }

    /// Decodes a name or value of a query: a plus sign is a space.
    ///
    /// @throws S3Exception BAD_REQUEST when an escape is broken or the bytes are not UTF-8
    public static String decodeQuery(String text) throws S3Exception {
        return decode(text, true, ErrorCode.BAD_REQUEST);
    }

    /// Appends the canonical form: everything but unreserved characters is escaped, the slash only
    /// on demand.
    public static void encode(String text, boolean isSlashKept, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 128 && (UNRESERVED[c] || (isSlashKept && c == '/'))) {
                out.append(c);
            } else if (c < 128) {
                escape(c, out);
            } else {
                int end = i + 1;
                while (end < text.length() && text.charAt(end) >= 128) {
                    end++;
                }
                for (byte b : text.substring(i, end).getBytes(StandardCharsets.UTF_8)) {
                    escape(b & 0xff, out);
                }
                i = end - 1;
            }
        }
    }

    /// The form of `encoding-type=url`: a slash and a star stay. A space is `%20`, which every
    /// client decodes; a plus sign some would take for one.
    public static String encodeListed(String text) {
        boolean isPlain = true;
        for (int i = 0; i < text.length() && isPlain; i++) {
            isPlain = isListedPlain(text.charAt(i));
        }
        if (isPlain) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            int c = b & 0xff;
            if (isListedPlain((char) c)) {
                out.append((char) c);
            } else {
                escape(c, out);
            }
        }
        return out.toString();
    }

    /// Whether the text is its own canonical path.
    public static boolean isCanonicalPath(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c >= 128 || !(UNRESERVED[c] || c == '/')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isListedPlain(char c) {
        return c < 128 && c != '~' && (UNRESERVED[c] || c == '/' || c == '*');
    }

    private static void escape(int b, StringBuilder out) {
        out.append('%').append(HEX[b >>> 4]).append(HEX[b & 0xf]);
    }

    private static String decode(String text, boolean isPlusASpace, ErrorCode broken)
            throws S3Exception {
        int length = text.length();
        int i = 0;
        while (i < length) {
            char c = text.charAt(i);
            if (c == '%' || c >= 128 || (isPlusASpace && c == '+')) {
                break;
            }
            i++;
        }
        if (i == length) {
            return text;
        }
        byte[] source = text.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[source.length];
        int count = 0;
        for (int p = 0; p < source.length; p++) {
            byte b = source[p];
            if (b == '%') {
                if (p + 2 >= source.length) {
                    throw new S3Exception(broken);
                }
                int high = Character.digit(source[p + 1], 16);
                int low = Character.digit(source[p + 2], 16);
                if (high < 0 || low < 0) {
                    throw new S3Exception(broken);
                }
                bytes[count++] = (byte) (high << 4 | low);
                p += 2;
            } else {
                bytes[count++] = isPlusASpace && b == '+' ? (byte) ' ' : b;
            }
        }
        return utf8(bytes, count, broken);
    }

    private static String utf8(byte[] bytes, int count, ErrorCode broken) throws S3Exception {
        try {
            CharBuffer decoded =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes, 0, count));
            return decoded.toString();
        } catch (CharacterCodingException _) {
            throw new S3Exception(broken, "The name is not valid UTF-8.");
        }
    }
}
