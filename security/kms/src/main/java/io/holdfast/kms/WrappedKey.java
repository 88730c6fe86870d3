package io.holdfast.kms;

import io.holdfast.base.Host;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// One key of 32 bytes under another. The wrapping key is derived with a random salt and wraps this
/// one key alone, so there is no limit to how many keys one key wraps, as random nonces would set.
///
/// ```
/// +---------+-------------------------+---------+
/// | salt 32 | AES-256-GCM, nonce 0 32 | tag  16 |
/// +---------+-------------------------+---------+
/// ```
final class WrappedKey {
    static final int BYTES = 80;

    private static final int SALT_BYTES = 32;
    private static final int TAG_BITS = 128;
    private static final byte[] PURPOSE = "holdfast wrap".getBytes(StandardCharsets.US_ASCII);

    private WrappedKey() {}

    /// Wraps a key.
    ///
    /// @param bound authenticated with it
    static byte[] wrap(byte[] by, byte[] key, byte[] bound) {
        byte[] salt = new byte[SALT_BYTES];
        Host.current().nextBytes(salt);
        byte[] wrapped = Arrays.copyOf(salt, BYTES);
        try {
            Cipher aes = cipher(Cipher.ENCRYPT_MODE, by, salt, bound);
            aes.doFinal(key, 0, Derivation.KEY_BYTES, wrapped, SALT_BYTES);
            return wrapped;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not wrap", e);
        }
    }

    /// Unwraps a key.
    ///
    /// @return empty when the bytes were not wrapped by this key with the same bound bytes
    static Optional<byte[]> unwrap(byte[] by, byte[] wrapped, byte[] bound) {
        if (wrapped.length != BYTES) {
            return Optional.empty();
        }
        try {
            Cipher aes = cipher(Cipher.DECRYPT_MODE, by, Arrays.copyOf(wrapped, SALT_BYTES), bound);
            return Optional.of(aes.doFinal(wrapped, SALT_BYTES, BYTES - SALT_BYTES));
        } catch (AEADBadTagException _) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not unwrap", e);
        }
    }

    private static Cipher cipher(int mode, byte[] by, byte[] salt, byte[] bound)
            throws GeneralSecurityException {
        SecretKey key = Derivation.derive(by, salt, PURPOSE);
        Cipher aes = Derivation.aes();
        aes.init(mode, key, new GCMParameterSpec(TAG_BITS, new byte[12]));
        aes.updateAAD(bound);
        return aes;
    }
}
