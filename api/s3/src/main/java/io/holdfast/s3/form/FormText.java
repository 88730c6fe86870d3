package io.holdfast.s3.form;

import io.holdfast.s3.wire.S3BodyException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Texts of forms, which are UTF-8 [S3 user guide: HTML form encoding].
final class FormText {
    private FormText() {}

    /// @throws S3BodyException MALFORMED_POST when the bytes are no UTF-8
    static String text(byte[] bytes) throws S3BodyException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            throw MultipartReader.malformed();
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
