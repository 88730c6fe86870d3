package io.holdfast.simulation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Bytes of bodies, and their ETags.
final class Fill {
    private Fill() {}

    /// Fills the array with bytes that differ from place to place and from seed to seed.
    static void fill(byte[] bytes, long seed) {
        long state = seed | 1;
        int at = 0;
        while (at < bytes.length) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
            for (int i = 0; i < 8 && at < bytes.length; i++) {
                bytes[at++] = (byte) (state >>> 8 * i);
            }
        }
    }

    static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// ETag of an object that was made of one part.
    static String multipartEtag(String partEtag) {
        return md5(HexFormat.of().parseHex(partEtag)) + "-1";
    }
}
