package io.holdfast.server;

import io.holdfast.base.settings.Settings;
import io.holdfast.base.settings.SettingsLoad;
import io.holdfast.cluster.Cluster;
import io.holdfast.object.ObjectName;
import io.holdfast.object.ShardPlace;
import io.holdfast.object.StoreException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server in a process that is not its own: it takes its settings from a map, touches neither the
/// process's streams, signals nor logging, and is stopped by its owner. It is put together by the
/// same plan and assembly as the server's process. Any thread.
public final class HostedNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostedNode.class);

    /// The outcome of a start.
    public sealed interface Outcome {
        record Started(HostedNode node) implements Outcome {}

        /// Nothing is left open. Each problem is a sentence for a person.
        record Refused(List<String> problems) implements Outcome {
            public Refused {
                problems = List.copyOf(problems);
            }
        }
    }

    private final Node node;

    private HostedNode(Node node) {
        this.node = node;
    }

    /// Starts a server; returns when it serves.
    ///
    /// @param settings by the names of the environment's variables; the environment itself is not
    ///   looked at
    /// @param drives folders, absolute
    /// @param folder against which paths among the settings are resolved; it speaks TLS when
    ///   `.minio/certs` in it holds a certificate
    public static Outcome start(
            Map<String, String> settings, List<Path> drives, Path folder, Machine machine)
            throws InterruptedException {
        return switch (SettingsLoad.of(settings)) {
            case SettingsLoad.Refused(List<String> problems) -> new Outcome.Refused(problems);
            case SettingsLoad.Loaded(Settings loaded, List<String> warnings) -> {
                warnings.forEach(warning -> LOG.warn("{}", warning));
                yield switch (ServerPlan.of(
                        line(drives), loaded, settings, folder, folder, new SecureRandom())) {
                    case ServerPlan.Outcome.Refused(List<String> problems) ->
                            new Outcome.Refused(problems);
                    case ServerPlan.Outcome.Planned(ServerPlan plan) -> start(plan, machine);
                };
            }
        };
    }

    private static CommandLine.Server line(List<Path> drives) {
        return new CommandLine.Server(
                Optional.empty(),
                Optional.empty(),
                false,
                true,
                drives.stream().map(Path::toString).toList());
    }

    private static Outcome start(ServerPlan plan, Machine machine) throws InterruptedException {
        return switch (NodeAssembly.start(plan, machine.media(), new StoreFrontend(machine))) {
            case NodeAssembly.Outcome.Refused(_, List<String> problems) ->
                    new Outcome.Refused(problems);
            case NodeAssembly.Outcome.Started(Node node) ->
                    new Outcome.Started(new HostedNode(node));
        };
    }

    /// The port that it listens on.
    public int port() {
        return node.listener().port();
    }

    public boolean isSecure() {
        return node.listener().isSecure();
    }

    /// Its drives and their standing; closed with the node.
    public Cluster cluster() {
        return node.cluster();
    }

    /// Where the drives keep the shards of an object's newest version.
    ///
    /// @throws StoreException when there is no such object
    public List<ShardPlace> shardPlaces(ObjectName name)
            throws StoreException, InterruptedException {
        return node.listener().shardPlaces(name);
    }

    /// Answers what is in flight, for at most so long, and closes everything.
    public void stop(long drainTimeoutMs) {
        node.stop(drainTimeoutMs);
    }

    @Override
    public void close() {
        node.close();
    }
}
