package io.holdfast.object;

import io.holdfast.base.Bytes;
import io.holdfast.base.Clock;
import io.holdfast.base.ports.ObjectSealing;
import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.ErasureSet;
import io.holdfast.cluster.MemoryRegistry;
import io.holdfast.cluster.Registry;
import io.holdfast.cluster.SetGeometry;
import io.holdfast.digest.SipHash;
import io.holdfast.drive.DriveIdentity;
import io.holdfast.drive.Later;
import io.holdfast.drive.SimulatedDrive;
import io.holdfast.drive.SimulatedMedium;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A deployment on simulated drives that a test starts, stops, cuts and damages.
public final class TestDeployment implements AutoCloseable {
    private static final long DAY_MS = 86_400_000;

    /// Small limits, and a day until an upload is stale.
    public static final ObjectOptions OPTIONS =
            new ObjectOptions(16, 16 << 20, 1_000, 5_000, DAY_MS, DAY_MS / 4);

    private final UUID id = new UUID(7, 7);
    private final SetGeometry geometry;
    private final Later later;
    private final Clock clock;
    private final MemoryRegistry registry = new MemoryRegistry();
    private final List<TestSet> sets = new ArrayList<>();
    private final List<@Nullable SimulatedMedium[]> media = new ArrayList<>();
    private final List<@Nullable SimulatedDrive[]> drives = new ArrayList<>();
    private StorageClasses classes = StorageClasses.DEFAULT;
    private int replacements;
    private ObjectOptions options = OPTIONS;
    private ObjectSealing sealing = ObjectSealing.none();
    private int epoch;
    private boolean isReusingEpochs;
    private long incarnations = 1;
    private @Nullable ObjectAssembly assembly;
    private @Nullable TestCluster cluster;

    /// On threads and time of the machine.
    public TestDeployment(int setCount, int driveCount, int parity) {
        this(setCount, driveCount, parity, Later.threads(), Clock.system());
    }

    /// @param later runs the drives' work
    public TestDeployment(int setCount, int driveCount, int parity, Later later, Clock clock) {
        this.later = later;
        this.clock = clock;
        geometry = new SetGeometry(driveCount, parity);
        for (int set = 0; set < setCount; set++) {
            sets.add(new TestSet(set, geometry, registry));
            media.add(new @Nullable SimulatedMedium[driveCount]);
            drives.add(new @Nullable SimulatedDrive[driveCount]);
            for (int place = 0; place < driveCount; place++) {
                media.get(set)[place] = newMedium(set, place);
            }
        }
    }

    private SimulatedMedium newMedium(int set, int place) {
        return new SimulatedMedium(
                new DriveIdentity(
                        id,
                        0,
                        set,
                        place,
                        geometry.drives(),
                        geometry.parity(),
                        new UUID(set, place),
                        new UUID(incarnations++, place),
                        DriveIdentity.FORMAT,
                        DriveIdentity.FORMAT),
                set * 100L + place);
    }

    public TestDeployment withReducedParity(int parity) {
        classes = new StorageClasses(OptionalInt.empty(), OptionalInt.of(parity));
        return this;
    }

    public TestDeployment withOptions(ObjectOptions other) {
        options = other;
        return this;
    }

    /// From the next start on.
    public TestDeployment withSealing(ObjectSealing other) {
        sealing = other;
        return this;
    }

    /// Starts a server on all drives whose medium is there.
    public ObjectStore start() throws InterruptedException {
        if (epoch == 0 || !isReusingEpochs) {
            epoch++;
        }
        return open(new TestCluster(epoch));
    }

    /// Starts a server whose registry takes no writes, so that it has no epoch to lead in.
    public ObjectStore startWithoutEpoch() throws InterruptedException {
        return open(new TestCluster(0));
    }

    /// The registry can be written, and the server that runs has no epoch.
    public boolean mayLead() {
        TestCluster running = cluster;
        return registry.isWritable()
                && assembly != null
                && running != null
                && running.ownEpoch == 0;
    }

    /// The registry can be written again: a server without an epoch takes one, and looks at its
    /// drives again. Asked at each look, as the watch of a node does: one that was still starting
    /// when the registry came back is not left without.
    public void lead() {
        TestCluster running = cluster;
        if (running == null || !mayLead()) {
            return;
        }
        epoch++;
        running.ownEpoch = epoch;
        for (int set = 0; set < sets.size(); set++) {
            for (int place = 0; place < geometry.drives(); place++) {
                SimulatedDrive drive = drives.get(set)[place];
                if (drive != null) {
                    sets.get(set).comeBack(place, drive, sets.get(set).state(place));
                }
            }
        }
    }

    /// Rule 1 broken: starts share one epoch.
    public void reuseEpochs() {
        isReusingEpochs = true;
    }

    private ObjectStore open(TestCluster newCluster) throws InterruptedException {
        cluster = newCluster;
        sets.forEach(TestSet::restart);
        for (int set = 0; set < sets.size(); set++) {
            for (int place = 0; place < geometry.drives(); place++) {
                SimulatedMedium medium = media.get(set)[place];
                boolean isThere = medium != null && !medium.isFoundDamaged();
                SimulatedDrive drive = isThere ? SimulatedDrive.open(medium, later) : null;
                drives.get(set)[place] = drive;
                sets.get(set).plug(place, drive);
            }
        }
        ObjectAssembly opened =
                ObjectAssembly.open(
                        new ObjectAssembly.Dependencies(
                                newCluster, clock, classes, options, sealing));
        assembly = opened;
        return opened.store();
    }

    /// The power goes: drives keep what was durable.
    public void cutPower() {
        drives.forEach(
                set -> {
                    for (SimulatedDrive drive : set) {
                        if (drive != null) {
                            drive.cutPower();
                        }
                    }
                });
        stop();
    }

    /// The process dies, and the power with it: nothing of it runs any more, so nothing is closed.
    public void kill() {
        drives.forEach(
                set -> {
                    for (SimulatedDrive drive : set) {
                        if (drive != null) {
                            drive.cutPower();
                        }
                    }
                });
        assembly = null;
        registry.dropWatchers();
        sets.forEach(TestSet::dropListeners);
    }

    /// Stops the server in an orderly way.
    public void stop() {
        ObjectAssembly running = assembly;
        assembly = null;
        if (running != null) {
            running.close();
        }
        drives.forEach(
                set -> {
                    for (SimulatedDrive drive : set) {
                        if (drive != null) {
                            drive.close();
                        }
                    }
                });
        registry.dropWatchers();
        sets.forEach(TestSet::dropListeners);
    }

    public MemoryRegistry registry() {
        return registry;
    }

    public TestSet set(int set) {
        return sets.get(set);
    }

    public SimulatedDrive drive(int set, int place) {
        return Objects.requireNonNull(drives.get(set)[place]);
    }

    public SimulatedMedium medium(int set, int place) {
        return Objects.requireNonNull(media.get(set)[place]);
    }

    /// While stopped: takes a drive away; {@link #putBack} or {@link #replace} undo that.
    public SimulatedMedium remove(int set, int place) {
        SimulatedMedium medium = medium(set, place);
        media.get(set)[place] = null;
        return medium;
    }

    public void putBack(int set, int place, SimulatedMedium medium) {
        media.get(set)[place] = medium;
    }

    /// While stopped: an empty drive instead of the old one.
    public void replace(int set, int place) {
        media.get(set)[place] = newMedium(set, place);
        sets.get(set).admit(place);
    }

    public boolean hasMedium(int set, int place) {
        return media.get(set)[place] != null;
    }

    /// While running: the drive is gone; its medium stays as it is.
    public void loseRunning(int set, int place) {
        SimulatedDrive drive = drives.get(set)[place];
        if (drive != null) {
            drive.unplug();
        }
        drives.get(set)[place] = null;
        sets.get(set).plug(place, null);
        sets.get(set).lose(place);
    }

    /// While running: the drive is opened again, and shown once its standing is right.
    public void reopenRunning(int set, int place) {
        SimulatedDrive drive = SimulatedDrive.open(medium(set, place), later);
        drives.get(set)[place] = drive;
        TestSet standing = sets.get(set);
        standing.comeBack(place, drive, standing.stateOfReturning(place));
    }

    public @Nullable SimulatedDrive openDrive(int set, int place) {
        return drives.get(set)[place];
    }

    public int setCount() {
        return sets.size();
    }

    public SetGeometry geometry() {
        return geometry;
    }

    /// How many drives have been replaced by empty ones.
    public int replacements() {
        return replacements;
    }

    /// While running: the drive's content is lost and an empty one returns.
    public void replaceRunning(int set, int place) {
        replacements++;
        SimulatedMedium medium = newMedium(set, place);
        media.get(set)[place] = medium;
        SimulatedDrive drive = SimulatedDrive.open(medium, later);
        drives.get(set)[place] = drive;
        TestSet standing = sets.get(set);
        standing.admit(place);
        standing.comeBack(place, drive, standing.state(place));
    }

    private static int slotOf(long bucketId, byte[] key) {
        byte[] bucket = new byte[8];
        Bytes.putLong(bucket, 0, bucketId);
        byte[] all = Bytes.concat(bucket, key);
        return (int) Long.remainderUnsigned(SipHash.of(7, 7, all, 0, all.length), Cluster.SLOTS);
    }

    /// The set that holds a key.
    public int setOf(long bucketId, String key) {
        return slotOf(bucketId, key.getBytes(StandardCharsets.UTF_8)) % sets.size();
    }

    private final class TestCluster implements Cluster {
        private int ownEpoch;

        TestCluster(int ownEpoch) {
            this.ownEpoch = ownEpoch;
        }

        @Override
        public UUID deployment() {
            return id;
        }

        @Override
        public int epoch() {
            return ownEpoch;
        }

        @Override
        public Registry registry() {
            return registry;
        }

        @Override
        public List<ErasureSet> sets() {
            return List.copyOf(sets);
        }

        @Override
        public int setOf(int slot) {
            return slot % sets.size();
        }

        @Override
        public int slotOf(long bucketId, byte[] key) {
            return TestDeployment.slotOf(bucketId, key);
        }

        @Override
        public void watchDrives() {}

        @Override
        public void close() {}
    }

    @Override
    public void close() {
        stop();
    }
}
