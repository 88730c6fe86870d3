package io.holdfast.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PrivateKeysTest {
    @ParameterizedTest
    @CsvSource({
        "ec-sec1.key,EC",
        "rsa-pkcs1.key,RSA",
        "ed25519.key,EdDSA",
        "ec-pkcs8.key,EC",
        "ec-encrypted.key,EC"
    })
    void everyCommonFormIsRead(String file, String algorithm) throws IOException {
        assertThat(PrivateKeys.parse(resource(file), "secret").getAlgorithm()).isEqualTo(algorithm);
    }

    @Test
    void wrongOrMissingPasswordIsSaid() throws IOException {
        String key = resource("ec-encrypted.key");
        assertThatThrownBy(() -> PrivateKeys.parse(key, "wrong"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("decrypted");
        assertThatThrownBy(() -> PrivateKeys.parse(key, ""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no password");
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----MAA=-----END EC PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----MIP///8=-----END EC PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----AAAA-----END RSA PRIVATE KEY-----"
    })
    void damageIsAnErrorAndNothingElse(String pem) {
        assertThatThrownBy(() -> PrivateKeys.parse(pem, "")).isInstanceOf(IOException.class);
    }

    static String resource(String name) throws IOException {
        try (InputStream in = PrivateKeysTest.class.getResourceAsStream("/tls/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
