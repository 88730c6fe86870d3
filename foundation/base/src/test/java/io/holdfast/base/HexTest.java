package io.holdfast.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HexTest {
    @Test
    void everyByteComesBack() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertThat(Hex.parse(Hex.of(all))).hasValueSatisfying(b -> assertThat(b).isEqualTo(all));
        assertThat(Hex.of(new byte[] {0, (byte) 0xaf})).isEqualTo("00af");
    }

    @Test
    void upperCaseIsRead() {
        assertThat(Hex.parse("AF"))
                .hasValueSatisfying(b -> assertThat(b).containsExactly((byte) 0xaf));
    }

    @Test
    void otherTextIsNoHex() {
        assertThat(Hex.parse("abc")).isEmpty();
        assertThat(Hex.parse("0g")).isEmpty();
        assertThat(Hex.parse("-1")).isEmpty();
        assertThat(Hex.parse("\u0661\u0661")).isEmpty();
        assertThat(Hex.parse("")).isPresent();
    }
}
