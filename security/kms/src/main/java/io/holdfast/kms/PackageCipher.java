package io.holdfast.kms;

import io.holdfast.base.ByteWriter;
import io.holdfast.base.Bytes;
import io.holdfast.base.Checks;
import io.holdfast.base.ports.ContentCipher;
import io.holdfast.base.ports.SealingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// AES-256-GCM in packages, after the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár
/// 2015): the nonce is the package's number and whether it is the last, so that packages cannot be
/// swapped, repeated or cut off. A nonce never comes twice under a key, for the key is this
/// object's or part's alone.
///
/// ```
/// nonce   +--------+--------------+--------------------+
///         | last 1 |    0 … 0 (3) | package number (8) |
///         +--------+--------------+--------------------+
/// ```
final class PackageCipher implements ContentCipher {
    private static final int NONCE_BYTES = 12;
    private static final int NUMBER_OFFSET = 4;
    private static final byte[] OBJECT = "holdfast object".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DIGEST = "holdfast digest".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PART = "holdfast part".getBytes(StandardCharsets.US_ASCII);

    private final byte[] objectKey;
    private final SecretKey contentKey;
    private final Cipher aes;

    /// @param objectKey 32 bytes, kept
    PackageCipher(byte[] objectKey) {
        this(objectKey, OBJECT);
    }

    private PackageCipher(byte[] objectKey, byte[] purpose) {
        this.objectKey = objectKey;
        this.contentKey = Derivation.expand(objectKey, purpose);
        this.aes = Derivation.aes();
    }

    @Override
    public ContentCipher ofPart(int number, byte[] salt) {
        byte[] purpose = new ByteWriter(64).raw(PART).i32(number).bytes(salt).toBytes();
        return new PackageCipher(objectKey, purpose);
    }

    @Override
    public byte[] blind(byte[] md5) {
        return Arrays.copyOf(
                Derivation.digest(Derivation.expand(objectKey, DIGEST), md5), md5.length);
    }

    @Override
    public void seal(
            long number,
            boolean isLast,
            byte[] plain,
            int plainOffset,
            int length,
            byte[] sealed,
            int sealedOffset) {
        Checks.that(isLast || length == PLAIN_BYTES, "a package that is not the last is full");
        try {
            aes.init(Cipher.ENCRYPT_MODE, contentKey, nonce(number, isLast));
            aes.doFinal(plain, plainOffset, length, sealed, sealedOffset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not seal", e);
        }
    }

    @Override
    public void open(
            long number,
            boolean isLast,
            byte[] sealed,
            int sealedOffset,
            int length,
            byte[] plain,
            int plainOffset)
            throws SealingException {
        try {
            aes.init(Cipher.DECRYPT_MODE, contentKey, nonce(number, isLast));
            aes.doFinal(sealed, sealedOffset, length, plain, plainOffset);
        } catch (AEADBadTagException _) {
            throw new SealingException(
                    SealingException.Kind.DAMAGED,
                    "The stored bytes are not those that were sealed.");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not open", e);
        }
    }

    private static GCMParameterSpec nonce(long number, boolean isLast) {
        byte[] nonce = new byte[NONCE_BYTES];
        nonce[0] = (byte) (isLast ? 1 : 0);
        Bytes.putLong(nonce, NUMBER_OFFSET, number);
        return new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce);
    }

    /// Leaves the secret out.
    @Override
    public String toString() {
        return "PackageCipher";
    }
}
