package io.holdfast.server;

import io.holdfast.base.Clock;
import io.holdfast.base.Lifecycle;
import io.holdfast.base.ports.Access;
import io.holdfast.base.ports.Caller;
import io.holdfast.base.ports.Credential;
import io.holdfast.base.ports.Decision;
import io.holdfast.base.settings.ServerSettings;
import io.holdfast.base.settings.Settings;
import io.holdfast.cluster.Cluster;
import io.holdfast.http.HttpAssembly;
import io.holdfast.http.HttpHandler;
import io.holdfast.http.HttpOptions;
import io.holdfast.http.HttpServer;
import io.holdfast.kms.EnvelopeSealing;
import io.holdfast.object.ObjectAssembly;
import io.holdfast.object.ObjectOptions;
import io.holdfast.object.StorageClasses;
import io.holdfast.s3.S3Assembly;
import io.holdfast.s3.S3Options;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/// The object store behind the S3 API behind the listener.
final class StoreFrontend implements Frontend {
    private static final int REQUESTS_PER_HEAP_MIB = 2;

    @Override
    public Listener start(ServerPlan plan, Cluster cluster)
            throws IOException, InterruptedException {
        Lifecycle lifecycle = new Lifecycle();
        boolean isServing = false;
        try {
            ObjectAssembly objects =
                    lifecycle.add(
                            ObjectAssembly.open(
                                    new ObjectAssembly.Dependencies(
                                            cluster,
                                            Clock.system(),
                                            new StorageClasses(
                                                    plan.parity().standard(),
                                                    plan.parity().reduced()),
                                            objectOptions(plan.settings()),
                                            new EnvelopeSealing(plan.keys()))));
            HttpHandler handler =
                    S3Assembly.assemble(s3Options(plan), needs(plan, cluster, objects));
            HttpServer server = lifecycle.add(HttpAssembly.start(httpOptions(plan), handler));
            isServing = true;
            return new Running(lifecycle, server);
        } finally {
            if (!isServing) {
                lifecycle.close();
            }
        }
    }

    private static ObjectOptions objectOptions(Settings settings) {
        ObjectOptions usual = ObjectOptions.DEFAULT;
        long driveDeadlineMs =
                Math.min(
                        usual.driveDeadlineMs(),
                        settings.get(ServerSettings.DRIVE_TIMEOUT).toMillis());
        return new ObjectOptions(
                usual.stripeBuffers(),
                usual.smallBodyBytes(),
                driveDeadlineMs,
                usual.requestTimeoutMs(),
                settings.get(ServerSettings.STALE_UPLOADS_EXPIRY).toMillis(),
                settings.get(ServerSettings.STALE_UPLOADS_INTERVAL).toMillis());
    }

    private static S3Options s3Options(ServerPlan plan) {
        return new S3Options(
                plan.settings().get(ServerSettings.REGION),
                plan.settings().get(ServerSettings.DOMAIN),
                S3Options.defaults().corsOrigins(),
                plan.settings().get(ServerSettings.SSE_C_OVER_HTTP));
    }

    /// Only the root user has an identity in this version, and nothing is public.
    private static S3Assembly.Dependencies needs(
            ServerPlan plan, Cluster cluster, ObjectAssembly objects) {
        Credential root =
                new Credential(plan.root().accessKey(), plan.root().secretKey(), "", true);
        return new S3Assembly.Dependencies(
                objects.store(),
                accessKey ->
                        accessKey.equals(root.accessKey()) ? Optional.of(root) : Optional.empty(),
                StoreFrontend::judge,
                new ClusterHealth(cluster),
                Clock.system());
    }

    private static Decision judge(Access access) {
        return switch (access.caller()) {
            case Caller.Signed(_, boolean isRoot) -> isRoot ? Decision.ALLOWED : Decision.DENIED;
            case Caller.Anonymous _ -> Decision.DENIED;
        };
    }

    private static HttpOptions httpOptions(ServerPlan plan) {
        Settings settings = plan.settings();
        HttpOptions usual = HttpOptions.plain(plan.address().host(), plan.address().port());
        int wanted = settings.get(ServerSettings.REQUESTS_MAX);
        HttpOptions options =
                usual.withLimits(
                        wanted == 0 ? requestsByMemory() : wanted,
                        Math.max(1, settings.get(ServerSettings.IDLE_TIMEOUT).toMillis()),
                        usual.bytesPerSecondMin());
        boolean isSecure = hasCertificate(plan);
        options = options.withResponseHeaders(S3Assembly.responseHeaders(isSecure));
        return isSecure
                ? options.withCertificates(
                        plan.certificates(), settings.get(ServerSettings.CERT_PASSWORD))
                : options;
    }

    private static boolean hasCertificate(ServerPlan plan) {
        return List.of("public.crt", "private.key").stream()
                .allMatch(name -> Files.exists(plan.certificates().resolve(name)));
    }

    /// A request in flight holds some 100 KiB of heap on average, and up to a stripe outside it.
    private static int requestsByMemory() {
        long heapMib = Runtime.getRuntime().maxMemory() >> 20;
        return (int) Math.max(64, Math.min(10_000, heapMib * REQUESTS_PER_HEAP_MIB));
    }

    private record Running(Lifecycle lifecycle, HttpServer server) implements Listener {
        @Override
        public int port() {
            return server.port();
        }

        @Override
        public boolean isSecure() {
            return server.isSecure();
        }

        @Override
        public boolean drain(long timeoutMs) throws InterruptedException {
            return server.drain(timeoutMs);
        }

        @Override
        public void close() {
            lifecycle.close();
        }
    }
}
