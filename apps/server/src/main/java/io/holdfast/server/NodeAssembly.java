package io.holdfast.server;

import io.holdfast.base.Lifecycle;
import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.ClusterAssembly;
import io.holdfast.cluster.ClusterOpening;
import io.holdfast.cluster.LocalMedia;
import io.holdfast.server.bootstrap.BootstrapException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts the rooms together, from the drives up. The only class that sees them all.
final class NodeAssembly {
    private static final Logger LOG = LoggerFactory.getLogger(NodeAssembly.class);

    /// The outcome of a start.
    sealed interface Outcome {
        record Started(Node node) implements Outcome {}

        /// Nothing is left open.
        record Refused(ExitCode code, List<String> problems) implements Outcome {}
    }

    private NodeAssembly() {}

    /// Starts a node. The address is tried before the drives are touched, so that a second server
    /// started by mistake changes nothing.
    static Outcome start(ServerPlan plan, LocalMedia media, Frontend frontend)
            throws InterruptedException {
        Optional<String> taken = addressProblem(plan.address());
        if (taken.isPresent()) {
            return new Outcome.Refused(ExitCode.ADDRESS, List.of(taken.get()));
        }
        return switch (ClusterAssembly.open(plan.layout(), plan.clusterOptions(), media)) {
            case ClusterOpening.Refused(List<String> problems) ->
                    new Outcome.Refused(ExitCode.STORAGE, problems);
            case ClusterOpening.Opened(Cluster cluster, List<String> notes) -> {
                notes.forEach(note -> LOG.warn("{}", note));
                yield serve(plan, frontend, cluster);
            }
        };
    }

    private static Outcome serve(ServerPlan plan, Frontend frontend, Cluster cluster)
            throws InterruptedException {
        Lifecycle lifecycle = new Lifecycle();
        lifecycle.add(cluster);
        Node node = null;
        try {
            Frontend.Listener listener = lifecycle.add(frontend.start(plan, cluster));
            node = new Node(lifecycle, cluster, listener);
            cluster.watchDrives();
            return new Outcome.Started(node);
        } catch (IOException e) {
            return new Outcome.Refused(ExitCode.ADDRESS, List.of(problem(plan.address(), e)));
        } catch (BootstrapException e) {
            return new Outcome.Refused(ExitCode.USAGE, e.problems());
        } finally {
            if (node == null) {
                lifecycle.close();
            }
        }
    }

    private static Optional<String> addressProblem(ListenAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // as the listener will: a port in TIME_WAIT is free
            socket.bind(
                    address.host().isEmpty()
                            ? new InetSocketAddress(address.port())
                            : new InetSocketAddress(
                                    InetAddress.getByName(address.host()), address.port()));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(problem(address, e));
        }
    }

    private static String problem(ListenAddress address, IOException e) {
        if (e instanceof UnknownHostException) {
            return "%s is unknown: give an address of this machine.".formatted(address.host());
        }
        if (e instanceof BindException) {
            return "%s cannot be listened on (%s): stop what uses it, or choose another with --address."
                    .formatted(address, e.getMessage());
        }
        return "The listener on %s could not start: %s".formatted(address, e.getMessage());
    }
}
