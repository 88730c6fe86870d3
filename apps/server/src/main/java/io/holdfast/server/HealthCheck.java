package io.holdfast.server;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// Asks a server whether it lives, for the health checks of containers. Any certificate is taken:
/// it is asked about itself, mostly on a loopback address that no certificate names, and is sent
/// nothing.
final class HealthCheck {
    private static final int TIMEOUT_MS = 5_000;

    private HealthCheck() {}

    /// @param server address without a path
    /// @return empty when it lives; else what was seen, one sentence
    static Optional<String> problemOf(String server) {
        try {
            URI page = URI.create(server).resolve("/minio/health/live");
            HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MS);
            connection.setReadTimeout(TIMEOUT_MS);
            if (connection instanceof HttpsURLConnection secure) {
                secure.setSSLSocketFactory(anyCertificate().getSocketFactory());
                secure.setHostnameVerifier((_, _) -> true);
            }
            int status = connection.getResponseCode();
            return status == HttpURLConnection.HTTP_OK
                    ? Optional.empty()
                    : Optional.of("%s answers %d.".formatted(page, status));
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return Optional.of("%s does not answer (%s).".formatted(server, e));
        }
    }

    private static SSLContext anyCertificate() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
        return context;
    }

    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
