package io.holdfast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsTest {
    @TempDir Path folder;

    @Test
    void http2AndHttp1AreSpokenOverTls() throws Exception {
        try (HttpServer server = start()) {
            assertThat(server.isSecure()).isTrue();
            for (HttpClient.Version version : HttpClient.Version.values()) {
                if (version == HttpClient.Version.valueOf("HTTP_2")
                        || version == HttpClient.Version.HTTP_1_1) {
                    exchange(server, version);
                }
            }
        }
    }

    @Test
    void plainHttpOnATlsPortIsTold() throws Exception {
        try (HttpServer server = start();
                RawClient client = new RawClient(server.port())) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.untilClosed()).startsWith("HTTP/1.1 400 ").contains("HTTPS");
        }
    }

    private void exchange(HttpServer server, HttpClient.Version version) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(version).sslContext(trusting()).build()) {
            URI base = URI.create("https://localhost:" + server.port());
            String large = "x".repeat(3_000_000);
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(base.resolve("/body"))
                                    .PUT(HttpRequest.BodyPublishers.ofString(large))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(version);
            assertThat(answer.body()).isEqualTo(large.length() + ":" + large);
            HttpResponse<String> get =
                    client.send(
                            HttpRequest.newBuilder(base.resolve("/b/k?x=1")).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(get.body()).isEqualTo("GET /b/k?x=1 localhost:" + server.port() + " -");
        }
    }

    private HttpServer start() throws IOException {
        for (String[] pair :
                new String[][] {{"ec-sec1.crt", "public.crt"}, {"ec-sec1.key", "private.key"}}) {
            try (InputStream in = TlsTest.class.getResourceAsStream("/tls/" + pair[0])) {
                Files.copy(in, folder.resolve(pair[1]));
            }
        }
        return HttpAssembly.start(
                HttpOptions.plain("127.0.0.1", 0).withCertificates(folder, ""), new Echo());
    }

    private static SSLContext trusting() throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = TlsTest.class.getResourceAsStream("/tls/ec-sec1.crt")) {
            store.setCertificateEntry(
                    "test", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
