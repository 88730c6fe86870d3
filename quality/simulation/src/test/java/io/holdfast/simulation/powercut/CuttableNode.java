package io.holdfast.simulation.powercut;

import io.holdfast.base.Clock;
import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.ClusterOpening;
import io.holdfast.cluster.ClusterOptions;
import io.holdfast.cluster.LocalNode;
import io.holdfast.cluster.Member;
import io.holdfast.cluster.MemberState;
import io.holdfast.cluster.ParitySettings;
import io.holdfast.cluster.TornRecords;
import io.holdfast.drive.CuttableDisk;
import io.holdfast.drive.DiskLie;
import io.holdfast.drive.DriveOpen;
import io.holdfast.drive.DriveStatus;
import io.holdfast.drive.LocalDrives;
import io.holdfast.drive.Mains;
import io.holdfast.object.ObjectAssembly;
import io.holdfast.object.ObjectOptions;
import io.holdfast.object.ObjectStore;
import io.holdfast.object.StorageClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A node on folders, all of whose drives hang on one power. After a cut it is started on the
/// copies that the cut made. One thread.
final class CuttableNode implements AutoCloseable {
    private static final long QUIET_MS = 300;
    private static final long QUIET_NS_MAX = 10_000_000_000L;
    private static final long DAY_MS = 86_400_000;
    private static final ObjectOptions OPTIONS =
            new ObjectOptions(16, 16 << 20, 10_000, 15_000, DAY_MS, DAY_MS / 4);
    private static final ClusterOptions CLUSTER =
            new ClusterOptions(ParitySettings.DEFAULT, "", 200, 2_000, 10_000, 30_000, 32L << 20);

    private final Path folder;
    private final int drives;
    private final RandomGenerator random;
    private final Set<DiskLie> lies = EnumSet.noneOf(DiskLie.class);
    private final Map<Path, Integer> failing = new ConcurrentHashMap<>();
    private int copies;
    private List<String> notes = List.of();
    private Mains mains = new Mains();
    private TornRecords torn = new TornRecords();
    private Map<Path, CuttableDisk> disks = new ConcurrentHashMap<>();
    private @Nullable Cluster cluster;
    private @Nullable ObjectAssembly assembly;

    /// @param folder for the drives and their copies
    CuttableNode(Path folder, int drives, RandomGenerator random) {
        this.folder = folder;
        this.drives = drives;
        this.random = random;
    }

    /// From now on all disks break this promise.
    void lie(DiskLie lie) {
        lies.add(lie);
    }

    /// The drives' folders now.
    List<Path> paths() {
        return paths(copies);
    }

    private List<Path> paths(int copy) {
        return IntStream.range(0, drives)
                .mapToObj(i -> folder.resolve("copy-" + copy).resolve("drive-" + i))
                .toList();
    }

    /// The disk of an open drive.
    CuttableDisk disk(int place) {
        return Optional.ofNullable(disks.get(paths().get(place))).orElseThrow();
    }

    /// From now on one call in so many of the drive's disk fails, also after it is opened again.
    void failOneIn(int place, int calls) {
        failing.put(paths().get(place), calls);
        disk(place).failOneIn(calls);
    }

    /// What a cut can be aimed at.
    Mains mains() {
        return mains;
    }

    /// Starts on what the folders hold.
    ObjectStore start() throws InterruptedException, Refused {
        return switch (open(paths())) {
            case ClusterOpening.Refused(List<String> problems) ->
                    throw new Refused(String.join("\n", problems));
            case ClusterOpening.Opened(Cluster running, List<String> said) -> {
                cluster = running;
                notes = said;
                ObjectAssembly engine =
                        ObjectAssembly.open(
                                new ObjectAssembly.Dependencies(
                                        running, Clock.system(), StorageClasses.DEFAULT, OPTIONS));
                assembly = engine;
                running.watchDrives();
                yield engine.store();
            }
        };
    }

    private ClusterOpening open(List<Path> order) throws InterruptedException {
        Mains own = mains;
        Map<Path, CuttableDisk> opened = disks;
        return LocalNode.open(
                order, CLUSTER, own, torn, path -> open(path, own, opened), random.nextLong());
    }

    /// Tries to start with two drives in each other's place.
    ///
    /// @return what the node says
    List<String> startSwapped() throws InterruptedException {
        List<Path> order = new ArrayList<>(paths());
        int first = random.nextInt(drives);
        Collections.swap(order, first, (first + random.nextInt(1, drives)) % drives);
        return switch (open(order)) {
            case ClusterOpening.Refused(List<String> problems) -> problems;
            case ClusterOpening.Opened(Cluster running, List<String> _) -> {
                running.close();
                throw new AssertionError("the node starts with swapped drives: " + order);
            }
        };
    }

    /// The node does not start.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String problems) {
            super(problems);
        }
    }

    private DriveOpen open(Path path, Mains own, Map<Path, CuttableDisk> opened) {
        try {
            CuttableDisk disk = new CuttableDisk(path, own);
            lies.forEach(disk::lie);
            disk.failOneIn(failing.getOrDefault(path, 0));
            opened.put(path, disk);
            return disk.open(LocalDrives.SMALL);
        } catch (IOException e) {
            return new DriveOpen.Refused(e.toString());
        }
    }

    /// Cuts the power of all drives. The engine is still there, and nothing that it does is of any
    /// effect; {@link #bury} ends it.
    ///
    /// @param atCut runs at that instant
    void cut(Runnable atCut) throws IOException {
        List<Path> from = paths();
        List<Path> to = paths(copies + 1);
        mains.cut(
                () -> {
                    atCut.run();
                    for (int i = 0; i < drives; i++) {
                        copy(from.get(i), to.get(i));
                    }
                    return true;
                });
    }

    private void copy(Path from, Path to) throws IOException {
        CuttableDisk disk = disks.get(from);
        Files.createDirectories(to);
        // Of a drive that was not opened yet everything is durable.
        CuttableDisk whole = disk == null ? new CuttableDisk(from, mains) : disk;
        whole.copyAsCut(to, random);
        torn.tear(from, to, random);
    }

    /// Ends an engine whose power was cut; the next start is on the copies.
    void bury() throws IOException {
        stop();
        deleteAll(folder.resolve("copy-" + copies));
        copies++;
        mains = new Mains();
        torn = new TornRecords();
    }

    /// Waits until nothing more is written to any log.
    void awaitQuiet() throws InterruptedException {
        long start = System.nanoTime();
        long before = -1;
        while (before != writes() && System.nanoTime() - start < QUIET_NS_MAX) {
            before = writes();
            TimeUnit.MILLISECONDS.sleep(QUIET_MS);
        }
    }

    private long writes() {
        return disks.values().stream().mapToLong(CuttableDisk::writes).sum();
    }

    /// Ends the engine in an orderly way.
    void stop() {
        if (assembly != null) {
            assembly.close();
            assembly = null;
        }
        if (cluster != null) {
            cluster.close();
            cluster = null;
        }
        disks = new ConcurrentHashMap<>();
    }

    /// Why not all drives serve; empty when they do.
    Optional<String> whatIsMissing() {
        List<String> missing = new ArrayList<>();
        if (cluster == null) {
            return Optional.of("no cluster");
        }
        for (Member member : cluster.sets().getFirst().members()) {
            boolean isServing =
                    member.state() == MemberState.IN_SERVICE
                            && member.drive()
                                    .filter(drive -> drive.status() instanceof DriveStatus.Serving)
                                    .isPresent();
            if (!isServing) {
                missing.add(
                        "drive "
                                + member.index()
                                + " "
                                + member.state()
                                + " "
                                + member.drive().map(drive -> drive.status().toString()));
            }
        }
        return missing.isEmpty() ? Optional.empty() : Optional.of(missing + " notes: " + notes);
    }

    static void deleteAll(Path path) throws IOException {
        if (Files.exists(path)) {
            List<Path> all;
            try (Stream<Path> walk = Files.walk(path)) {
                all = walk.toList();
            }
            for (Path one : all.reversed()) {
                Files.deleteIfExists(one);
            }
        }
    }

    @Override
    public void close() {
        stop();
    }
}
