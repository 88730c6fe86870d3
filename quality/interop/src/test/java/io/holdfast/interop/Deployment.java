package io.holdfast.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Drives, port and credentials that outlive a server process, and the process that serves them
/// now. Confined to one thread.
public final class Deployment implements AutoCloseable {
    /// The root account of every deployment of the suites.
    public static final String ACCESS_KEY = "interop-root";

    /// Its secret.
    public static final String SECRET_KEY = "interop-secret-0123456789";

    private final Path folder;
    private final List<Path> drives;
    private final URI uri;
    private final int heapMb;
    private final Map<String, String> settings = new HashMap<>();
    private final List<String> options = new ArrayList<>();
    private List<String> prefix = List.of();
    private @Nullable ServerProcess server;

    private Deployment(Path folder, List<Path> drives, URI uri, int heapMb) {
        this.folder = folder;
        this.drives = drives;
        this.uri = uri;
        this.heapMb = heapMb;
    }

    /// A new deployment on four empty drives; not started.
    public static Deployment create(String name) throws IOException {
        return create(name, 4, 512);
    }

    /// A new deployment on empty drives; not started.
    ///
    /// @param heapMb the server's `-Xmx` in MiB
    public static Deployment create(String name, int driveCount, int heapMb) throws IOException {
        Path folder = Workspace.folder(name);
        List<Path> drives =
                IntStream.rangeClosed(1, driveCount)
                        .mapToObj(number -> folder.resolve("drive" + number))
                        .toList();
        for (Path drive : drives) {
            Files.createDirectory(drive);
        }
        return new Deployment(folder, drives, URI.create("http://127.0.0.1:" + freePort()), heapMb);
    }

    /// Starts the server and waits until it takes requests.
    public Deployment start() throws IOException, InterruptedException {
        ServerProcess started = launch(drives);
        started.awaitHealthy(uri);
        return this;
    }

    /// Starts the server on these paths instead of the deployment's own drives; does not wait.
    public ServerProcess launch(List<Path> paths) throws IOException {
        if (server != null && server.isAlive()) {
            throw new IllegalStateException("already running");
        }
        List<String> arguments = new ArrayList<>(options);
        paths.forEach(path -> arguments.add(path.toString()));
        ServerProcess started =
                ServerProcess.start(
                        prefix,
                        uri.getAuthority(),
                        arguments,
                        ownEnvironment(),
                        folder.resolve("server.log"));
        server = started;
        return started;
    }

    /// The next start finds this setting; an empty value takes it away.
    public Deployment with(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /// The next start gets this option.
    public Deployment option(String option) {
        options.add(option);
        return this;
    }

    /// The next start is one of these words, to which the server's command line is given; they have
    /// to replace themselves by it.
    public Deployment under(String... words) {
        prefix = List.of(words);
        return this;
    }

    private Map<String, String> ownEnvironment() throws IOException {
        Path keys = folder.resolve("keys.txt");
        Files.writeString(keys, "# more keys\nsecond:" + key(2) + "\n");
        Map<String, String> all = new HashMap<>(environment(heapMb));
        all.put("MINIO_KMS_SECRET_KEY", "first:" + key(1));
        all.put("HOLDFAST_KMS_KEYS_FILE", keys.toString());
        all.put("HOLDFAST_SSE_C_OVER_HTTP", "on");
        all.putAll(settings);
        return all;
    }

    /// A key to encrypt with, in base64: `first` is the default of every deployment, `second` comes
    /// from a file.
    public static String key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return Base64.getEncoder().encodeToString(key);
    }

    /// What every server of the suites finds in its environment.
    public static Map<String, String> environment(int heapMb) {
        return Map.of(
                "MINIO_ROOT_USER",
                ACCESS_KEY,
                "MINIO_ROOT_PASSWORD",
                SECRET_KEY,
                "HOLDFAST_HEAP_MIB",
                Integer.toString(heapMb));
    }

    /// Kills the server and starts it again.
    public void killAndRestart() throws IOException, InterruptedException {
        server().kill();
        start();
    }

    /// Stops the server in good order and starts it again.
    public void restart() throws IOException, InterruptedException {
        server().stop();
        start();
    }

    /// The process that was started last.
    public ServerProcess server() {
        ServerProcess current = server;
        if (current == null) {
            throw new IllegalStateException("not started");
        }
        return current;
    }

    /// How clients reach it.
    public Endpoint endpoint() {
        return new Endpoint(uri, ACCESS_KEY, SECRET_KEY);
    }

    /// All drives, in order.
    public List<Path> drives() {
        return new ArrayList<>(drives);
    }

    /// The drives' folders and the log are in here.
    public Path folder() {
        return folder;
    }

    /// A port that nobody listened on just now.
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Ends the server and removes the drives; the log stays.
    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
        for (Path drive : drives) {
            Workspace.delete(drive);
        }
    }
}
