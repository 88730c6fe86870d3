package io.holdfast.cluster;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The drives of this node as the command line names them, dealt into pools and sets.
///
/// Without ranges all arguments are the drives of one pool; with ranges every argument is a pool of
/// its own. Sets are consecutive runs of a pool's drives.
///
/// @param pools in the order of the command line; at least one
public record DriveLayout(List<PoolLayout> pools) {
    /// Drives added together.
    ///
    /// @param drives absolute paths, in order
    /// @param setDrives drives of each set; divides the number of drives
    public record PoolLayout(List<Path> drives, int setDrives) {
        public PoolLayout {
            drives = List.copyOf(drives);
            if (setDrives < 1 || setDrives > 16 || drives.size() % setDrives != 0) {
                throw new IllegalArgumentException(
                        drives.size() + " drives in sets of " + setDrives);
            }
        }

        public int sets() {
            return drives.size() / setDrives;
        }
    }

    private static final Pattern URL = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*://.*");

    public DriveLayout {
        pools = List.copyOf(pools);
        if (pools.isEmpty()) {
            throw new IllegalArgumentException("no pools");
        }
    }

    /// Every drive, pool after pool.
    public List<Path> drives() {
        return pools.stream().flatMap(pool -> pool.drives().stream()).toList();
    }

    /// Deals the arguments into pools and sets.
    ///
    /// @param arguments of the command line, or of MINIO_VOLUMES
    /// @param setDriveCount drives of a set as forced by the operator; 0 to choose
    /// @param folder against which relative paths are resolved
    /// @throws LayoutException when there is no such layout
    public static DriveLayout parse(List<String> arguments, int setDriveCount, Path folder)
            throws LayoutException {
        if (arguments.isEmpty()) {
            throw new LayoutException(
                    "No drives given: name at least one folder, as in: holdfast server /mnt/disk{1...4}");
        }
        long withRanges = arguments.stream().filter(Ellipses::isIn).count();
        if (withRanges != 0 && withRanges != arguments.size()) {
            throw new LayoutException(
                    "Some arguments have ranges {a...b} and some have none: write all drives with ranges (each argument is a pool) or all without (all are one pool).");
        }
        List<PoolLayout> pools = new ArrayList<>();
        if (withRanges == 0) {
            int size = SetSize.choose(arguments.size(), List.of(), setDriveCount);
            pools.add(new PoolLayout(paths(arguments, folder), size));
        } else {
            for (String argument : arguments) {
                Ellipses ellipses = Ellipses.parse(argument);
                List<Path> drives = paths(ellipses.expand(), folder);
                int size = SetSize.choose(drives.size(), ellipses.lengths(), setDriveCount);
                pools.add(new PoolLayout(drives, size));
            }
        }
        DriveLayout layout = new DriveLayout(pools);
        refuseSharedPaths(layout.drives());
        return layout;
    }

    private static List<Path> paths(List<String> names, Path folder) throws LayoutException {
        List<Path> paths = new ArrayList<>();
        for (String name : names) {
            paths.add(path(name, folder));
        }
        return paths;
    }

    private static Path path(String name, Path folder) throws LayoutException {
        if (name.isBlank()) {
            throw new LayoutException("A drive has an empty name: check the arguments' quotes.");
        }
        if (URL.matcher(name).matches()) {
            throw new LayoutException(
                    "\"%s\" is an address: this version runs on one node, so give paths of folders."
                            .formatted(name));
        }
        Path path;
        try {
            path = folder.resolve(name).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new LayoutException("\"%s\" is no path: %s.".formatted(name, e.getReason()));
        }
        if (path.getNameCount() == 0) {
            throw new LayoutException(
                    "\"%s\" is the root of the file system: give a folder below it."
                            .formatted(name));
        }
        return path;
    }

    private static void refuseSharedPaths(List<Path> drives) throws LayoutException {
        Set<Path> seen = new HashSet<>();
        for (Path drive : drives) {
            if (!seen.add(drive)) {
                throw new LayoutException(
                        "%s is given twice: name each drive once.".formatted(drive));
            }
        }
        for (Path drive : drives) {
            for (Path above = drive.getParent(); above != null; above = above.getParent()) {
                if (seen.contains(above)) {
                    throw new LayoutException(
                            "%s lies inside %s: drives must be separate folders."
                                    .formatted(drive, above));
                }
            }
        }
    }
}
