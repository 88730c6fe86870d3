package io.holdfast.benchmarks.trial;

import io.holdfast.benchmarks.load.Ask;
import io.holdfast.benchmarks.load.Load;
import io.holdfast.benchmarks.load.ProcessFigures;
import io.holdfast.benchmarks.load.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A server on four drives in a folder of its own, which may be stopped, killed and started again.
/// It and its folder end with [#close], the process also when this one is told to end. One thread
/// at a time.
final class TestServer implements AutoCloseable {
    private static final String ACCESS_KEY = "benchmark";
    private static final String SECRET_KEY = "benchmark-secret";
    private static final String BUCKET = "load";
    private static final int START_SECONDS = 300;
    private static final int STOP_SECONDS = 120;
    private static final long LOOK_MS = 2;
    private static final long FIRST_SPARES_MS = 10_000;

    private final Path folder;
    private final List<String> words;
    private final URI endpoint;
    private final Thread last = new Thread(this::end);
    private volatile @Nullable Process process;

    private TestServer(Path folder, List<String> words, URI endpoint) {
        this.folder = folder;
        this.words = List.copyOf(words);
        this.endpoint = endpoint;
        Runtime.getRuntime().addShutdownHook(last);
    }

    /// This project's server, which the setting `SERVER_COMMAND` of the environment starts.
    static TestServer ours(Path work) throws IOException {
        return create(command("SERVER_COMMAND"), work);
    }

    /// The other server, which `PEER_COMMAND` starts; empty when it is not set.
    static Optional<String> peerCommand() {
        return Optional.ofNullable(System.getenv("PEER_COMMAND")).filter(words -> !words.isBlank());
    }

    static String command(String variable) {
        String command = System.getenv(variable);
        if (command == null || command.isBlank()) {
            throw new IllegalArgumentException(variable + " is not set");
        }
        return command;
    }

    /// A server with four empty drives; not started.
    ///
    /// @param command takes `--address HOST:PORT DRIVE...` at its end, as `minio server` does
    static TestServer create(String command, Path work) throws IOException {
        return create(List.of(command.strip().split("\\s+", -1)), work);
    }

    /// A server whose command line begins with these words.
    static TestServer create(List<String> command, Path work) throws IOException {
        Files.createDirectories(work);
        Path folder = Files.createTempDirectory(work, "server-");
        String address = "127.0.0.1:" + freePort();
        List<String> words = new ArrayList<>(command);
        words.add("--address");
        words.add(address);
        for (int drive = 1; drive <= 4; drive++) {
            words.add(Files.createDirectory(folder.resolve("drive" + drive)).toString());
        }
        return new TestServer(folder, words, URI.create("http://" + address));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Starts it, waits until it answers a request to list buckets, and makes the bucket of loads.
    ///
    /// @return milliseconds until the first answer of 200
    double start() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().put("MINIO_ROOT_USER", ACCESS_KEY);
        builder.environment().put("MINIO_ROOT_PASSWORD", SECRET_KEY);
        // A peer may refuse drives on the disk of the system, unless that is a small one.
        builder.environment().putIfAbsent("MINIO_ROOTDISK_THRESHOLD_SIZE", "1");
        long from = System.nanoTime();
        Process started = builder.start();
        process = started;
        while (!answers()) {
            if (!started.isAlive() || System.nanoTime() - from > START_SECONDS * 1_000_000_000L) {
                throw new IOException("the server did not start\n" + Files.readString(log()));
            }
            Thread.sleep(LOOK_MS);
        }
        double milliseconds = (System.nanoTime() - from) / 1e6;
        awaitBucket();
        return milliseconds;
    }

    private boolean answers() {
        try (Socket probe = new Socket(endpoint.getHost(), endpoint.getPort())) {
            probe.setTcpNoDelay(true);
            return new Load(target(0)).status(Ask.get("/")) == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /// A server that lists its buckets need not take changes yet.
    private void awaitBucket() throws IOException, InterruptedException {
        long from = System.nanoTime();
        while (true) {
            try {
                load().createBucket();
                return;
            } catch (IOException e) {
                if (System.nanoTime() - from > START_SECONDS * 1_000_000_000L) {
                    throw e;
                }
                Thread.sleep(LOOK_MS);
            }
        }
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    /// How to reach the process that runs now.
    Target target() {
        return target(pid());
    }

    private Target target(long pid) {
        return new Target(endpoint, ACCESS_KEY, SECRET_KEY, BUCKET, pid);
    }

    Load load() {
        return new Load(target());
    }

    /// A launcher may have started the server as its child: the largest of the family is meant.
    long pid() {
        Process running = running();
        return Stream.concat(Stream.of(running.toHandle()), running.descendants())
                .map(ProcessHandle::pid)
                .max(Comparator.comparingLong(TestServer::residentMb))
                .orElse(running.pid());
    }

    private Process running() {
        Process current = process;
        if (current == null) {
            throw new IllegalStateException("not started");
        }
        return current;
    }

    private static long residentMb(long pid) {
        try {
            return ProcessFigures.of(pid).residentMb();
        } catch (IOException e) {
            return 0;
        }
    }

    /// Memory that is the process's own and not that of files.
    long ownMb() throws IOException {
        return ProcessFigures.of(pid()).ownMb();
    }

    boolean isAlive() {
        Process current = process;
        return current != null && current.isAlive();
    }

    /// Asks it to end and waits.
    ///
    /// @return milliseconds that it took
    double stop() throws IOException, InterruptedException {
        long from = System.nanoTime();
        running().destroy();
        if (!running().waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the server did not stop\n" + Files.readString(log()));
        }
        return (System.nanoTime() - from) / 1e6;
    }

    /// Ends it as `kill -9` does.
    void kill() {
        end();
    }

    private void end() {
        Process running = process;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly().onExit().join();
        }
    }

    List<Path> drives() {
        return Stream.of(1, 2, 3, 4).map(number -> folder.resolve("drive" + number)).toList();
    }

    /// What the drives take without objects. Waits for the spares and reserves, which a server
    /// writes after its start.
    long emptyBytes() throws IOException, InterruptedException {
        Thread.sleep(FIRST_SPARES_MS);
        return allocatedBytes();
    }

    /// What the drives' folders take of the disk.
    long allocatedBytes() throws IOException {
        return Disk.allocatedBytes(drives());
    }

    /// Ends the process, removes the folder, and waits until the disk has taken that in: the next
    /// measurement shall not pay for it.
    @Override
    public void close() throws IOException {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(last);
        } catch (IllegalStateException _) {
            // The whole process is ending.
        }
        Disk.delete(folder);
        Disk.sync();
    }
}
