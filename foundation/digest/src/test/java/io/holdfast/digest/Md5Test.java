package io.holdfast.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.base.Hex;
import io.holdfast.testkit.Seeds;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class Md5Test {
    /// RFC 1321 appendix A.5.
    @ParameterizedTest
    @CsvSource({
        "'', d41d8cd98f00b204e9800998ecf8427e",
        "a, 0cc175b9c0f1b6a831c399e269772661",
        "abc, 900150983cd24fb0d6963f7d28e17f72",
        "message digest, f96b697d7cb7938d525a2f31aaf161d0",
        "abcdefghijklmnopqrstuvwxyz, c3fcd3d76192e4007dfb496cca67e13b",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789,"
                + " d174ab98d277d9f5a5611c2c9f419d9f",
        "12345678901234567890123456789012345678901234567890123456789012345678901234567890,"
                + " 57edf4a22be3c955ac49da2e2107b67a",
    })
    void rfcVectors(String text, String expected) throws InterruptedException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertThat(Hex.of(Md5Engine.md5(bytes, 0, bytes.length))).isEqualTo(expected);
        try (Md5Engine engine = new Md5Engine();
                Md5Stream stream = engine.open()) {
            assertThat(stream.update(MemorySegment.ofArray(bytes)).await()).isTrue();
            assertThat(Hex.of(stream.digest())).isEqualTo(expected);
        }
    }

    @Test
    void stateEqualsTheJdkForEveryLengthAndSplit() {
        Seeds.forEach(
                300,
                random -> {
                    byte[] bytes = new byte[random.nextInt(0, 10_000)];
                    random.nextBytes(bytes);
                    Md5State state = new Md5State();
                    for (int at = 0; at < bytes.length; ) {
                        int length = random.nextInt(1, Math.min(5000, bytes.length - at) + 1);
                        state.update(MemorySegment.ofArray(bytes).asSlice(at, length));
                        at += length;
                    }
                    assertThat(state.finish()).isEqualTo(Md5Engine.md5(bytes, 0, bytes.length));
                });
    }

    @Test
    void everyUsedLaneEqualsTheScalarCompression() {
        Md5Lanes lanes = Md5Lanes.ofMachine().orElseThrow();
        int count = lanes.count();
        Seeds.forEach(
                50,
                random -> {
                    int blocks = random.nextInt(1, 5);
                    int laneWords = blocks * ScalarMd5.BLOCK_WORDS;
                    int[] words = random.ints((long) count * laneWords).toArray();
                    int[] state = random.ints(4L * count).toArray();
                    int[] before = state.clone();
                    int used = random.nextInt(1 << count);
                    lanes.compress(state, words, laneWords, blocks, used);
                    for (int lane = 0; lane < count; lane++) {
                        if ((used >>> lane & 1) == 0) {
                            continue;
                        }
                        int[] expected = pick(before, lane, count);
                        ScalarMd5.compress(expected, words, lane * laneWords, blocks);
                        assertThat(pick(state, lane, count)).isEqualTo(expected);
                    }
                });
    }

    @Test
    void pooledDigestsAreClean() {
        byte[] bytes = "xabcx".getBytes(StandardCharsets.US_ASCII);
        byte[] first = Md5Engine.md5(bytes, 1, 3);
        for (int i = 0; i < 10; i++) {
            assertThat(Md5Engine.md5(bytes, 1, 3)).isEqualTo(first);
        }
        assertThat(Hex.of(Arrays.copyOf(first, 4))).isEqualTo("90015098");
    }

    private static int[] pick(int[] state, int lane, int count) {
        return new int[] {
            state[lane], state[count + lane], state[2 * count + lane], state[3 * count + lane]
        };
    }
}
