package io.holdfast.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdentityFileTest {
    @Test
    void bytesAreThoseOfTheFormat() {
        assertThat(IdentityFile.encode(TestKeys.identity(2)))
                .asString()
                .isEqualTo(
                        """
                        {
                          "format" : 1,
                          "oldestReader" : 1,
                          "deployment" : "00000000-0000-0001-0000-000000000001",
                          "pool" : 0,
                          "set" : 0,
                          "index" : 2,
                          "drives" : 4,
                          "parity" : 2,
                          "driveId" : "00000000-0000-0002-0000-000000000002",
                          "incarnation" : "00000000-0000-0003-0000-000000000002",
                          "checksum" : "5e0ff05e"
                        }
                        """);
    }

    /// The checksum covers fields that this version does not know, of any kind.
    @Test
    void oldestReaderOfALaterFormatIsRead() throws Exception {
        String later =
                """
                {"later":{"texts":["é/\\\\\\"",null,true],"numbers":[1.5,3000000000,-7]},
                "oldestReader":1,"checksum":"7d7993ca"}""";
        assertThat(IdentityFile.oldestReader(TestKeys.text(later))).isEqualTo(1);
        assertThatThrownBy(() -> IdentityFile.oldestReader(TestKeys.text(later.replace("7", "8"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("checksum");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "{}", "{} {}", "{\"checksum\":1}"})
    void whatIsNoIdentityIsRefused(String text) {
        assertThatThrownBy(() -> IdentityFile.decode(TestKeys.text(text)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("identity.json ");
    }
}
