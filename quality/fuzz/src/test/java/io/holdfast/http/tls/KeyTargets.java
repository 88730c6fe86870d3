package io.holdfast.http.tls;

import io.holdfast.fuzz.FuzzTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Private keys of certificates. Encrypted ones are left out: their iteration count is the
/// operator's own, and may take as long as the operator wants.
public final class KeyTargets {
    // Tag and length, version, algorithm; behind them the older form of an EC key.
    private static final int EC_KEY_AT = 29;

    private KeyTargets() {}

    public static List<FuzzTarget> all() {
        return List.of(
                FuzzTarget.of(
                        "privateKey",
                        IOException.class,
                        seeds(),
                        input ->
                                PrivateKeys.parse(
                                        new String(input, StandardCharsets.ISO_8859_1), "")),
                FuzzTarget.of("der", IOException.class, List.of(ecKey()), Der::pkcs8OfEc));
    }

    private static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (String algorithm : List.of("EC", "Ed25519")) {
            seeds.add(pem("PRIVATE KEY", key(algorithm)));
        }
        seeds.add(pem("EC PRIVATE KEY", ecKey()));
        return seeds;
    }

    private static byte[] key(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm)
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] ecKey() {
        byte[] key = key("EC");
        return Arrays.copyOfRange(key, Math.min(EC_KEY_AT, key.length), key.length);
    }

    private static byte[] pem(String label, byte[] der) {
        String text =
                "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                        .formatted(label, Base64.getMimeEncoder().encodeToString(der), label);
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
