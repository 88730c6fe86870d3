package io.holdfast.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The places of this node's drives, in the order of the command line.
///
/// @param places one per drive
/// @param sets number of sets over all pools
record NodePlaces(List<NodePlace> places, int sets) {
    /// One place.
    ///
    /// @param place number on this node, from 0
    /// @param set number of the set over all pools, from 0
    /// @param setInPool number of the set in its pool, from 0
    /// @param index in the set, from 0
    /// @param setDrives drives of the set
    record NodePlace(
            int place, Path path, int set, int pool, int setInPool, int index, int setDrives) {
        String address() {
            return "drive %d of set %d of pool %d".formatted(index + 1, setInPool + 1, pool + 1);
        }
    }

    NodePlaces {
        places = List.copyOf(places);
    }

    static NodePlaces of(DriveLayout layout) {
        List<NodePlace> places = new ArrayList<>();
        int sets = 0;
        for (int pool = 0; pool < layout.pools().size(); pool++) {
            DriveLayout.PoolLayout drives = layout.pools().get(pool);
            for (int i = 0; i < drives.drives().size(); i++) {
                int setInPool = i / drives.setDrives();
                places.add(
                        new NodePlace(
                                places.size(),
                                drives.drives().get(i),
                                sets + setInPool,
                                pool,
                                setInPool,
                                i % drives.setDrives(),
                                drives.setDrives()));
            }
            sets += drives.sets();
        }
        return new NodePlaces(places, sets);
    }

    int size() {
        return places.size();
    }

    List<NodePlace> ofSet(int set) {
        return places.stream().filter(place -> place.set() == set).toList();
    }
}
