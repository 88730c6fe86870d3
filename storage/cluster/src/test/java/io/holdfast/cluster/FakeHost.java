package io.holdfast.cluster;

import io.holdfast.cluster.SimulatedCopy.Fate;
import io.holdfast.cluster.SimulatedCopy.Medium;
import io.holdfast.cluster.copy.RegistryCopy;
import io.holdfast.drive.DriveIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Folders in memory: what a test puts there is what the cluster sees.
final class FakeHost implements DriveHost {
    /// A disk that can be pulled out and put back.
    static final class Disk {
        private final Medium registry = new Medium();
        private @Nullable DriveIdentity identity;
        private @Nullable FakeDrive open;

        Medium registry() {
            return registry;
        }

        DriveIdentity identity() {
            return Objects.requireNonNull(identity);
        }

        FakeDrive drive() {
            return Objects.requireNonNull(open);
        }
    }

    private final Map<Path, Disk> disks = new ConcurrentHashMap<>();
    private final Map<Path, Sighting> unusable = new ConcurrentHashMap<>();
    private final Set<Path> mounted = new HashSet<>();
    private final Set<Path> formatted = new HashSet<>();
    private final AtomicInteger formatsLeft = new AtomicInteger(Integer.MAX_VALUE);

    /// Puts a disk, or an empty one, at the path.
    Disk put(Path path, Disk disk) {
        disks.put(path, disk);
        return disk;
    }

    Disk putEmpty(Path path) {
        return put(path, new Disk());
    }

    /// Takes the disk of the path out.
    Disk pull(Path path) {
        return Objects.requireNonNull(disks.remove(path));
    }

    Disk disk(Path path) {
        return Objects.requireNonNull(disks.get(path));
    }

    void setUnusable(Path path, Sighting.Why why) {
        unusable.put(path, new Sighting.Unusable(why, path + ": " + why));
    }

    void setMounted(Path path, boolean isMounted) {
        if (isMounted) {
            mounted.add(path);
        } else {
            mounted.remove(path);
        }
    }

    /// Formatting fails from the call after so many on.
    void failFormatsAfter(int count) {
        formatsLeft.set(count);
    }

    Set<Path> formatted() {
        return formatted;
    }

    @Override
    public Sighting look(Path path) {
        Sighting bad = unusable.get(path);
        if (bad != null) {
            return bad;
        }
        Disk disk = disks.get(path);
        if (disk == null) {
            return new Sighting.Missing();
        }
        return disk.identity == null ? new Sighting.Empty() : new Sighting.Formatted(disk.identity);
    }

    @Override
    public boolean isMountPoint(Path path) {
        return mounted.contains(path);
    }

    @Override
    public long capacityBytes(Path path) {
        return 1L << 40;
    }

    @Override
    public void makeFolder(Path path) {
        disks.putIfAbsent(path, new Disk());
    }

    @Override
    public void format(Path path, DriveIdentity identity) throws IOException {
        if (formatsLeft.getAndDecrement() <= 0) {
            throw new IOException("simulated");
        }
        formatted.add(path);
        disk(path).identity = identity;
    }

    @Override
    public Opening open(Path path) {
        Disk disk = disks.get(path);
        if (disk == null || disk.identity == null) {
            return new Opening.Failed("nothing there");
        }
        FakeDrive drive = new FakeDrive(disk.identity);
        disk.open = drive;
        return new Opening.Opened(drive);
    }

    @Override
    public RegistryCopy copy(Path path) {
        Disk disk = disk(path);
        return new SimulatedCopy(
                disk.registry, () -> disks.get(path) == disk ? Fate.DONE : Fate.LOST);
    }

    @Override
    public Optional<String> lost(Path path, DriveIdentity identity) {
        Disk disk = disks.get(path);
        return disk != null && identity.equals(disk.identity)
                ? Optional.empty()
                : Optional.of("it is gone");
    }
}
