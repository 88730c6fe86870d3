package io.holdfast.http;

import io.holdfast.base.Lifecycle;
import io.holdfast.http.tls.CertificateFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.HTTP2Cipher;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// A Jetty server with one port. Requests run on virtual threads; platform threads only wait for
/// sockets.
final class JettyServer implements HttpServer {
    private static final int PLATFORM_THREADS_MAX = 24;
    private static final int PLATFORM_THREADS_MIN = 4;
    private static final int ACCEPT_QUEUE = 256;
    private static final int OUTPUT_BUFFER_BYTES = 32 << 10;
    private static final int INPUT_BUFFER_BYTES = 32 << 10;

    private final Server server;
    private final ServerConnector connector;
    private final RequestAdapter adapter;
    private final HttpOptions options;
    private final boolean isSecure;
    private final Lifecycle lifecycle = new Lifecycle();

    private JettyServer(
            HttpOptions options, HttpHandler handler, Optional<CertificateFolder> certificates) {
        this.options = options;
        this.isSecure = certificates.isPresent();
        // Jetty's own kind of queue starts the JVM's management beans: a tenth of the whole start.
        QueuedThreadPool pool =
                new QueuedThreadPool(
                        PLATFORM_THREADS_MAX, PLATFORM_THREADS_MIN, new LinkedBlockingQueue<>());
        pool.setName("http");
        pool.setReservedThreads(0);
        pool.setVirtualThreadsExecutor(
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("request-", 0).factory()));
        server = new Server(pool);
        server.setStopTimeout(0);
        ConnectionFactory[] factories = factories(configuration(options), certificates);
        connector =
                new ServerConnector(server, null, null, null, 1, options.selectors(), factories);
        if (!options.host().isEmpty()) {
            connector.setHost(options.host());
        }
        connector.setPort(options.port());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(options.idleTimeoutMs());
        server.addConnector(connector);
        if (options.connectionsMax() > 0) {
            connector.addBean(
                    new ConnectionGate(
                            options.connectionsMax(), options.idleTimeoutMs(), connector));
        }
        RequestIds ids = new RequestIds(System.currentTimeMillis());
        adapter = new RequestAdapter(options, handler, isSecure, ids);
        server.setHandler(adapter);
        server.setErrorHandler(new ListenerErrors(handler, adapter.constants(), ids));
        certificates.ifPresent(lifecycle::add);
        lifecycle.add(server::stop);
    }

    /// Binds and serves.
    ///
    /// @throws IOException when the port is taken or a certificate cannot be used
    static HttpServer start(HttpOptions options, HttpHandler handler) throws IOException {
        Optional<CertificateFolder> certificates = Optional.empty();
        if (options.certificates().isPresent()) {
            certificates =
                    CertificateFolder.open(options.certificates().get(), options.keyPassword());
        }
        JettyServer started = new JettyServer(options, handler, certificates);
        try {
            started.server.start();
        } catch (InterruptedException e) {
            started.close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting", e);
        } catch (Exception e) {
            started.close();
            throw new IOException("cannot listen on " + options.host() + ":" + options.port(), e);
        }
        return started;
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public boolean isSecure() {
        return isSecure;
    }

    @Override
    public int requestsInFlight() {
        return options.requestsMax() - adapter.admission().availablePermits();
    }

    @Override
    public boolean drain(long timeoutMs) throws InterruptedException {
        adapter.startDraining();
        connector.close();
        int all = options.requestsMax();
        boolean isQuiet = adapter.admission().tryAcquire(all, timeoutMs, TimeUnit.MILLISECONDS);
        if (isQuiet) {
            adapter.admission().release(all);
        }
        close();
        return isQuiet;
    }

    @Override
    public void close() {
        lifecycle.close();
    }

    private static HttpConfiguration configuration(HttpOptions options) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(options.headerBytesMax());
        configuration.setOutputBufferSize(OUTPUT_BUFFER_BYTES);
        // Keys are opaque: any path must arrive as it was sent. Framing, on the other hand, is
        // judged strictly: what two servers could read differently is refused [RFC 9112 §11.2].
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        configuration.setHttpCompliance(HttpCompliance.STRICT);
        configuration.setHeaderCacheCaseSensitive(true);
        return configuration;
    }

    private static ConnectionFactory[] factories(
            HttpConfiguration configuration, Optional<CertificateFolder> certificates) {
        HttpConnectionFactory http1 = new StrictConnections(configuration);
        http1.setInputBufferSize(INPUT_BUFFER_BYTES);
        if (certificates.isEmpty()) {
            return new ConnectionFactory[] {http1};
        }
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(certificates.get().sslContext());
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        tls.setCipherComparator(HTTP2Cipher.COMPARATOR);
        tls.setUseCipherSuitesOrder(true);
        HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(configuration);
        ALPNServerConnectionFactory alpn =
                new ALPNServerConnectionFactory(
                        http2.getProtocol(), HttpVersion.HTTP_1_1.asString());
        alpn.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
        SslConnectionFactory ssl = new SslConnectionFactory(tls, alpn.getProtocol());
        ssl.setEnsureSecureRequestCustomizer(false);
        List<ConnectionFactory> all = new ArrayList<>();
        // Plain HTTP falls through to http1, whose requests are told to use TLS.
        all.add(new DetectorConnectionFactory(ssl));
        all.add(http1);
        all.add(alpn);
        all.add(http2);
        return all.toArray(ConnectionFactory[]::new);
    }
}
