package io.holdfast.benchmarks.load;

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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A server with four empty drives in a folder of its own, for one round of a comparison.
final class ServerUnderTest implements AutoCloseable {
    private static final String ACCESS_KEY = "benchmark";
    private static final String SECRET_KEY = "benchmark-secret";
    private static final int START_SECONDS = 60;

    private final Process process;
    private final Path folder;
    private final Target target;

    private ServerUnderTest(Process process, Path folder, Target target) {
        this.process = process;
        this.folder = folder;
        this.target = target;
    }

    /// Starts it and waits until it takes connections and creates a bucket.
    ///
    /// @param command takes `--address HOST:PORT DRIVE...` at its end, as `minio server` does
    static ServerUnderTest start(String command, Path work)
            throws IOException, InterruptedException {
        Files.createDirectories(work);
        Path folder = Files.createTempDirectory(work, "round-");
        String address = "127.0.0.1:" + freePort();
        List<String> words = new ArrayList<>(List.of(command.strip().split("\\s+", -1)));
        words.add("--address");
        words.add(address);
        for (int drive = 1; drive <= 4; drive++) {
            words.add(Files.createDirectory(folder.resolve("drive" + drive)).toString());
        }
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.redirectOutput(folder.resolve("server.log").toFile());
        builder.environment().put("MINIO_ROOT_USER", ACCESS_KEY);
        builder.environment().put("MINIO_ROOT_PASSWORD", SECRET_KEY);
        Process process = builder.start();
        URI endpoint = URI.create("http://" + address);
        try {
            awaitReady(process, endpoint);
        } catch (IOException | InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
        return new ServerUnderTest(
                process,
                folder,
                new Target(endpoint, ACCESS_KEY, SECRET_KEY, "load", serverPid(process)));
    }

    Target target() {
        return target;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitReady(Process process, URI endpoint)
            throws IOException, InterruptedException {
        Target target = new Target(endpoint, ACCESS_KEY, SECRET_KEY, "load", 0);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (true) {
            try (Socket probe = new Socket(endpoint.getHost(), endpoint.getPort())) {
                probe.setTcpNoDelay(true);
                new Load(target).createBucket();
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException("the server did not start", e);
                }
                Thread.sleep(100);
            }
        }
    }

    /// A launcher may have started the server as its child: the largest of the family is meant.
    private static long serverPid(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(ProcessHandle::pid)
                .max(Comparator.comparingLong(ServerUnderTest::residentMb))
                .orElse(process.pid());
    }

    private static long residentMb(long pid) {
        try {
            return ProcessFigures.of(pid).residentMb();
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
