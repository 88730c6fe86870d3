package io.holdfast.http.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/// A certificate chain with its key.
///
/// @param alias unique in the folder
/// @param chain leaf first
/// @param names DNS names and IP addresses that the leaf is for, in lower case
record Identity(String alias, List<X509Certificate> chain, PrivateKey key, Set<String> names) {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final byte[] PROBE = {1, 2, 3, 4};

    Identity {
        chain = List.copyOf(chain);
        names = Set.copyOf(names);
    }

    /// Reads `public.crt` and `private.key` of a folder.
    ///
    /// @throws IOException when a file is not readable or key and certificate do not match
    static Identity read(Path folder, String alias, String password) throws IOException {
        try {
            List<X509Certificate> chain = certificates(folder.resolve("public.crt"));
            if (chain.isEmpty()) {
                throw new IOException("no certificate found");
            }
            PrivateKey key =
                    PrivateKeys.parse(Files.readString(folder.resolve("private.key")), password);
            requireMatch(chain.getFirst().getPublicKey(), key);
            return new Identity(alias, chain, key, names(chain.getFirst()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IOException("certificate in " + folder + ": " + e.getMessage(), e);
        }
    }

    /// All certificates of a PEM file.
    static List<X509Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> found = new ArrayList<>();
        for (Pem.Block block : Pem.parse(Files.readString(file))) {
            if (block.label().equals("CERTIFICATE")) {
                found.add(
                        (X509Certificate)
                                factory.generateCertificate(new ByteArrayInputStream(block.der())));
            }
        }
        return found;
    }

    /// Whether the certificate is for this host, which is in lower case.
    boolean isFor(String host) {
        if (names.contains(host)) {
            return true;
        }
        // A wildcard stands for exactly one label [RFC 9525 §6.3].
        int dot = host.indexOf('.');
        return dot > 0 && names.contains("*" + host.substring(dot));
    }

    X509Certificate[] chainArray() {
        return chain.toArray(X509Certificate[]::new);
    }

    private static void requireMatch(PublicKey publicKey, PrivateKey key)
            throws IOException, GeneralSecurityException {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> "EdDSA";
                };
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(PROBE);
        byte[] signature = signer.sign();
        try {
            signer.initVerify(publicKey);
            signer.update(PROBE);
            if (signer.verify(signature)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("private key and certificate do not belong together", e);
        }
        throw new IOException("private key and certificate do not belong together");
    }

    private static Set<String> names(X509Certificate leaf) throws GeneralSecurityException {
        Set<String> names = new TreeSet<>();
        Collection<List<?>> alternatives = leaf.getSubjectAlternativeNames();
        if (alternatives != null) {
            for (List<?> entry : alternatives) {
                int type = (Integer) entry.get(0);
                if (type == DNS_NAME || type == IP_ADDRESS) {
                    names.add(entry.get(1).toString().toLowerCase(Locale.ROOT));
                }
            }
        }
        if (names.isEmpty()) {
            addCommonName(leaf, names);
        }
        return names;
    }

    private static void addCommonName(X509Certificate leaf, Set<String> names) {
        try {
            for (Rdn rdn : new LdapName(leaf.getSubjectX500Principal().getName()).getRdns()) {
                if (rdn.getType().equalsIgnoreCase("CN")) {
                    names.add(rdn.getValue().toString().toLowerCase(Locale.ROOT));
                }
            }
        } catch (InvalidNameException _) {
            // a certificate without a usable name serves as the default only
        }
    }
}
