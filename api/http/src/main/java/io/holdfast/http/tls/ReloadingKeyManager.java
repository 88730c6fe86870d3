package io.holdfast.http.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Chooses the certificate for a handshake from the present set. Any thread; a handshake under way
/// keeps working when the set is replaced, unless its certificate has gone.
final class ReloadingKeyManager extends X509ExtendedKeyManager {
    private volatile Identities identities;

    ReloadingKeyManager(Identities identities) {
        this.identities = identities;
    }

    void replace(Identities newer) {
        identities = newer;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        return identities.choose(requestedHost(engine), keyType).map(Identity::alias).orElse(null);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        Optional<Identity> identity = identities.named(alias);
        return identity.isPresent() ? identity.get().chainArray() : null;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return identities.named(alias).map(Identity::key).orElse(null);
    }

    @Override
    public @Nullable String chooseServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return identities.choose("", keyType).map(Identity::alias).orElse(null);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return identities.all().stream()
                .filter(identity -> identity.key().getAlgorithm().equals(keyType))
                .map(Identity::alias)
                .toArray(String[]::new);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    private static String requestedHost(SSLEngine engine) {
        if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
            for (SNIServerName name : session.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return host.getAsciiName().toLowerCase(Locale.ROOT);
                }
            }
        }
        return "";
    }
}
