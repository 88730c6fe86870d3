package io.holdfast.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.base.BugException;
import io.holdfast.testkit.Seeds;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class ErasureCodeTest {
    @Test
    void everyLossOfEverySmallGeometryIsRebuilt() {
        RandomGenerator random = Seeds.of(1);
        for (int total = 1; total <= 8; total++) {
            for (int data = 1; data <= total; data++) {
                ErasureCode code = ErasureCode.of(data, total - data);
                byte[][] original = encoded(code, random, 8 * 64 + 8 * 3 + 5);
                for (int present = 0; present < 1 << total; present++) {
                    if (Integer.bitCount(present) >= data) {
                        assertRebuilds(code, original, present);
                    }
                }
            }
        }
    }

    @Test
    void randomLossesOfLargeGeometriesAreRebuilt() {
        Seeds.forEach(
                300,
                random -> {
                    int total = random.nextInt(9, 17);
                    int data = random.nextInt(1, total + 1);
                    ErasureCode code = ErasureCode.of(data, total - data);
                    byte[][] original = encoded(code, random, random.nextInt(0, 12_000));
                    assertRebuilds(code, original, randomMask(random, total, data));
                });
    }

    @Test
    void everyLengthIsCoded() {
        RandomGenerator random = Seeds.of(2);
        ErasureCode code = ErasureCode.of(4, 2);
        for (int length = 0; length <= 1200; length++) {
            assertRebuilds(code, encoded(code, random, length), 0b110101);
        }
    }

    @Test
    void onlyWantedShardsAreTouched() {
        ErasureCode code = ErasureCode.of(4, 3);
        byte[][] original = encoded(code, Seeds.of(3), 5000);
        MemorySegment[] shards = copy(original);
        shards[1].fill((byte) 0);
        shards[2].fill((byte) 0);
        shards[5] = MemorySegment.NULL;
        code.rebuild(shards, 0b1011001, 1 << 1, 5000);
        assertThat(bytes(shards[1])).isEqualTo(original[1]);
        assertThat(bytes(shards[2])).containsOnly(0);
    }

    @Test
    void bytesBeyondTheLengthAreLeftAlone() {
        ErasureCode code = ErasureCode.of(2, 2);
        MemorySegment[] shards = copy(new byte[4][1000]);
        for (MemorySegment shard : shards) {
            shard.fill((byte) 7);
        }
        code.encode(shards, 900);
        assertThat(shards[3].asSlice(900).toArray(ValueLayout.JAVA_BYTE)).containsOnly(7);
    }

    @Test
    void anyFlippedBitIsSeenByVerify() {
        Seeds.forEach(
                200,
                random -> {
                    int data = random.nextInt(1, 9);
                    ErasureCode code = ErasureCode.of(data, random.nextInt(1, 9));
                    int length = random.nextInt(1, 9000);
                    MemorySegment[] shards = copy(encoded(code, random, length));
                    assertThat(code.verify(shards, length)).isTrue();
                    byte[] damaged = bytes(shards[random.nextInt(shards.length)]);
                    damaged[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
                    assertThat(code.verify(shards, length)).isFalse();
                });
    }

    @Test
    void heapAndNativeSegmentsMix() {
        Seeds.forEach(
                50,
                random -> {
                    ErasureCode code = ErasureCode.of(3, 3);
                    int length = random.nextInt(1, 20_000);
                    byte[][] original = encoded(code, random, length);
                    try (Arena arena = Arena.ofConfined()) {
                        MemorySegment[] shards = copy(original);
                        for (int i = 0; i < shards.length; i += 2) {
                            shards[i] = arena.allocate(length + 1).asSlice(1).copyFrom(shards[i]);
                        }
                        shards[0].fill((byte) 0);
                        shards[1].fill((byte) 0);
                        code.rebuild(shards, 0b111100, 0b000011, length);
                        assertThat(shards[0].mismatch(MemorySegment.ofArray(original[0])))
                                .isEqualTo(-1);
                        assertThat(bytes(shards[1])).isEqualTo(original[1]);
                    }
                });
    }

    @Test
    void shardBytesRoundUp() {
        ErasureCode code = ErasureCode.of(12, 4);
        assertThat(code.shardBytes(0)).isZero();
        assertThat(code.shardBytes(1)).isEqualTo(1);
        assertThat(code.shardBytes(1 << 20)).isEqualTo(87_382);
        assertThat(ErasureCode.of(1, 0).shardBytes(17)).isEqualTo(17);
        assertThat(code.totalShards()).isEqualTo(code.dataShards() + code.parityShards());
    }

    @Test
    void oneInstancePerGeometry() {
        assertThat(ErasureCode.of(4, 2)).isSameAs(ErasureCode.of(4, 2));
        assertThat(ErasureCode.of(2, 4)).isNotSameAs(ErasureCode.of(4, 2));
    }

    @Test
    void wrongUseIsRefused() {
        ErasureCode code = ErasureCode.of(2, 1);
        MemorySegment[] shards = copy(new byte[3][10]);
        assertThatThrownBy(() -> ErasureCode.of(0, 2)).isInstanceOf(BugException.class);
        assertThatThrownBy(() -> ErasureCode.of(12, 5)).isInstanceOf(BugException.class);
        assertThatThrownBy(() -> code.encode(shards, 11)).isInstanceOf(BugException.class);
        assertThatThrownBy(() -> code.rebuild(shards, 0b001, 0b010, 10))
                .isInstanceOf(BugException.class);
        assertThatThrownBy(() -> code.rebuild(shards, 0b011, 0b001, 10))
                .isInstanceOf(BugException.class);
        assertThatThrownBy(() -> code.rebuild(shards, 0b011, 0b1000, 10))
                .isInstanceOf(BugException.class);
    }

    private static void assertRebuilds(ErasureCode code, byte[][] original, int present) {
        int wanted = ~present & (1 << code.totalShards()) - 1;
        int length = original[0].length;
        MemorySegment[] shards = copy(original);
        for (int i = 0; i < shards.length; i++) {
            if ((wanted & 1 << i) != 0) {
                shards[i].fill((byte) 0x5a);
            }
        }
        code.rebuild(shards, present, wanted, length);
        for (int i = 0; i < shards.length; i++) {
            assertThat(bytes(shards[i]))
                    .as("%d+%d %x", code.dataShards(), code.parityShards(), present)
                    .isEqualTo(original[i]);
        }
    }

    private static byte[][] encoded(ErasureCode code, RandomGenerator random, int length) {
        byte[][] shards = new byte[code.totalShards()][length];
        for (int i = 0; i < code.dataShards(); i++) {
            random.nextBytes(shards[i]);
        }
        MemorySegment[] segments = new MemorySegment[shards.length];
        for (int i = 0; i < shards.length; i++) {
            segments[i] = MemorySegment.ofArray(shards[i]);
        }
        code.encode(segments, length);
        return shards;
    }

    private static int randomMask(RandomGenerator random, int total, int bits) {
        int mask = 0;
        while (Integer.bitCount(mask) < bits) {
            mask |= 1 << random.nextInt(total);
        }
        return mask;
    }

    private static MemorySegment[] copy(byte[][] shards) {
        MemorySegment[] copy = new MemorySegment[shards.length];
        for (int i = 0; i < shards.length; i++) {
            copy[i] = MemorySegment.ofArray(shards[i].clone());
        }
        return copy;
    }

    private static byte[] bytes(MemorySegment shard) {
        return (byte[]) shard.heapBase().orElseThrow();
    }
}
