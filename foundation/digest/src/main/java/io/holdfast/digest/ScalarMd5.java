package io.holdfast.digest;

/// The compression of RFC 1321 §3.4 for one message, whose state can move to the lanes of a vector
/// and back; the JDK's digest does not give its state away. Stateless.
final class ScalarMd5 {
    /// Words of a block.
    static final int BLOCK_WORDS = 16;

    private ScalarMd5() {}

    /// The state before the first block: the RFC's A, B, C and D.
    static int[] initialState() {
        return new int[] {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    }

    /// Adds {@code blocks} blocks of little-endian words to the state.
    static void compress(int[] state, int[] words, int from, int blocks) {
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        for (int n = 0; n < blocks; n++) {
            int w = from + n * BLOCK_WORDS;
            int a0 = a;
            int b0 = b;
            int c0 = c;
            int d0 = d;
            a = f(a, b, c, d, words[w], 7, 0xd76aa478);
            d = f(d, a, b, c, words[w + 1], 12, 0xe8c7b756);
            c = f(c, d, a, b, words[w + 2], 17, 0x242070db);
            b = f(b, c, d, a, words[w + 3], 22, 0xc1bdceee);
            a = f(a, b, c, d, words[w + 4], 7, 0xf57c0faf);
            d = f(d, a, b, c, words[w + 5], 12, 0x4787c62a);
            c = f(c, d, a, b, words[w + 6], 17, 0xa8304613);
            b = f(b, c, d, a, words[w + 7], 22, 0xfd469501);
            a = f(a, b, c, d, words[w + 8], 7, 0x698098d8);
            d = f(d, a, b, c, words[w + 9], 12, 0x8b44f7af);
            c = f(c, d, a, b, words[w + 10], 17, 0xffff5bb1);
            b = f(b, c, d, a, words[w + 11], 22, 0x895cd7be);
            a = f(a, b, c, d, words[w + 12], 7, 0x6b901122);
            d = f(d, a, b, c, words[w + 13], 12, 0xfd987193);
            c = f(c, d, a, b, words[w + 14], 17, 0xa679438e);
            b = f(b, c, d, a, words[w + 15], 22, 0x49b40821);

            a = g(a, b, c, d, words[w + 1], 5, 0xf61e2562);
            d = g(d, a, b, c, words[w + 6], 9, 0xc040b340);
            c = g(c, d, a, b, words[w + 11], 14, 0x265e5a51);
            b = g(b, c, d, a, words[w], 20, 0xe9b6c7aa);
            a = g(a, b, c, d, words[w + 5], 5, 0xd62f105d);
            d = g(d, a, b, c, words[w + 10], 9, 0x02441453);
            c = g(c, d, a, b, words[w + 15], 14, 0xd8a1e681);
            b = g(b, c, d, a, words[w + 4], 20, 0xe7d3fbc8);
            a = g(a, b, c, d, words[w + 9], 5, 0x21e1cde6);
            d = g(d, a, b, c, words[w + 14], 9, 0xc33707d6);
            c = g(c, d, a, b, words[w + 3], 14, 0xf4d50d87);
            b = g(b, c, d, a, words[w + 8], 20, 0x455a14ed);
            a = g(a, b, c, d, words[w + 13], 5, 0xa9e3e905);
            d = g(d, a, b, c, words[w + 2], 9, 0xfcefa3f8);
            c = g(c, d, a, b, words[w + 7], 14, 0x676f02d9);
            b = g(b, c, d, a, words[w + 12], 20, 0x8d2a4c8a);

            a = h(a, b, c, d, words[w + 5], 4, 0xfffa3942);
            d = h(d, a, b, c, words[w + 8], 11, 0x8771f681);
            c = h(c, d, a, b, words[w + 11], 16, 0x6d9d6122);
            b = h(b, c, d, a, words[w + 14], 23, 0xfde5380c);
            a = h(a, b, c, d, words[w + 1], 4, 0xa4beea44);
            d = h(d, a, b, c, words[w + 4], 11, 0x4bdecfa9);
            c = h(c, d, a, b, words[w + 7], 16, 0xf6bb4b60);
            b = h(b, c, d, a, words[w + 10], 23, 0xbebfbc70);
            a = h(a, b, c, d, words[w + 13], 4, 0x289b7ec6);
            d = h(d, a, b, c, words[w], 11, 0xeaa127fa);
            c = h(c, d, a, b, words[w + 3], 16, 0xd4ef3085);
            b = h(b, c, d, a, words[w + 6], 23, 0x04881d05);
            a = h(a, b, c, d, words[w + 9], 4, 0xd9d4d039);
            d = h(d, a, b, c, words[w + 12], 11, 0xe6db99e5);
            c = h(c, d, a, b, words[w + 15], 16, 0x1fa27cf8);
            b = h(b, c, d, a, words[w + 2], 23, 0xc4ac5665);

            a = i(a, b, c, d, words[w], 6, 0xf4292244);
            d = i(d, a, b, c, words[w + 7], 10, 0x432aff97);
            c = i(c, d, a, b, words[w + 14], 15, 0xab9423a7);
            b = i(b, c, d, a, words[w + 5], 21, 0xfc93a039);
            a = i(a, b, c, d, words[w + 12], 6, 0x655b59c3);
            d = i(d, a, b, c, words[w + 3], 10, 0x8f0ccc92);
            c = i(c, d, a, b, words[w + 10], 15, 0xffeff47d);
            b = i(b, c, d, a, words[w + 1], 21, 0x85845dd1);
            a = i(a, b, c, d, words[w + 8], 6, 0x6fa87e4f);
            d = i(d, a, b, c, words[w + 15], 10, 0xfe2ce6e0);
            c = i(c, d, a, b, words[w + 6], 15, 0xa3014314);
            b = i(b, c, d, a, words[w + 13], 21, 0x4e0811a1);
            a = i(a, b, c, d, words[w + 4], 6, 0xf7537e82);
            d = i(d, a, b, c, words[w + 11], 10, 0xbd3af235);
            c = i(c, d, a, b, words[w + 2], 15, 0x2ad7d2bb);
            b = i(b, c, d, a, words[w + 9], 21, 0xeb86d391);

            a += a0;
            b += b0;
            c += c0;
            d += d0;
        }
        state[0] = a;
        state[1] = b;
        state[2] = c;
        state[3] = d;
    }

    private static int f(int a, int b, int c, int d, int word, int s, int t) {
        return Integer.rotateLeft(a + word + t + (d ^ (b & (c ^ d))), s) + b;
    }

    // The two halves of G never share a bit, so adding them is the same as the RFC's OR and
    // shortens
    // the chain of steps that wait for each other.
    private static int g(int a, int b, int c, int d, int word, int s, int t) {
        return Integer.rotateLeft(a + word + t + (c & ~d) + (b & d), s) + b;
    }

    private static int h(int a, int b, int c, int d, int word, int s, int t) {
        return Integer.rotateLeft(a + word + t + (b ^ (c ^ d)), s) + b;
    }

    private static int i(int a, int b, int c, int d, int word, int s, int t) {
        return Integer.rotateLeft(a + word + t + (c ^ (b | ~d)), s) + b;
    }
}
