package io.holdfast.digest;

import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/// MD5 of eight messages at once, one in each lane of a vector; of four where vectors have 128
/// bits. This class links only where the incubating module is enabled; {@link Md5Lanes} sees to
/// that.
final class VectorMd5Lanes implements Md5Lanes {
    // Wider vectors would need more concurrent uploads to fill them.
    private static final VectorSpecies<Integer> SPECIES =
            IntVector.SPECIES_PREFERRED.length() < 8
                    ? IntVector.SPECIES_128
                    : IntVector.SPECIES_256;
    private static final int LANES = SPECIES.length();

    @Override
    public int count() {
        return LANES;
    }

    // The 64 steps of RFC 1321 §3.4 in its own order and letters, written out: only then does the
    // compiler keep all four vectors in registers, which is the whole gain.
    @Override
    public void compress(int[] state, int[] words, int laneWords, int blocks, int[] block) {
        IntVector a = IntVector.fromArray(SPECIES, state, 0);
        IntVector b = IntVector.fromArray(SPECIES, state, LANES);
        IntVector c = IntVector.fromArray(SPECIES, state, 2 * LANES);
        IntVector d = IntVector.fromArray(SPECIES, state, 3 * LANES);
        for (int n = 0; n < blocks; n++) {
            transpose(words, n * BLOCK_WORDS, laneWords, block);
            IntVector a0 = a;
            IntVector b0 = b;
            IntVector c0 = c;
            IntVector d0 = d;
            a = f(a, b, c, d, w(block, 0), 7, 0xd76aa478);
            d = f(d, a, b, c, w(block, 1), 12, 0xe8c7b756);
            c = f(c, d, a, b, w(block, 2), 17, 0x242070db);
            b = f(b, c, d, a, w(block, 3), 22, 0xc1bdceee);
            a = f(a, b, c, d, w(block, 4), 7, 0xf57c0faf);
            d = f(d, a, b, c, w(block, 5), 12, 0x4787c62a);
            c = f(c, d, a, b, w(block, 6), 17, 0xa8304613);
            b = f(b, c, d, a, w(block, 7), 22, 0xfd469501);
            a = f(a, b, c, d, w(block, 8), 7, 0x698098d8);
            d = f(d, a, b, c, w(block, 9), 12, 0x8b44f7af);
            c = f(c, d, a, b, w(block, 10), 17, 0xffff5bb1);
            b = f(b, c, d, a, w(block, 11), 22, 0x895cd7be);
            a = f(a, b, c, d, w(block, 12), 7, 0x6b901122);
            d = f(d, a, b, c, w(block, 13), 12, 0xfd987193);
            c = f(c, d, a, b, w(block, 14), 17, 0xa679438e);
            b = f(b, c, d, a, w(block, 15), 22, 0x49b40821);

            a = g(a, b, c, d, w(block, 1), 5, 0xf61e2562);
            d = g(d, a, b, c, w(block, 6), 9, 0xc040b340);
            c = g(c, d, a, b, w(block, 11), 14, 0x265e5a51);
            b = g(b, c, d, a, w(block, 0), 20, 0xe9b6c7aa);
            a = g(a, b, c, d, w(block, 5), 5, 0xd62f105d);
            d = g(d, a, b, c, w(block, 10), 9, 0x02441453);
            c = g(c, d, a, b, w(block, 15), 14, 0xd8a1e681);
            b = g(b, c, d, a, w(block, 4), 20, 0xe7d3fbc8);
            a = g(a, b, c, d, w(block, 9), 5, 0x21e1cde6);
            d = g(d, a, b, c, w(block, 14), 9, 0xc33707d6);
            c = g(c, d, a, b, w(block, 3), 14, 0xf4d50d87);
            b = g(b, c, d, a, w(block, 8), 20, 0x455a14ed);
            a = g(a, b, c, d, w(block, 13), 5, 0xa9e3e905);
            d = g(d, a, b, c, w(block, 2), 9, 0xfcefa3f8);
            c = g(c, d, a, b, w(block, 7), 14, 0x676f02d9);
            b = g(b, c, d, a, w(block, 12), 20, 0x8d2a4c8a);

            a = h(a, b, c, d, w(block, 5), 4, 0xfffa3942);
            d = h(d, a, b, c, w(block, 8), 11, 0x8771f681);
            c = h(c, d, a, b, w(block, 11), 16, 0x6d9d6122);
            b = h(b, c, d, a, w(block, 14), 23, 0xfde5380c);
            a = h(a, b, c, d, w(block, 1), 4, 0xa4beea44);
            d = h(d, a, b, c, w(block, 4), 11, 0x4bdecfa9);
            c = h(c, d, a, b, w(block, 7), 16, 0xf6bb4b60);
            b = h(b, c, d, a, w(block, 10), 23, 0xbebfbc70);
            a = h(a, b, c, d, w(block, 13), 4, 0x289b7ec6);
            d = h(d, a, b, c, w(block, 0), 11, 0xeaa127fa);
            c = h(c, d, a, b, w(block, 3), 16, 0xd4ef3085);
            b = h(b, c, d, a, w(block, 6), 23, 0x04881d05);
            a = h(a, b, c, d, w(block, 9), 4, 0xd9d4d039);
            d = h(d, a, b, c, w(block, 12), 11, 0xe6db99e5);
            c = h(c, d, a, b, w(block, 15), 16, 0x1fa27cf8);
            b = h(b, c, d, a, w(block, 2), 23, 0xc4ac5665);

            a = i(a, b, c, d, w(block, 0), 6, 0xf4292244);
            d = i(d, a, b, c, w(block, 7), 10, 0x432aff97);
            c = i(c, d, a, b, w(block, 14), 15, 0xab9423a7);
            b = i(b, c, d, a, w(block, 5), 21, 0xfc93a039);
            a = i(a, b, c, d, w(block, 12), 6, 0x655b59c3);
            d = i(d, a, b, c, w(block, 3), 10, 0x8f0ccc92);
            c = i(c, d, a, b, w(block, 10), 15, 0xffeff47d);
            b = i(b, c, d, a, w(block, 1), 21, 0x85845dd1);
            a = i(a, b, c, d, w(block, 8), 6, 0x6fa87e4f);
            d = i(d, a, b, c, w(block, 15), 10, 0xfe2ce6e0);
            c = i(c, d, a, b, w(block, 6), 15, 0xa3014314);
            b = i(b, c, d, a, w(block, 13), 21, 0x4e0811a1);
            a = i(a, b, c, d, w(block, 4), 6, 0xf7537e82);
            d = i(d, a, b, c, w(block, 11), 10, 0xbd3af235);
            c = i(c, d, a, b, w(block, 2), 15, 0x2ad7d2bb);
            b = i(b, c, d, a, w(block, 9), 21, 0xeb86d391);

            a = a.add(a0);
            b = b.add(b0);
            c = c.add(c0);
            d = d.add(d0);
        }
        a.intoArray(state, 0);
        b.intoArray(state, LANES);
        c.intoArray(state, 2 * LANES);
        d.intoArray(state, 3 * LANES);
    }

    /// Lines up word i of every lane, so that a step loads one vector.
    private static void transpose(int[] words, int from, int laneWords, int[] block) {
        for (int lane = 0; lane < LANES; lane++) {
            int at = from + lane * laneWords;
            for (int i = 0; i < BLOCK_WORDS; i++) {
                block[i * LANES + lane] = words[at + i];
            }
        }
    }

    private static IntVector w(int[] block, int index) {
        return IntVector.fromArray(SPECIES, block, index * LANES);
    }

    private static IntVector f(
            IntVector a, IntVector b, IntVector c, IntVector d, IntVector word, int s, int t) {
        return step(a, d.lanewise(XOR, b.and(c.lanewise(XOR, d))), b, word, s, t);
    }

    private static IntVector g(
            IntVector a, IntVector b, IntVector c, IntVector d, IntVector word, int s, int t) {
        return step(a, c.lanewise(XOR, d.and(b.lanewise(XOR, c))), b, word, s, t);
    }

    private static IntVector h(
            IntVector a, IntVector b, IntVector c, IntVector d, IntVector word, int s, int t) {
        return step(a, c.lanewise(XOR, d).lanewise(XOR, b), b, word, s, t);
    }

    private static IntVector i(
            IntVector a, IntVector b, IntVector c, IntVector d, IntVector word, int s, int t) {
        return step(a, c.lanewise(XOR, b.or(d.not())), b, word, s, t);
    }

    private static IntVector step(
            IntVector a, IntVector mix, IntVector b, IntVector word, int s, int t) {
        return a.add(word.add(t)).add(mix).lanewise(ROL, s).add(b);
    }
}
