package io.holdfast.base;

import java.util.HexFormat;
import java.util.Optional;

/// Bytes as lower-case hexadecimal text.
public final class Hex {
    private static final HexFormat FORMAT = HexFormat.of();

    private Hex() {}

    /// Two lower-case digits per byte.
    public static String of(byte[] bytes) {
        return FORMAT.formatHex(bytes);
    }

    /// The bytes of a text of hexadecimal digits of either case; empty for any other text.
    public static Optional<byte[]> parse(CharSequence text) {
        int length = text.length();
        if (length % 2 != 0) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length / 2];
        for (int i = 0; i < length; i++) {
            char digit = text.charAt(i);
            if (!HexFormat.isHexDigit(digit)) {
                return Optional.empty();
            }
            bytes[i / 2] = (byte) (bytes[i / 2] << 4 | HexFormat.fromHexDigit(digit));
        }
        return Optional.of(bytes);
    }
}
