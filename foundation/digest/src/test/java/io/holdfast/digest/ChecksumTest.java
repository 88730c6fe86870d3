package io.holdfast.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.base.BugException;
import io.holdfast.base.Hex;
import io.holdfast.testkit.Seeds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ChecksumTest {
    /// Check values of "123456789" from the catalogue of parametrised CRC algorithms; "abc" from
    /// FIPS 180-4's examples.
    @ParameterizedTest
    @CsvSource({
        "CRC32, 123456789, cbf43926",
        "CRC32C, 123456789, e3069283",
        "CRC64NVME, 123456789, ae8b14860a799888",
        "CRC64NVME, '', 0000000000000000",
        "SHA1, abc, a9993e364706816aba3e25717850c26c9cd0d89d",
        "SHA256, abc, ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    })
    void knownValues(ChecksumAlgorithm algorithm, String text, String expected) {
        Checksum checksum = algorithm.newChecksum();
        checksum.update(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        assertThat(Hex.of(checksum.value())).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void splitsDoNotMatter(ChecksumAlgorithm algorithm) {
        Seeds.forEach(
                100,
                random -> {
                    byte[] bytes = randomBytes(random, random.nextInt(2000));
                    Checksum checksum = algorithm.newChecksum();
                    int at = 0;
                    while (at < bytes.length) {
                        int length = random.nextInt(1, Math.min(200, bytes.length - at) + 1);
                        if (random.nextBoolean()) {
                            checksum.update(bytes, at, length);
                        } else {
                            ByteBuffer direct = ByteBuffer.allocateDirect(length + 3);
                            direct.position(3).mark().put(bytes, at, length).reset();
                            checksum.update(direct);
                            assertThat(direct.hasRemaining()).isFalse();
                        }
                        at += length;
                    }
                    assertThat(checksum.value()).isEqualTo(of(algorithm, bytes, 0, bytes.length));
                });
    }

    @ParameterizedTest
    @EnumSource
    void combinedPartsEqualTheWhole(ChecksumAlgorithm algorithm) {
        if (!algorithm.canCombine()) {
            assertThatThrownBy(() -> Checksums.combine(algorithm, new byte[0], new byte[0], 0))
                    .isInstanceOf(IllegalArgumentException.class);
            return;
        }
        Seeds.forEach(
                100,
                random -> {
                    byte[] bytes = randomBytes(random, random.nextInt(100_000));
                    int cut = random.nextInt(bytes.length + 1);
                    byte[] a = of(algorithm, bytes, 0, cut);
                    byte[] b = of(algorithm, bytes, cut, bytes.length - cut);
                    assertThat(Checksums.combine(algorithm, a, b, bytes.length - cut))
                            .isEqualTo(of(algorithm, bytes, 0, bytes.length));
                });
    }

    @Test
    void fiveTebibytesCombineLikeTheirHalves() {
        // Combining is associative: two ways to the checksum of the same 5 TiB.
        byte[] part = of(ChecksumAlgorithm.CRC64NVME, new byte[] {1, 2, 3}, 0, 3);
        long tail = 5L << 40;
        byte[] left = combine(combine(part, part, 3), part, tail);
        byte[] right = combine(part, combine(part, part, tail), tail + 3);
        assertThat(left).isEqualTo(right);
    }

    @Test
    void compositeIsTheDigestOfDigests() {
        byte[] a = of(ChecksumAlgorithm.SHA256, new byte[] {1}, 0, 1);
        byte[] b = of(ChecksumAlgorithm.SHA256, new byte[] {2}, 0, 1);
        byte[] both = new byte[64];
        System.arraycopy(a, 0, both, 0, 32);
        System.arraycopy(b, 0, both, 32, 32);
        assertThat(Checksums.composite(ChecksumAlgorithm.SHA256, List.of(a, b)))
                .isEqualTo(of(ChecksumAlgorithm.SHA256, both, 0, 64));
    }

    @Test
    void namesAreThoseOfS3() {
        assertThat(ChecksumAlgorithm.CRC64NVME.headerName()).isEqualTo("x-amz-checksum-crc64nvme");
        assertThat(ChecksumAlgorithm.SHA256.s3Name()).isEqualTo("SHA256");
        assertThat(ChecksumAlgorithm.ofS3Name("crc32c")).contains(ChecksumAlgorithm.CRC32C);
        assertThat(ChecksumAlgorithm.ofHeaderName("X-Amz-Checksum-Sha1"))
                .contains(ChecksumAlgorithm.SHA1);
        assertThat(ChecksumAlgorithm.ofS3Name("MD5")).isEmpty();
        assertThat(ChecksumAlgorithm.ofHeaderName("x-amz-checksum-mode")).isEmpty();
    }

    @Test
    void valuesReadTheirOwnText() {
        Seeds.forEach(
                20,
                random -> {
                    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
                        byte[] bytes = randomBytes(random, algorithm.digestBytes());
                        ChecksumValue value = new ChecksumValue(algorithm, bytes);
                        assertThat(ChecksumValue.parse(algorithm, value.base64())).contains(value);
                        assertThat(value.value()).isEqualTo(bytes).isNotSameAs(value.value());
                    }
                });
        assertThat(ChecksumValue.parse(ChecksumAlgorithm.CRC32, "AAAA")).isEmpty();
        assertThat(ChecksumValue.parse(ChecksumAlgorithm.CRC32, "*")).isEmpty();
        assertThatThrownBy(() -> new ChecksumValue(ChecksumAlgorithm.CRC32, new byte[3]))
                .isInstanceOf(BugException.class);
    }

    static byte[] of(ChecksumAlgorithm algorithm, byte[] bytes, int offset, int length) {
        Checksum checksum = algorithm.newChecksum();
        checksum.update(bytes, offset, length);
        return checksum.value();
    }

    private static byte[] combine(byte[] a, byte[] b, long lengthOfB) {
        return Checksums.combine(ChecksumAlgorithm.CRC64NVME, a, b, lengthOfB);
    }

    private static byte[] randomBytes(RandomGenerator random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void longMessagesAreFoldedToTheSame() {
        byte[] bytes = new byte[200_000];
        new Random(7).nextBytes(bytes);
        for (int length : List.of(59_263, 59_264, 59_265, 70_000, 92_100, 92_101, 200_000)) {
            for (int start : List.of(0, 3)) {
                int count = Math.min(length, bytes.length - start);
                Checksum piecewise = ChecksumAlgorithm.CRC64NVME.newChecksum();
                for (int at = 0; at < count; at += 1000) {
                    piecewise.update(bytes, start + at, Math.min(1000, count - at));
                }
                Checksum array = ChecksumAlgorithm.CRC64NVME.newChecksum();
                array.update(bytes, start, count);
                Checksum direct = ChecksumAlgorithm.CRC64NVME.newChecksum();
                ByteBuffer memory = ByteBuffer.allocateDirect(10 + count).position(10);
                memory.put(bytes, start, count).flip().position(10);
                direct.update(memory);
                assertThat(memory.hasRemaining()).isFalse();
                // After something else: the state before counts.
                Checksum later = ChecksumAlgorithm.CRC64NVME.newChecksum();
                later.update(bytes, start, 100);
                later.update(bytes, start + 100, count - 100);
                assertThat(array.value())
                        .as("%d from %d", count, start)
                        .isEqualTo(piecewise.value());
                assertThat(direct.value()).isEqualTo(piecewise.value());
                assertThat(later.value()).isEqualTo(piecewise.value());
            }
        }
    }
}
