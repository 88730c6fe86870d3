package io.holdfast.object.write;

import io.holdfast.base.ports.ContentCipher;
import io.holdfast.base.ports.Envelope;
import io.holdfast.base.ports.ObjectSealing;

/// How a body is sealed on its way to the drives. One thread.
///
/// @param cipher of this body alone
/// @param isEtagMd5 whether the ETag is the MD5 of the plain bytes; else one that only the key's
///   holder can make of it, for an MD5 would tell who guesses the bytes that the guess is right
public record Sealer(ContentCipher cipher, boolean isEtagMd5) {
    /// For a version with a key of its own.
    static Sealer of(ObjectSealing.Fresh fresh) {
        return new Sealer(fresh.cipher(), isEtagMd5(fresh.envelope()));
    }

    /// Whether ETags are MD5s under this envelope [S3 API: Object, ETag].
    public static boolean isEtagMd5(Envelope envelope) {
        return envelope.mode() == Envelope.Mode.STORE;
    }

    /// The ETag of a body: the same when a part is sent again, as clients may have either answer.
    ///
    /// @param md5 of the plain bytes
    byte[] etag(byte[] md5) {
        return isEtagMd5 ? md5 : cipher.blind(md5);
    }

    /// Seals a whole body.
    byte[] seal(byte[] plain) {
        byte[] sealed = new byte[(int) ContentCipher.sealedBytes(plain.length)];
        int packages = (int) ContentCipher.packages(plain.length);
        for (int i = 0; i < packages; i++) {
            int from = i * ContentCipher.PLAIN_BYTES;
            cipher.seal(
                    i,
                    i == packages - 1,
                    plain,
                    from,
                    Math.min(ContentCipher.PLAIN_BYTES, plain.length - from),
                    sealed,
                    i * ContentCipher.SEALED_BYTES);
        }
        return sealed;
    }
}
