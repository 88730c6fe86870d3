package io.holdfast.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class Crc32cTest {
    private static final byte[] DIGITS = "123456789".getBytes(StandardCharsets.US_ASCII);
    private static final int CHECK = 0xe3069283;

    @Test
    void everyKindOfMemoryGivesTheCheckValue() {
        assertThat(Crc32c.of(DIGITS)).isEqualTo(CHECK);
        assertThat(Crc32c.of("x123456789x".getBytes(StandardCharsets.US_ASCII), 1, 9))
                .isEqualTo(CHECK);
        assertThat(Crc32c.of(MemorySegment.ofArray(DIGITS))).isEqualTo(CHECK);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment direct = arena.allocate(DIGITS.length);
            direct.copyFrom(MemorySegment.ofArray(DIGITS));
            assertThat(Crc32c.of(direct)).isEqualTo(CHECK);
        }
        assertThat(Crc32c.of(MemorySegment.NULL)).isZero();
    }

    @Test
    void buffersStayWhereTheyAre() {
        ByteBuffer buffer = ByteBuffer.wrap(DIGITS);
        assertThat(Crc32c.of(buffer)).isEqualTo(CHECK);
        assertThat(buffer.remaining()).isEqualTo(9);
    }
}
