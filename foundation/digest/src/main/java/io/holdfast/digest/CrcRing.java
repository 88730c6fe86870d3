package io.holdfast.digest;

/// Polynomials over GF(2) modulo a CRC's polynomial, in the reflected order of the usual CRCs: the
/// top bit of the width is the coefficient of x^0. Appending n bytes to a message multiplies its
/// CRC by x^8n; the inversions before and after cancel out when two CRCs are combined.
///
/// @param polynomial reflected, without its highest term
/// @param bits degree: 32 or 64
record CrcRing(long polynomial, int bits) {
    /// The product of two residues: one addition per set bit of {@code a}.
    long multiply(long a, long b) {
        long product = 0;
        long shifted = b;
        for (long mask = one(); mask != 0; mask >>>= 1) {
            if ((a & mask) != 0) {
                product ^= shifted;
            }
            shifted = shifted >>> 1 ^ ((shifted & 1) == 0 ? 0 : polynomial);
        }
        return product;
    }

    /// x to the power of eight times {@code bytes}, by squaring.
    long powerOfX(long bytes) {
        long power = one();
        long square = one() >>> Byte.SIZE; // x^8
        for (long rest = bytes; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                power = multiply(power, square);
            }
            square = multiply(square, square);
        }
        return power;
    }

    private long one() {
        return 1L << (bits - 1);
    }
}
