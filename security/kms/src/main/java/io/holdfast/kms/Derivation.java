package io.holdfast.kms;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/// Keys from keys: HKDF with SHA-256 [RFC 5869]. A key is used for one purpose only.
final class Derivation {
    static final int KEY_BYTES = 32;

    private Derivation() {}

    /// The key for a purpose.
    ///
    /// @param key 32 random bytes
    static SecretKey expand(byte[] key, byte[] purpose) {
        return derive(key, new byte[0], purpose);
    }

    /// The key for a purpose and a salt.
    ///
    /// @param salt public; keys of different salts have nothing to do with each other
    static SecretKey derive(byte[] key, byte[] salt, byte[] purpose) {
        try {
            HKDFParameterSpec.Builder extract = HKDFParameterSpec.ofExtract().addIKM(key);
            if (salt.length > 0) {
                extract.addSalt(salt);
            }
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey("AES", extract.thenExpand(purpose, KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF is missing", e);
        }
    }

    /// A digest that only the key's holder can make: HMAC with SHA-256.
    static byte[] digest(SecretKey key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC is missing", e);
        }
    }

    static Cipher aes() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is missing", e);
        }
    }
}
