package io.holdfast.digest;

import io.holdfast.base.Checks;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// SipHash-2-4 with a 64-bit result: a keyed hash that strangers cannot steer [Aumasson &
/// Bernstein, "SipHash: a fast short-input PRF", INDOCRYPT 2012]. Any thread.
public final class SipHash {
    /// Bytes of a key.
    public static final int KEY_BYTES = 16;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private long v0;
    private long v1;
    private long v2;
    private long v3;

    private SipHash(long k0, long k1) {
        v0 = k0 ^ 0x736f6d6570736575L;
        v1 = k1 ^ 0x646f72616e646f6dL;
        v2 = k0 ^ 0x6c7967656e657261L;
        v3 = k1 ^ 0x7465646279746573L;
    }

    /// Hashes a message under a key of 16 bytes.
    public static long of(byte[] key16, byte[] message) {
        Checks.that(key16.length == KEY_BYTES, "a SipHash key has 16 bytes");
        return of((long) LONG.get(key16, 0), (long) LONG.get(key16, 8), message, 0, message.length);
    }

    /// Hashes a part of an array.
    ///
    /// @param k0 bytes 0 to 7 of the key, little-endian
    /// @param k1 bytes 8 to 15 of the key, little-endian
    public static long of(long k0, long k1, byte[] data, int offset, int length) {
        SipHash state =
                new SipHash(k0, k1); // never escapes, so compiled code keeps it in registers
        int end = offset + (length & ~7);
        for (int at = offset; at < end; at += 8) {
            state.absorb((long) LONG.get(data, at));
        }
        state.absorb(lastWord(data, end, length));
        return state.finish();
    }

    private void absorb(long word) {
        v3 ^= word;
        round();
        round();
        v0 ^= word;
    }

    private long finish() {
        v2 ^= 0xff;
        round();
        round();
        round();
        round();
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
    }

    /// The bytes behind the last whole word, with the length modulo 256 on top.
    private static long lastWord(byte[] data, int from, int length) {
        long word = (long) length << 56;
        for (int i = 0; i < (length & 7); i++) {
            word |= (data[from + i] & 0xffL) << (8 * i);
        }
        return word;
    }
}
