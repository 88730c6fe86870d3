package io.holdfast.library;

import io.holdfast.library.ServerEngine.Control;
import io.holdfast.library.ServerEngine.Verb;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A server that runs. Any thread. When it is closed, its threads, files and memory are given back
/// and a temporary folder is deleted.
public final class HoldfastServer implements AutoCloseable {
    private static final long LOOK_MS = 20;

    private final HoldfastConfig config;
    private final DataFolder folder;
    private final Control control;
    private final URI endpoint;

    private HoldfastServer(
            HoldfastConfig config, DataFolder folder, Control control, URI endpoint) {
        this.config = config;
        this.folder = folder;
        this.control = control;
        this.endpoint = endpoint;
    }

    /// Takes over a running server, which is closed when it does not answer.
    static HoldfastServer of(HoldfastConfig config, DataFolder folder, Control control) {
        boolean isTaken = false;
        try {
            URI endpoint = URI.create(control.call(Verb.ENDPOINT, List.of()).get(0));
            HoldfastServer server = new HoldfastServer(config, folder, control, endpoint);
            isTaken = true;
            return server;
        } finally {
            if (!isTaken) {
                control.close();
            }
        }
    }

    /// Where it serves, such as `http://127.0.0.1:40123`. Buckets are addressed by path.
    public URI endpoint() {
        return endpoint;
    }

    /// Access key of the root user.
    public String accessKey() {
        return config.accessKey();
    }

    /// Secret key of the root user.
    public String secretKey() {
        return config.secretKey();
    }

    /// The region to sign for; any is accepted unless the settings name one.
    public String region() {
        return config.settings().getOrDefault("MINIO_SITE_REGION", "us-east-1");
    }

    /// The folder that holds its drives.
    public Path folder() {
        return folder.path();
    }

    /// The standing of each drive.
    public List<DriveStanding> drives() {
        return control.call(Verb.DRIVES, List.of()).stream().map(DriveStanding::valueOf).toList();
    }

    /// Waits until every drive is in service: after faults, until all is repaired that they made
    /// the drives miss.
    ///
    /// @throws HoldfastException when it takes longer
    public void awaitAllInService(Duration atMost) throws InterruptedException {
        long startNs = System.nanoTime();
        while (drives().stream().anyMatch(drive -> drive != DriveStanding.IN_SERVICE)) {
            if (System.nanoTime() - startNs > atMost.toNanos()) {
                throw new HoldfastException(
                        "After %s the drives are %s".formatted(atMost, drives()));
            }
            Thread.sleep(LOOK_MS);
        }
    }

    /// Makes a bucket.
    ///
    /// @throws HoldfastException when the server refuses
    public void createBucket(String name) {
        new SignedPut(this).send("/" + name, new byte[0]);
    }

    /// Stores an object.
    ///
    /// @throws HoldfastException when the server refuses
    public void putObject(String bucket, String key, byte[] body) {
        new SignedPut(this).send("/" + bucket + "/" + key, body);
    }

    /// What can go wrong, on demand.
    public HoldfastFaults faults() {
        return new HoldfastFaults(control);
    }

    /// The server's clock.
    public HoldfastClock clock() {
        return new HoldfastClock(control);
    }

    /// Answers what is in flight and ends the server. Does nothing the second time.
    public void stop() {
        control.close();
        folder.close();
    }

    @Override
    public void close() {
        stop();
    }
}
