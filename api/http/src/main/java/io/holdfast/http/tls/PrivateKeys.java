package io.holdfast.http.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// Reads private keys: PKCS#8 plain and encrypted [RFC 5958], PKCS#1, SEC 1; RSA, EC and EdDSA.
final class PrivateKeys {
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

    private PrivateKeys() {}

    /// The first private key among the blocks.
    ///
    /// @param password of an encrypted key
    static PrivateKey parse(String pem, String password) throws IOException {
        for (Pem.Block block : Pem.parse(pem)) {
            switch (block.label()) {
                case "PRIVATE KEY" -> {
                    return ofPkcs8(block.der());
                }
                case "RSA PRIVATE KEY" -> {
                    return ofPkcs8(Der.pkcs8OfRsa(block.der()));
                }
                case "EC PRIVATE KEY" -> {
                    return ofPkcs8(Der.pkcs8OfEc(block.der()));
                }
                case "ENCRYPTED PRIVATE KEY" -> {
                    return ofPkcs8(decrypt(block.der(), password));
                }
                default -> {
                    // EC PARAMETERS and certificates may stand beside a key
                }
            }
        }
        throw new IOException("no private key found");
    }

    private static PrivateKey ofPkcs8(byte[] der) throws IOException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException _) {
                // of another algorithm: try the next
            } catch (GeneralSecurityException e) {
                throw new IOException("cannot read private keys of " + algorithm, e);
            }
        }
        throw new IOException("private key of an unknown algorithm");
    }

    private static byte[] decrypt(byte[] der, String password) throws IOException {
        if (password.isEmpty()) {
            throw new IOException("the private key is encrypted and no password is set");
        }
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
            // For PBES2 the parameters, not the OID, name the algorithm.
            String name =
                    info.getAlgName().equals("PBES2")
                            ? info.getAlgParameters().toString()
                            : info.getAlgName();
            SecretKeyFactory keys = SecretKeyFactory.getInstance(name);
            Cipher cipher = Cipher.getInstance(name);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    keys.generateSecret(new PBEKeySpec(password.toCharArray())),
                    info.getAlgParameters());
            return info.getKeySpec(cipher).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IOException("the private key cannot be decrypted with the password", e);
        }
    }
}
