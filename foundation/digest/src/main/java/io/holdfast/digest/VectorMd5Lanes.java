package io.holdfast.digest;

import static jdk.incubator.vector.IntVector.fromArray;
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
    private static final int STATE_WORDS = 4 * LANES;

    // The RFC's table of sines.
    private static final int[] T = new int[64];

    static {
        for (int i = 0; i < T.length; i++) {
            T[i] = (int) (long) (Math.abs(Math.sin(i + 1.0)) * (1L << Integer.SIZE));
        }
    }

    @Override
    public int count() {
        return LANES;
    }

    // The steps of RFC 1321 §3.4 in its own order and letters, written out, a round a method. In
    // methods of their own the compiler would stop inlining after a few steps, except for the
    // vector operations themselves, and a vector that crosses a real call lies on the heap (0.8
    // GB/s); between rounds the state passes through an array. All four rounds in one method are
    // too
    // long for the first compiler to count in: where it is busy at first, such a method is never
    // compiled well (docs/performance.md).
    @Override
    public void compress(int[] state, int[] words, int laneWords, int blocks, int used) {
        int[] x = new int[BLOCK_WORDS * LANES];
        int[] now = new int[STATE_WORDS];
        for (int n = 0; n < blocks; n++) {
            transpose(words, n * BLOCK_WORDS, laneWords, used, x);
            System.arraycopy(state, 0, now, 0, STATE_WORDS);
            round1(now, x);
            round2(now, x);
            round3(now, x);
            round4(now, x);
            for (int i = 0; i < STATE_WORDS; i++) {
                state[i] += now[i];
            }
        }
    }

    private static void round1(int[] state, int[] x) {
        IntVector a = fromArray(SPECIES, state, 0);
        IntVector b = fromArray(SPECIES, state, LANES);
        IntVector c = fromArray(SPECIES, state, 2 * LANES);
        IntVector d = fromArray(SPECIES, state, 3 * LANES);
        IntVector f = d.lanewise(XOR, b.and(c.lanewise(XOR, d)));
        a = a.add(fromArray(SPECIES, x, 0 * LANES)).add(T[0]).add(f).lanewise(ROL, 7).add(b);
        f = c.lanewise(XOR, a.and(b.lanewise(XOR, c)));
        d = d.add(fromArray(SPECIES, x, 1 * LANES)).add(T[1]).add(f).lanewise(ROL, 12).add(a);
        f = b.lanewise(XOR, d.and(a.lanewise(XOR, b)));
        c = c.add(fromArray(SPECIES, x, 2 * LANES)).add(T[2]).add(f).lanewise(ROL, 17).add(d);
        f = a.lanewise(XOR, c.and(d.lanewise(XOR, a)));
        b = b.add(fromArray(SPECIES, x, 3 * LANES)).add(T[3]).add(f).lanewise(ROL, 22).add(c);
        f = d.lanewise(XOR, b.and(c.lanewise(XOR, d)));
        a = a.add(fromArray(SPECIES, x, 4 * LANES)).add(T[4]).add(f).lanewise(ROL, 7).add(b);
        f = c.lanewise(XOR, a.and(b.lanewise(XOR, c)));
        d = d.add(fromArray(SPECIES, x, 5 * LANES)).add(T[5]).add(f).lanewise(ROL, 12).add(a);
        f = b.lanewise(XOR, d.and(a.lanewise(XOR, b)));
        c = c.add(fromArray(SPECIES, x, 6 * LANES)).add(T[6]).add(f).lanewise(ROL, 17).add(d);
        f = a.lanewise(XOR, c.and(d.lanewise(XOR, a)));
        b = b.add(fromArray(SPECIES, x, 7 * LANES)).add(T[7]).add(f).lanewise(ROL, 22).add(c);
        f = d.lanewise(XOR, b.and(c.lanewise(XOR, d)));
        a = a.add(fromArray(SPECIES, x, 8 * LANES)).add(T[8]).add(f).lanewise(ROL, 7).add(b);
        f = c.lanewise(XOR, a.and(b.lanewise(XOR, c)));
        d = d.add(fromArray(SPECIES, x, 9 * LANES)).add(T[9]).add(f).lanewise(ROL, 12).add(a);
        f = b.lanewise(XOR, d.and(a.lanewise(XOR, b)));
        c = c.add(fromArray(SPECIES, x, 10 * LANES)).add(T[10]).add(f).lanewise(ROL, 17).add(d);
        f = a.lanewise(XOR, c.and(d.lanewise(XOR, a)));
        b = b.add(fromArray(SPECIES, x, 11 * LANES)).add(T[11]).add(f).lanewise(ROL, 22).add(c);
        f = d.lanewise(XOR, b.and(c.lanewise(XOR, d)));
        a = a.add(fromArray(SPECIES, x, 12 * LANES)).add(T[12]).add(f).lanewise(ROL, 7).add(b);
        f = c.lanewise(XOR, a.and(b.lanewise(XOR, c)));
        d = d.add(fromArray(SPECIES, x, 13 * LANES)).add(T[13]).add(f).lanewise(ROL, 12).add(a);
        f = b.lanewise(XOR, d.and(a.lanewise(XOR, b)));
        c = c.add(fromArray(SPECIES, x, 14 * LANES)).add(T[14]).add(f).lanewise(ROL, 17).add(d);
        f = a.lanewise(XOR, c.and(d.lanewise(XOR, a)));
        b = b.add(fromArray(SPECIES, x, 15 * LANES)).add(T[15]).add(f).lanewise(ROL, 22).add(c);
        a.intoArray(state, 0);
        b.intoArray(state, LANES);
        c.intoArray(state, 2 * LANES);
        d.intoArray(state, 3 * LANES);
    }

    private static void round2(int[] state, int[] x) {
        IntVector a = fromArray(SPECIES, state, 0);
        IntVector b = fromArray(SPECIES, state, LANES);
        IntVector c = fromArray(SPECIES, state, 2 * LANES);
        IntVector d = fromArray(SPECIES, state, 3 * LANES);
        IntVector g = c.lanewise(XOR, d.and(b.lanewise(XOR, c)));
        a = a.add(fromArray(SPECIES, x, 1 * LANES)).add(T[16]).add(g).lanewise(ROL, 5).add(b);
        g = b.lanewise(XOR, c.and(a.lanewise(XOR, b)));
        d = d.add(fromArray(SPECIES, x, 6 * LANES)).add(T[17]).add(g).lanewise(ROL, 9).add(a);
        g = a.lanewise(XOR, b.and(d.lanewise(XOR, a)));
        c = c.add(fromArray(SPECIES, x, 11 * LANES)).add(T[18]).add(g).lanewise(ROL, 14).add(d);
        g = d.lanewise(XOR, a.and(c.lanewise(XOR, d)));
        b = b.add(fromArray(SPECIES, x, 0 * LANES)).add(T[19]).add(g).lanewise(ROL, 20).add(c);
        g = c.lanewise(XOR, d.and(b.lanewise(XOR, c)));
        a = a.add(fromArray(SPECIES, x, 5 * LANES)).add(T[20]).add(g).lanewise(ROL, 5).add(b);
        g = b.lanewise(XOR, c.and(a.lanewise(XOR, b)));
        d = d.add(fromArray(SPECIES, x, 10 * LANES)).add(T[21]).add(g).lanewise(ROL, 9).add(a);
        g = a.lanewise(XOR, b.and(d.lanewise(XOR, a)));
        c = c.add(fromArray(SPECIES, x, 15 * LANES)).add(T[22]).add(g).lanewise(ROL, 14).add(d);
        g = d.lanewise(XOR, a.and(c.lanewise(XOR, d)));
        b = b.add(fromArray(SPECIES, x, 4 * LANES)).add(T[23]).add(g).lanewise(ROL, 20).add(c);
        g = c.lanewise(XOR, d.and(b.lanewise(XOR, c)));
        a = a.add(fromArray(SPECIES, x, 9 * LANES)).add(T[24]).add(g).lanewise(ROL, 5).add(b);
        g = b.lanewise(XOR, c.and(a.lanewise(XOR, b)));
        d = d.add(fromArray(SPECIES, x, 14 * LANES)).add(T[25]).add(g).lanewise(ROL, 9).add(a);
        g = a.lanewise(XOR, b.and(d.lanewise(XOR, a)));
        c = c.add(fromArray(SPECIES, x, 3 * LANES)).add(T[26]).add(g).lanewise(ROL, 14).add(d);
        g = d.lanewise(XOR, a.and(c.lanewise(XOR, d)));
        b = b.add(fromArray(SPECIES, x, 8 * LANES)).add(T[27]).add(g).lanewise(ROL, 20).add(c);
        g = c.lanewise(XOR, d.and(b.lanewise(XOR, c)));
        a = a.add(fromArray(SPECIES, x, 13 * LANES)).add(T[28]).add(g).lanewise(ROL, 5).add(b);
        g = b.lanewise(XOR, c.and(a.lanewise(XOR, b)));
        d = d.add(fromArray(SPECIES, x, 2 * LANES)).add(T[29]).add(g).lanewise(ROL, 9).add(a);
        g = a.lanewise(XOR, b.and(d.lanewise(XOR, a)));
        c = c.add(fromArray(SPECIES, x, 7 * LANES)).add(T[30]).add(g).lanewise(ROL, 14).add(d);
        g = d.lanewise(XOR, a.and(c.lanewise(XOR, d)));
        b = b.add(fromArray(SPECIES, x, 12 * LANES)).add(T[31]).add(g).lanewise(ROL, 20).add(c);
        a.intoArray(state, 0);
        b.intoArray(state, LANES);
        c.intoArray(state, 2 * LANES);
        d.intoArray(state, 3 * LANES);
    }

    private static void round3(int[] state, int[] x) {
        IntVector a = fromArray(SPECIES, state, 0);
        IntVector b = fromArray(SPECIES, state, LANES);
        IntVector c = fromArray(SPECIES, state, 2 * LANES);
        IntVector d = fromArray(SPECIES, state, 3 * LANES);
        IntVector h = c.lanewise(XOR, d).lanewise(XOR, b);
        a = a.add(fromArray(SPECIES, x, 5 * LANES)).add(T[32]).add(h).lanewise(ROL, 4).add(b);
        h = b.lanewise(XOR, c).lanewise(XOR, a);
        d = d.add(fromArray(SPECIES, x, 8 * LANES)).add(T[33]).add(h).lanewise(ROL, 11).add(a);
        h = a.lanewise(XOR, b).lanewise(XOR, d);
        c = c.add(fromArray(SPECIES, x, 11 * LANES)).add(T[34]).add(h).lanewise(ROL, 16).add(d);
        h = d.lanewise(XOR, a).lanewise(XOR, c);
        b = b.add(fromArray(SPECIES, x, 14 * LANES)).add(T[35]).add(h).lanewise(ROL, 23).add(c);
        h = c.lanewise(XOR, d).lanewise(XOR, b);
        a = a.add(fromArray(SPECIES, x, 1 * LANES)).add(T[36]).add(h).lanewise(ROL, 4).add(b);
        h = b.lanewise(XOR, c).lanewise(XOR, a);
        d = d.add(fromArray(SPECIES, x, 4 * LANES)).add(T[37]).add(h).lanewise(ROL, 11).add(a);
        h = a.lanewise(XOR, b).lanewise(XOR, d);
        c = c.add(fromArray(SPECIES, x, 7 * LANES)).add(T[38]).add(h).lanewise(ROL, 16).add(d);
        h = d.lanewise(XOR, a).lanewise(XOR, c);
        b = b.add(fromArray(SPECIES, x, 10 * LANES)).add(T[39]).add(h).lanewise(ROL, 23).add(c);
        h = c.lanewise(XOR, d).lanewise(XOR, b);
        a = a.add(fromArray(SPECIES, x, 13 * LANES)).add(T[40]).add(h).lanewise(ROL, 4).add(b);
        h = b.lanewise(XOR, c).lanewise(XOR, a);
        d = d.add(fromArray(SPECIES, x, 0 * LANES)).add(T[41]).add(h).lanewise(ROL, 11).add(a);
        h = a.lanewise(XOR, b).lanewise(XOR, d);
        c = c.add(fromArray(SPECIES, x, 3 * LANES)).add(T[42]).add(h).lanewise(ROL, 16).add(d);
        h = d.lanewise(XOR, a).lanewise(XOR, c);
        b = b.add(fromArray(SPECIES, x, 6 * LANES)).add(T[43]).add(h).lanewise(ROL, 23).add(c);
        h = c.lanewise(XOR, d).lanewise(XOR, b);
        a = a.add(fromArray(SPECIES, x, 9 * LANES)).add(T[44]).add(h).lanewise(ROL, 4).add(b);
        h = b.lanewise(XOR, c).lanewise(XOR, a);
        d = d.add(fromArray(SPECIES, x, 12 * LANES)).add(T[45]).add(h).lanewise(ROL, 11).add(a);
        h = a.lanewise(XOR, b).lanewise(XOR, d);
        c = c.add(fromArray(SPECIES, x, 15 * LANES)).add(T[46]).add(h).lanewise(ROL, 16).add(d);
        h = d.lanewise(XOR, a).lanewise(XOR, c);
        b = b.add(fromArray(SPECIES, x, 2 * LANES)).add(T[47]).add(h).lanewise(ROL, 23).add(c);
        a.intoArray(state, 0);
        b.intoArray(state, LANES);
        c.intoArray(state, 2 * LANES);
        d.intoArray(state, 3 * LANES);
    }

    private static void round4(int[] state, int[] x) {
        IntVector a = fromArray(SPECIES, state, 0);
        IntVector b = fromArray(SPECIES, state, LANES);
        IntVector c = fromArray(SPECIES, state, 2 * LANES);
        IntVector d = fromArray(SPECIES, state, 3 * LANES);
        IntVector i = c.lanewise(XOR, b.or(d.not()));
        a = a.add(fromArray(SPECIES, x, 0 * LANES)).add(T[48]).add(i).lanewise(ROL, 6).add(b);
        i = b.lanewise(XOR, a.or(c.not()));
        d = d.add(fromArray(SPECIES, x, 7 * LANES)).add(T[49]).add(i).lanewise(ROL, 10).add(a);
        i = a.lanewise(XOR, d.or(b.not()));
        c = c.add(fromArray(SPECIES, x, 14 * LANES)).add(T[50]).add(i).lanewise(ROL, 15).add(d);
        i = d.lanewise(XOR, c.or(a.not()));
        b = b.add(fromArray(SPECIES, x, 5 * LANES)).add(T[51]).add(i).lanewise(ROL, 21).add(c);
        i = c.lanewise(XOR, b.or(d.not()));
        a = a.add(fromArray(SPECIES, x, 12 * LANES)).add(T[52]).add(i).lanewise(ROL, 6).add(b);
        i = b.lanewise(XOR, a.or(c.not()));
        d = d.add(fromArray(SPECIES, x, 3 * LANES)).add(T[53]).add(i).lanewise(ROL, 10).add(a);
        i = a.lanewise(XOR, d.or(b.not()));
        c = c.add(fromArray(SPECIES, x, 10 * LANES)).add(T[54]).add(i).lanewise(ROL, 15).add(d);
        i = d.lanewise(XOR, c.or(a.not()));
        b = b.add(fromArray(SPECIES, x, 1 * LANES)).add(T[55]).add(i).lanewise(ROL, 21).add(c);
        i = c.lanewise(XOR, b.or(d.not()));
        a = a.add(fromArray(SPECIES, x, 8 * LANES)).add(T[56]).add(i).lanewise(ROL, 6).add(b);
        i = b.lanewise(XOR, a.or(c.not()));
        d = d.add(fromArray(SPECIES, x, 15 * LANES)).add(T[57]).add(i).lanewise(ROL, 10).add(a);
        i = a.lanewise(XOR, d.or(b.not()));
        c = c.add(fromArray(SPECIES, x, 6 * LANES)).add(T[58]).add(i).lanewise(ROL, 15).add(d);
        i = d.lanewise(XOR, c.or(a.not()));
        b = b.add(fromArray(SPECIES, x, 13 * LANES)).add(T[59]).add(i).lanewise(ROL, 21).add(c);
        i = c.lanewise(XOR, b.or(d.not()));
        a = a.add(fromArray(SPECIES, x, 4 * LANES)).add(T[60]).add(i).lanewise(ROL, 6).add(b);
        i = b.lanewise(XOR, a.or(c.not()));
        d = d.add(fromArray(SPECIES, x, 11 * LANES)).add(T[61]).add(i).lanewise(ROL, 10).add(a);
        i = a.lanewise(XOR, d.or(b.not()));
        c = c.add(fromArray(SPECIES, x, 2 * LANES)).add(T[62]).add(i).lanewise(ROL, 15).add(d);
        i = d.lanewise(XOR, c.or(a.not()));
        b = b.add(fromArray(SPECIES, x, 9 * LANES)).add(T[63]).add(i).lanewise(ROL, 21).add(c);
        a.intoArray(state, 0);
        b.intoArray(state, LANES);
        c.intoArray(state, 2 * LANES);
        d.intoArray(state, 3 * LANES);
    }

    /// Lines up word i of every lane, so that a step loads one vector.
    private static void transpose(int[] words, int from, int laneWords, int used, int[] x) {
        for (int lane = 0; lane < LANES; lane++) {
            if ((used >>> lane & 1) == 0) {
                continue;
            }
            int at = from + lane * laneWords;
            for (int i = 0; i < BLOCK_WORDS; i++) {
                x[i * LANES + lane] = words[at + i];
            }
        }
    }
}
