package io.holdfast.http.tls;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// All certificates of the folder at one moment; the first is the default. Immutable.
record Identities(List<Identity> all) {
    private static final String AUTHORITIES = "CAs";

    Identities {
        all = List.copyOf(all);
    }

    /// True when the folder holds the default pair, whose presence turns TLS on.
    static boolean isPresent(Path folder) {
        return Files.exists(folder.resolve("public.crt"))
                && Files.exists(folder.resolve("private.key"));
    }

    /// Reads the default pair and the pairs of sub-folders.
    ///
    /// @throws IOException when any pair cannot be used
    static Identities read(Path folder, String password) throws IOException {
        List<Identity> all = new ArrayList<>();
        all.add(Identity.read(folder, "default", password));
        for (Path extra : pairFolders(folder)) {
            all.add(Identity.read(extra, extra.getFileName().toString(), password));
        }
        return new Identities(all);
    }

    /// Sub-folders with a pair, by name. Hidden ones belong to the tool that mounts secrets.
    static List<Path> pairFolders(Path folder) throws IOException {
        TreeSet<Path> found = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (!name.startsWith(".")
                        && !name.equals(AUTHORITIES)
                        && Files.isDirectory(entry)
                        && isPresent(entry)) {
                    found.add(entry);
                }
            }
        }
        return List.copyOf(found);
    }

    /// The best certificate for a host among those with a key of the wanted kind.
    ///
    /// @param host lower case; empty when the client named none
    /// @param keyType `RSA`, `EC`, `EdDSA`
    Optional<Identity> choose(String host, String keyType) {
        Identity fallback = null;
        for (Identity identity : all) {
            if (!identity.key().getAlgorithm().equals(keyType)) {
                continue;
            }
            if (!host.isEmpty() && identity.isFor(host)) {
                return Optional.of(identity);
            }
            if (fallback == null) {
                fallback = identity;
            }
        }
        // A certificate for the host with another kind of key is better than a wrong one.
        boolean isServedOtherwise =
                !host.isEmpty() && all.stream().anyMatch(identity -> identity.isFor(host));
        return isServedOtherwise ? Optional.empty() : Optional.ofNullable(fallback);
    }

    Optional<Identity> named(String alias) {
        return all.stream().filter(identity -> identity.alias().equals(alias)).findFirst();
    }
}
