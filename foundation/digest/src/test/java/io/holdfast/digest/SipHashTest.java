package io.holdfast.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SipHashTest {
    private static final byte[] KEY = counting(16);

    /// The paper's appendix A: key 00 to 0f, message 00 to 0e.
    @Test
    void paperExample() {
        assertThat(SipHash.of(KEY, counting(15))).isEqualTo(0xa129ca6149be45e5L);
    }

    /// Messages 00, 00 01, ... of the authors' reference vectors (key 00 to 0f).
    @Test
    void referenceVectors() {
        long[] expected = {
            0x726fdb47dd0e0e31L,
            0x74f839c593dc67fdL,
            0x0d6c8009d9a94f5aL,
            0x85676696d7fb7e2dL,
            0xcf2794e0277187b7L,
            0x18765564cd99a68dL,
            0xcbc9466e58fee3ceL,
            0xab0200f58b01d137L,
            0x93f5f5799a932462L,
        };
        for (int length = 0; length < expected.length; length++) {
            assertThat(SipHash.of(KEY, counting(length))).isEqualTo(expected[length]);
        }
    }

    @Test
    void partsOfArraysHashAlike() {
        byte[] message = counting(40);
        for (int offset = 0; offset <= 40; offset++) {
            byte[] part = Arrays.copyOfRange(message, offset, 40);
            assertThat(
                            SipHash.of(
                                    0x0706050403020100L,
                                    0x0f0e0d0c0b0a0908L,
                                    message,
                                    offset,
                                    40 - offset))
                    .isEqualTo(SipHash.of(KEY, part));
        }
    }

    private static byte[] counting(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
