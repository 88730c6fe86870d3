package io.holdfast.s3.sign;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// SHA-256 and the two HMACs of AWS's signatures. One thread at a time.
final class Crypto {
    static final String EMPTY_SHA256 =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String HMAC_SHA256 = "HmacSHA256";

    private final MessageDigest sha256;
    private final Mac mac;

    Crypto() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
            mac = Mac.getInstance(HMAC_SHA256);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    String sha256Hex(String text) {
        return hex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// A running hash, for bodies.
    MessageDigest sha256() {
        return sha256;
    }

    byte[] hmac(Key key, String text) {
        try {
            mac.init(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC refused a key", e);
        }
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    static Key key(byte[] secret) {
        return new SecretKeySpec(secret, HMAC_SHA256);
    }

    static byte[] hmacSha1(String secret, String text) {
        try {
            Mac sha1 = Mac.getInstance("HmacSHA1");
            sha1.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return sha1.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA1", e);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /// Compares without telling by its time where the texts differ.
    static boolean isEqual(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
