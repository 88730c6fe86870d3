package io.holdfast.object.write;

import io.holdfast.object.ObjectName;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Which keys can be stored.
public final class KeyRules {
    private KeyRules() {}

    /// The key's bytes.
    ///
    /// @throws StoreException INVALID_KEY for an empty key, NUL or text that is no Unicode;
    ///   KEY_TOO_LONG
    public static byte[] check(ObjectName name) throws StoreException {
        byte[] bytes = encode(name.key());
        if (bytes.length == 0 || name.key().indexOf('\0') >= 0) {
            throw new StoreException(
                    StoreError.INVALID_KEY, "a key has at least one character and no NUL");
        }
        if (bytes.length > ObjectName.KEY_BYTES_MAX) {
            throw new StoreException(
                    StoreError.KEY_TOO_LONG,
                    "a key has at most " + ObjectName.KEY_BYTES_MAX + " bytes");
        }
        return bytes;
    }

    private static byte[] encode(String key) throws StoreException {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(key));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new StoreException(StoreError.INVALID_KEY, "the key is not valid Unicode");
        }
    }
}
