package io.holdfast.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.Seeds;
import java.lang.foreign.MemorySegment;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class XorKernelTest {
    @Test
    void scalarAndVectorAgree() {
        Seeds.forEach(
                300,
                random -> {
                    int data = random.nextInt(1, 16);
                    int parity = random.nextInt(1, 17 - data);
                    int length = random.nextInt(0, 20_000);
                    MemorySegment[] scalar = randomShards(random, data + parity, length);
                    MemorySegment[] vector = copy(scalar);
                    new ErasureCode(data, parity, new ScalarXorKernel()).encode(scalar, length);
                    new ErasureCode(data, parity, new VectorXorKernel()).encode(vector, length);
                    for (int i = 0; i < scalar.length; i++) {
                        assertThat(vector[i].mismatch(scalar[i])).isEqualTo(-1);
                    }
                });
    }

    /// The format as documented, followed literally: each element is gathered from its bits.
    @Test
    void parityIsThatOfTheDocumentedLayout() {
        Seeds.forEach(
                30,
                random -> {
                    int length = random.nextInt(1, 1500);
                    MemorySegment[] shards = randomShards(random, 9, length);
                    ErasureCode.of(5, 4).encode(shards, length);
                    for (int element = 0; element < length; element++) {
                        for (int row = 0; row < 4; row++) {
                            int sum = 0;
                            for (int i = 0; i < 5; i++) {
                                int value = element(shards[i], length, element);
                                sum ^= GaloisField.multiply(CodingMatrix.parity(row, i), value);
                            }
                            assertThat(element(shards[5 + row], length, element)).isEqualTo(sum);
                        }
                    }
                });
    }

    @Test
    void withoutTheIncubatingModuleTheScalarKernelIsChosen() {
        assertThat(XorKernels.choose(ModuleLayer.empty())).isInstanceOf(ScalarXorKernel.class);
        assertThat(XorKernels.choose(ModuleLayer.boot())).isInstanceOf(VectorXorKernel.class);
        assertThat(ErasureCode.isVectorised()).isTrue();
    }

    private static int element(MemorySegment shard, int length, int index) {
        byte[] bytes = (byte[]) shard.heapBase().orElseThrow();
        int blocksEnd = length / 512 * 512;
        int packetBytes = index < blocksEnd ? 64 : length % 512 / 8;
        int start = index < blocksEnd ? index / 512 * 512 : blocksEnd;
        if (index >= start + 8 * packetBytes) {
            return bytes[index] & 0xff;
        }
        int within = index - start; // elements of a block are counted along its packets
        int value = 0;
        for (int bit = 0; bit < 8; bit++) {
            int packetByte = bytes[start + bit * packetBytes + within / 8];
            value |= (packetByte >> within % 8 & 1) << bit;
        }
        return value;
    }

    private static MemorySegment[] randomShards(RandomGenerator random, int count, int length) {
        MemorySegment[] shards = new MemorySegment[count];
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            shards[i] = MemorySegment.ofArray(bytes);
        }
        return shards;
    }

    private static MemorySegment[] copy(MemorySegment[] shards) {
        MemorySegment[] copy = new MemorySegment[shards.length];
        for (int i = 0; i < shards.length; i++) {
            byte[] bytes = (byte[]) shards[i].heapBase().orElseThrow();
            copy[i] = MemorySegment.ofArray(bytes.clone());
        }
        return copy;
    }
}
