package io.holdfast.http.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A folder of certificates and a TLS context that follows its changes. A change that cannot be
/// used leaves the earlier certificates in force. Looked at every few seconds rather than watched:
/// mounted secrets are swapped by symbolic links, which watches of directories miss.
public final class CertificateFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateFolder.class);
    private static final long LOOK_EVERY_S = 5;

    private final Path folder;
    private final String password;
    private final ReloadingKeyManager keys;
    private final SSLContext context;
    private final ScheduledExecutorService watcher =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("certificates").factory());
    private String fingerprint;

    private CertificateFolder(Path folder, String password) throws IOException {
        this.folder = folder;
        this.password = password;
        this.fingerprint = fingerprint(folder);
        this.keys = new ReloadingKeyManager(Identities.read(folder, password));
        try {
            context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, null, null);
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up", e);
        }
    }

    /// Reads the folder and follows it until closed; empty when it holds no default pair.
    ///
    /// @param password of encrypted keys, or empty
    /// @throws IOException when a pair cannot be used
    public static Optional<CertificateFolder> open(Path folder, String password)
            throws IOException {
        if (!Identities.isPresent(folder)) {
            return Optional.empty();
        }
        CertificateFolder opened = new CertificateFolder(folder, password);
        var _ =
                opened.watcher.scheduleWithFixedDelay(
                        opened::reloadIfChanged, LOOK_EVERY_S, LOOK_EVERY_S, TimeUnit.SECONDS);
        return Optional.of(opened);
    }

    /// The context whose certificates follow the folder.
    public SSLContext sslContext() {
        return context;
    }

    @Override
    public void close() {
        watcher.shutdownNow();
    }

    /// Looks whether the folder changed.
    ///
    /// @return true when other certificates are in force now
    synchronized boolean reloadIfChanged() {
        try {
            String now = fingerprint(folder);
            if (now.equals(fingerprint)) {
                return false;
            }
            // Noted first: a pair that cannot be used is reported once, not at every look. A pair
            // caught half written changes again.
            fingerprint = now;
            keys.replace(Identities.read(folder, password));
            LOG.info("certificates in {} were replaced", folder);
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.warn("certificates in {} changed and cannot be used; the earlier stay", folder, e);
            return false;
        }
    }

    /// What identifies the present files: where the links lead, sizes and times.
    private static String fingerprint(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        append(folder, text);
        for (Path extra : Identities.pairFolders(folder)) {
            append(extra, text);
        }
        return text.toString();
    }

    private static void append(Path folder, StringBuilder text) throws IOException {
        for (String name : new String[] {"public.crt", "private.key"}) {
            Path real = folder.resolve(name).toRealPath();
            text.append(real)
                    .append(' ')
                    .append(Files.size(real))
                    .append(' ')
                    .append(Files.getLastModifiedTime(real).toMillis())
                    .append('\n');
        }
    }
}
