package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/// What a container's health check says; with TLS it is tried by the check of packages.
final class HealthCheckTest {
    @Test
    void onlyALivingServerIsHealthy() throws Exception {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext(
                "/minio/health/live",
                exchange -> {
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
        assertThat(HealthCheck.problemOf(address)).isEmpty();
        server.removeContext("/minio/health/live");
        assertThat(HealthCheck.problemOf(address))
                .hasValueSatisfying(p -> assertThat(p).contains("404"));
        server.stop(0);
        assertThat(HealthCheck.problemOf(address))
                .hasValueSatisfying(p -> assertThat(p).contains("does not answer"));
        assertThat(HealthCheck.problemOf("no address")).isPresent();
    }
}
