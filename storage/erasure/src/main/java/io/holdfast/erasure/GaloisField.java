package io.holdfast.erasure;

/// Arithmetic in GF(2^8) with the polynomial x^8 + x^4 + x^3 + x^2 + 1 (0x11D), whose element 2
/// generates all others. Elements are ints of 0 to 255. Stateless.
final class GaloisField {
    static final int POLYNOMIAL = 0x11d;

    // The powers of 2 twice over, so that the sum of two logarithms needs no reduction.
    private static final byte[] POWER = new byte[510];
    private static final byte[] LOGARITHM = new byte[256];

    static {
        int element = 1;
        for (int i = 0; i < 255; i++) {
            POWER[i] = (byte) element;
            POWER[i + 255] = (byte) element;
            LOGARITHM[element] = (byte) i;
            element <<= 1;
            if (element > 255) {
                element ^= POLYNOMIAL;
            }
        }
    }

    private GaloisField() {}

    static int multiply(int a, int b) {
        return a == 0 || b == 0 ? 0 : POWER[logarithm(a) + logarithm(b)] & 0xff;
    }

    /// The inverse of an element other than 0.
    static int invert(int a) {
        return POWER[255 - logarithm(a)] & 0xff;
    }

    /// 2 to the power of {@code exponent}, which may be negative down to -255.
    static int power(int exponent) {
        return POWER[(exponent + 255) % 255] & 0xff;
    }

    private static int logarithm(int a) {
        return LOGARITHM[a] & 0xff;
    }
}
