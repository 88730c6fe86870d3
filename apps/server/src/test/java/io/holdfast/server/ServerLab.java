package io.holdfast.server;

import io.holdfast.cluster.Cluster;
import io.holdfast.object.ObjectName;
import io.holdfast.object.ShardPlace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs the server's command in this process, with a listener that serves nothing.
final class ServerLab implements AutoCloseable {
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final List<Node> nodes = new ArrayList<>();
    private boolean isTerminal;

    ServerLab(Path folder) {
        this.folder = folder;
        environment.put("MINIO_ADDRESS", "127.0.0.1:0");
    }

    ServerLab set(String name, String value) {
        environment.put(name, value);
        return this;
    }

    ServerLab onTerminal() {
        isTerminal = true;
        return this;
    }

    /// Empty when a node serves.
    Optional<ExitCode> run(String... arguments) throws InterruptedException {
        output.reset();
        errors.reset();
        return new ServerCommand(
                        environment,
                        folder,
                        folder,
                        new PrintStream(output, true, StandardCharsets.UTF_8),
                        new PrintStream(errors, true, StandardCharsets.UTF_8),
                        isTerminal,
                        new ServerVersion("1.2.3", "c0ffee", "25", "linux/amd64"),
                        ServerLab::listen,
                        (node, _) -> nodes.add(node))
                .run(List.of(arguments));
    }

    String output() {
        return output.toString(StandardCharsets.UTF_8);
    }

    String errors() {
        return errors.toString(StandardCharsets.UTF_8);
    }

    Node node() {
        return nodes.getLast();
    }

    private static Frontend.Listener listen(ServerPlan plan, Cluster cluster) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.bind(new InetSocketAddress(plan.address().host(), plan.address().port()));
        return new Frontend.Listener() {
            @Override
            public int port() {
                return socket.getLocalPort();
            }

            @Override
            public boolean isSecure() {
                return false;
            }

            @Override
            public List<ShardPlace> shardPlaces(ObjectName name) {
                return List.of();
            }

            @Override
            public boolean drain(long timeoutMs) {
                return true;
            }

            @Override
            public void close() {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
        nodes.clear();
    }
}
