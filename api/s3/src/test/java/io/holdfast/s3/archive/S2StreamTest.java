package io.holdfast.s3.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class S2StreamTest {
    private static String read(byte[] frames) throws IOException {
        return new String(new S2Stream(new ByteArrayInputStream(frames)).readAllBytes(), UTF_8);
    }

    private static void damaged(byte[] frames, String message) {
        assertThatThrownBy(() -> read(frames))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining(message);
    }

    @Test
    void blocksArePlainOrPacked() throws IOException {
        byte[] frames =
                new TestS2()
                        .plain("plain ")
                        .skippable()
                        .packed("abcabcabcab", 11, 0x08, 'a', 'b', 'c', 0x11, 3)
                        .packed(
                                " and abcabc",
                                11,
                                0x1c,
                                ' ',
                                'a',
                                'n',
                                'd',
                                ' ',
                                'a',
                                'b',
                                'c',
                                0x0a,
                                3,
                                0)
                        .end();
        assertThat(read(frames)).isEqualTo("plain abcabcabcab and abcabc");
    }

    @Test
    void anOffsetOfZeroRepeatsTheLastOne() throws IOException {
        assertThat(read(new TestS2().packed("aaaaaaaaa", 9, 0x00, 'a', 0x01, 1, 0x01, 0).end()))
                .isEqualTo("aaaaaaaaa");
        String many = "a".repeat(1 + 4 + 20 + 8);
        assertThat(read(new TestS2().packed(many, 33, 0x00, 'a', 0x01, 1, 0x15, 0, 20).end()))
                .isEqualTo(many);
        String more = "a".repeat(1 + 4 + 256 + 7 + 4);
        assertThat(
                        read(
                                new TestS2()
                                        .packed(more, 0x90, 0x02, 0x00, 'a', 0x01, 1, 0x19, 0, 7, 0)
                                        .end()))
                .isEqualTo(more);
    }

    @Test
    void longLiteralsAndOffsets() throws IOException {
        String text = "0123456789".repeat(30);
        byte[] literal = text.getBytes(UTF_8);
        int[] block = new int[2 + 3 + literal.length + 5];
        block[0] = 0xaf;
        block[1] = 0x02;
        block[2] = 61 << 2;
        block[3] = (literal.length - 1) & 0xff;
        block[4] = (literal.length - 1) >> 8;
        for (int i = 0; i < literal.length; i++) {
            block[5 + i] = literal[i];
        }
        int at = 5 + literal.length;
        block[at] = 2 << 2 | 3;
        block[at + 1] = 300 & 0xff;
        block[at + 2] = 300 >> 8;
        assertThat(read(new TestS2().packed(text + "012", block).end())).isEqualTo(text + "012");
    }

    @Test
    void damageIsFound() {
        byte[] good = new TestS2().packed("abcabc", 6, 0x08, 'a', 'b', 'c', 0x0a, 3, 0).end();
        byte[] wrong = good.clone();
        wrong[wrong.length - 4] ^= 1;
        damaged(wrong, "checksum");
        damaged(new TestS2().packed("", 6, 0x08, 'a', 'b', 'c', 0x0a, 4, 0).end(), "damaged");
        damaged(new TestS2().packed("", 6, 0x01, 0).end(), "damaged");
        damaged(new TestS2().packed("", 5, 0x08, 'a', 'b', 'c', 0x0a, 3, 0).end(), "damaged");
        damaged(new TestS2().packed("", 7, 0x08, 'a', 'b', 'c', 0x0a, 3, 0).end(), "damaged");
        damaged(new TestS2().packed("", 6, 0xfc, 0xff, 0xff, 0xff, 0xff, 'a').end(), "damaged");
        damaged(new TestS2().packed("", 0xff, 0xff, 0xff, 0x7f).end(), "too large");
        damaged(new TestS2().frame(0x02, new byte[4]).end(), "unknown");
        damaged(new TestS2().frame(0xff, new byte[7]).end(), "unknown");
        damaged(new TestS2().frame(0x00, new byte[3]).end(), "length");
        for (int cut = 11; cut < good.length; cut++) {
            byte[] some = Arrays.copyOf(good, cut);
            assertThatThrownBy(() -> read(some)).isInstanceOf(EOFException.class);
        }
    }
}
