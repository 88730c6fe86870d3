package io.holdfast.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Values of fields beyond ASCII, of which HTTP says nothing [RFC 9110 §5.5]. Jetty makes a char of
/// each byte. Nearly all clients mean UTF-8, some ISO 8859-1, and bytes of the latter are hardly
/// ever valid UTF-8. Answers are in UTF-8.
final class FieldText {
    private FieldText() {}

    /// What the client meant.
    static String received(String bytes) {
        if (isAscii(bytes)) {
            return bytes;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException _) {
            return bytes;
        }
    }

    /// A char for each byte of the text in UTF-8.
    static String toSend(String text) {
        return isAscii(text)
                ? text
                : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
