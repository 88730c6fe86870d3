package io.holdfast.server;

import io.holdfast.base.Lifecycle;
import io.holdfast.base.OpenFiles;
import io.holdfast.base.ports.Credential;
import io.holdfast.base.settings.ServerSettings;
import io.holdfast.base.settings.Settings;
import io.holdfast.cluster.Cluster;
import io.holdfast.http.HttpAssembly;
import io.holdfast.http.HttpHandler;
import io.holdfast.http.HttpOptions;
import io.holdfast.http.HttpServer;
import io.holdfast.iam.Identities;
import io.holdfast.iam.ObjectOwnership;
import io.holdfast.iam.PolicyAuthorizer;
import io.holdfast.kms.EnvelopeSealing;
import io.holdfast.object.ObjectAssembly;
import io.holdfast.object.ObjectName;
import io.holdfast.object.ObjectOptions;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.ShardPlace;
import io.holdfast.object.StorageClasses;
import io.holdfast.object.StoreException;
import io.holdfast.s3.BucketAccess;
import io.holdfast.s3.S3Assembly;
import io.holdfast.s3.S3Options;
import io.holdfast.server.bootstrap.BootstrapException;
import io.holdfast.server.bootstrap.BootstrapWork;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The object store behind the S3 API behind the listener.
final class StoreFrontend implements Frontend {
    private static final Logger LOG = LoggerFactory.getLogger(StoreFrontend.class);
    private static final int REQUESTS_PER_HEAP_MIB = 2;

    /// As many as 16 drives may have open: 512 of an index each, 64 of transfers and of the log.
    private static final int FILES_OF_DRIVES = 9_216;

    private static final int FILES_WANTED = 4_096;

    private final Machine machine;

    StoreFrontend(Machine machine) {
        this.machine = machine;
    }

    @Override
    public Listener start(ServerPlan plan, Cluster cluster)
            throws IOException, BootstrapException, InterruptedException {
        Lifecycle lifecycle = new Lifecycle();
        boolean isServing = false;
        try {
            ObjectAssembly objects =
                    lifecycle.add(
                            ObjectAssembly.open(
                                    new ObjectAssembly.Dependencies(
                                            cluster,
                                            machine.clock(),
                                            new StorageClasses(
                                                    plan.parity().standard(),
                                                    plan.parity().reduced()),
                                            objectOptions(plan.settings()),
                                            new EnvelopeSealing(plan.keys()))));
            Identities identities = identities(plan, cluster);
            bootstrap(plan, cluster, new BootstrapWork(identities, objects.store()));
            HttpHandler handler =
                    S3Assembly.assemble(
                            s3Options(plan), needs(identities, cluster, objects.store()));
            HttpServer server =
                    lifecycle.add(
                            HttpAssembly.start(httpOptions(plan), machine.door().apply(handler)));
            isServing = true;
            return new Running(lifecycle, server, objects);
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
                settings.get(ServerSettings.TRANSFERS),
                Math.min(usual.smallBodyBytes(), Runtime.getRuntime().maxMemory() / 8),
                driveDeadlineMs,
                usual.requestTimeoutMs(),
                settings.get(ServerSettings.STALE_UPLOADS_EXPIRY).toMillis(),
                settings.get(ServerSettings.STALE_UPLOADS_INTERVAL).toMillis());
    }

    private static S3Options s3Options(ServerPlan plan) {
        Settings settings = plan.settings();
        return new S3Options(
                settings.get(ServerSettings.REGION),
                settings.get(ServerSettings.DOMAIN),
                settings.get(ServerSettings.CORS_ALLOW_ORIGIN),
                settings.get(ServerSettings.SSE_C_OVER_HTTP),
                settings.get(ServerSettings.KMS_AUTO_ENCRYPTION),
                switch (settings.get(ServerSettings.OBJECT_OWNERSHIP)) {
                    case ENFORCED -> ObjectOwnership.BUCKET_OWNER_ENFORCED;
                    case PREFERRED -> ObjectOwnership.BUCKET_OWNER_PREFERRED;
                    case WRITER -> ObjectOwnership.OBJECT_WRITER;
                },
                settings.get(ServerSettings.WEBSITE_DOMAIN));
    }

    /// Who may sign, and what they may do.
    private S3Assembly.Dependencies needs(
            Identities identities, Cluster cluster, ObjectStore store) {
        return new S3Assembly.Dependencies(
                store,
                identities.credentials(),
                new PolicyAuthorizer(identities.bearers(), new BucketAccess(store)),
                identities,
                new ClusterHealth(cluster),
                machine.clock());
    }

    /// Where the registry takes no writes, reads are worth more than what is declared.
    private static void bootstrap(ServerPlan plan, Cluster cluster, BootstrapWork work)
            throws BootstrapException, InterruptedException {
        try {
            work.run(plan.bootstrap());
        } catch (BootstrapException e) {
            if (cluster.registry().isWritable()) {
                throw e;
            }
            e.problems()
                    .forEach(
                            problem -> LOG.error("not in place until the next start: {}", problem));
        }
    }

    private Identities identities(ServerPlan plan, Cluster cluster) {
        Credential root =
                new Credential(plan.root().accessKey(), plan.root().secretKey(), "", true);
        return new Identities(cluster.registry(), machine.clock(), root);
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
        options =
                options.withResponseHeaders(S3Assembly.responseHeaders(isSecure))
                        .withConnectionsMax(connectionsByFiles());
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

    /// Without any descriptor of those that are left to the drives, they could not serve the
    /// connections that there are.
    private static int connectionsByFiles() {
        OptionalInt limit = OpenFiles.limit();
        if (limit.isEmpty()) {
            return 0;
        }
        int connections = limit.getAsInt() - Math.min(limit.getAsInt() / 2, FILES_OF_DRIVES);
        if (limit.getAsInt() < FILES_WANTED) {
            LOG.warn(
                    "only {} files may be open, so that there is room for {} connections: raise the"
                            + " limit to {} or more (LimitNOFILE= of the service, ulimit -n)",
                    limit.getAsInt(),
                    connections,
                    FILES_WANTED);
        }
        return Math.max(1, connections);
    }

    private record Running(Lifecycle lifecycle, HttpServer server, ObjectAssembly objects)
            implements Listener {
        @Override
        public int port() {
            return server.port();
        }

        @Override
        public boolean isSecure() {
            return server.isSecure();
        }

        @Override
        public List<ShardPlace> shardPlaces(ObjectName name)
                throws StoreException, InterruptedException {
            return objects.shardPlaces(name);
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
