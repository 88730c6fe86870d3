package io.holdfast.http.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/// Just enough DER [X.690] to turn older forms of private keys into PKCS#8.
final class Der {
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final int OID = 0x06;
    private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
    // rsaEncryption 1.2.840.113549.1.1.1 with NULL parameters [RFC 8017 §A.1]
    private static final byte[] RSA = {
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };
    // id-ecPublicKey 1.2.840.10045.2.1 [RFC 5480 §2.1.1]
    private static final byte[] EC = {
        0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01
    };
    // context tag 0 of ECPrivateKey: the curve [RFC 5915 §3]
    private static final int CURVE_TAG = 0xa0;

    private Der() {}

    /// Wraps an RSAPrivateKey [RFC 8017 §A.1.2].
    static byte[] pkcs8OfRsa(byte[] key) {
        return tag(SEQUENCE, VERSION_0, tag(SEQUENCE, RSA), tag(OCTETS, key));
    }

    /// Wraps an ECPrivateKey [RFC 5915], whose curve must be named in it.
    static byte[] pkcs8OfEc(byte[] key) throws IOException {
        return tag(SEQUENCE, VERSION_0, tag(SEQUENCE, EC, curve(key)), tag(OCTETS, key));
    }

    private static byte[] curve(byte[] key) throws IOException {
        int[] at = {0};
        if (enter(key, at, SEQUENCE) < 0) {
            throw new IOException("EC key: not a sequence");
        }
        while (at[0] < key.length) {
            int type = key[at[0]] & 0xff;
            int length = enter(key, at, type);
            if (length < 0) {
                break;
            }
            if (type == CURVE_TAG && length > 2 && key[at[0]] == OID) {
                return Arrays.copyOfRange(key, at[0], at[0] + length);
            }
            at[0] += length;
        }
        throw new IOException("EC key: names no curve");
    }

    /// Moves behind a tag and its length.
    ///
    /// @return the content's length, -1 when it is another tag or runs over the end
    private static int enter(byte[] der, int[] at, int tag) {
        int p = at[0];
        if (p + 2 > der.length || (der[p] & 0xff) != tag) {
            return -1;
        }
        int length = der[p + 1] & 0xff;
        p += 2;
        if (length > 0x80) {
            int count = length & 0x7f;
            if (count > 3 || p + count > der.length) {
                return -1;
            }
            length = 0;
            for (int i = 0; i < count; i++) {
                length = length << 8 | (der[p++] & 0xff);
            }
        }
        if (length > der.length - p) {
            return -1;
        }
        at[0] = p;
        return length;
    }

    private static byte[] tag(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 6);
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >>> 8);
            out.write(length);
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
