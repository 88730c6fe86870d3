package io.holdfast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cluster.FakeHost.Disk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A node with fake drives /d0, /d1, … that tests start, break and start again.
final class NodeLab implements AutoCloseable {
    private final FakeHost host = new FakeHost();
    private final Random random = new Random(1);
    private final List<Path> paths;
    private @Nullable Cluster cluster;
    private final List<String> events = new ArrayList<>();

    NodeLab(int drives) {
        paths = IntStream.range(0, drives).mapToObj(i -> Path.of("/d" + i)).toList();
        paths.forEach(host::putEmpty);
    }

    FakeHost host() {
        return host;
    }

    Path path(int place) {
        return paths.get(place);
    }

    /// What listeners of the first set were told, as "returned 2 OUT" or "lost 2".
    List<String> events() {
        return events;
    }

    ClusterOpening open(String forceToken, List<Path> order, int setDrives)
            throws InterruptedException {
        close();
        NodeOpening.Randomness ids =
                new NodeOpening.Randomness() {
                    @Override
                    public UUID id() {
                        return new UUID(random.nextLong(), random.nextLong());
                    }

                    @Override
                    public long number() {
                        return random.nextLong();
                    }
                };
        NodePlaces places =
                NodePlaces.of(
                        new DriveLayout(List.of(new DriveLayout.PoolLayout(order, setDrives))));
        ClusterOptions options =
                new ClusterOptions(
                        ParitySettings.DEFAULT, forceToken, 60_000, 20_000, 20_000, 1, 32L << 20);
        ClusterOpening opening = new NodeOpening(places, host, options, ids).open();
        if (opening instanceof ClusterOpening.Opened(Cluster opened, _)) {
            cluster = opened;
            events.clear();
            opened.sets().getFirst().listen(new Recorder());
        }
        return opening;
    }

    private final class Recorder implements ErasureSet.Listener {
        @Override
        public void returned(Member member) {
            events.add("returned " + member.index() + " " + member.state());
            assertThat(member.drive()).isPresent();
        }

        @Override
        public void lost(int place, String why) {
            events.add("lost " + place);
        }
    }

    Cluster start() throws InterruptedException {
        return start("");
    }

    Cluster start(String forceToken) throws InterruptedException {
        ClusterOpening opening = open(forceToken, paths, paths.size());
        assertThat(opening).isInstanceOf(ClusterOpening.Opened.class);
        return cluster();
    }

    String refusal() throws InterruptedException {
        return refusal(paths);
    }

    String refusal(List<Path> order) throws InterruptedException {
        return refusal(order, order.size());
    }

    String refusal(List<Path> order, int setDrives) throws InterruptedException {
        return open("", order, setDrives) instanceof ClusterOpening.Refused(List<String> problems)
                ? String.join("\n", problems)
                : "opened";
    }

    Cluster cluster() {
        return Optional.ofNullable(cluster).orElseThrow();
    }

    void tick() throws InterruptedException {
        ((LocalCluster) cluster()).driveWatch().tick();
    }

    MemberState state(int place) {
        return cluster().sets().getFirst().members().get(place).state();
    }

    boolean isOpen(int place) {
        return cluster().sets().getFirst().members().get(place).drive().isPresent();
    }

    void put(String key) throws InterruptedException {
        assertThat(
                        cluster()
                                .registry()
                                .write(
                                        List.of(
                                                Registry.Write.put(
                                                        key, Registry.ANY, new byte[] {1}))))
                .isInstanceOf(Registry.WriteOutcome.Written.class);
    }

    /// Waits until the drive at the place has the key too: a write returns with a majority.
    void awaitCopy(int place, String key) {
        while (host.copy(path(place))
                .read()
                .whole()
                .filter(state -> state.items().containsKey(key))
                .isEmpty()) {
            Thread.onSpinWait();
        }
    }

    boolean has(String key) {
        return cluster().registry().get(key).isPresent();
    }

    Disk replace(int place) {
        Disk old = host.pull(path(place));
        host.putEmpty(path(place));
        return old;
    }

    @Override
    public void close() {
        if (cluster != null) {
            cluster.close();
            cluster = null;
        }
    }
}
