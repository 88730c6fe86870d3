package io.holdfast.cluster;

import io.holdfast.cluster.OpeningPlan.Sighted;
import io.holdfast.drive.DriveIdentity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// Whether formatted drives belong together and stand where the command line puts them.
final class IdentityCheck {
    private record Drive(Sighted sighted, DriveIdentity identity) {
        Path path() {
            return sighted.at().path();
        }

        boolean isInPlace() {
            return identity.pool() == sighted.at().pool()
                    && identity.set() == sighted.at().setInPool()
                    && identity.index() == sighted.at().index();
        }

        String address() {
            return "drive %d of set %d of pool %d"
                    .formatted(identity.index() + 1, identity.set() + 1, identity.pool() + 1);
        }
    }

    private final List<Drive> drives = new ArrayList<>();
    private final NodePlaces places;

    IdentityCheck(NodePlaces places, List<Sighted> sighted) {
        this.places = places;
        for (Sighted one : sighted) {
            if (one.sighting() instanceof Sighting.Formatted(DriveIdentity identity)) {
                drives.add(new Drive(one, identity));
            }
        }
    }

    /// The deployment of most drives; of the first among equals. There must be one.
    UUID deployment() {
        Map<UUID, Long> counts =
                drives.stream()
                        .collect(
                                Collectors.groupingBy(
                                        drive -> drive.identity().deployment(),
                                        LinkedHashMap::new,
                                        Collectors.counting()));
        UUID most = drives.getFirst().identity().deployment();
        for (Map.Entry<UUID, Long> count : counts.entrySet()) {
            if (count.getValue() > counts.getOrDefault(most, 0L)) {
                most = count.getKey();
            }
        }
        return most;
    }

    /// One sentence for each thing that is wrong.
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        UUID deployment = deployment();
        for (Drive drive : drives) {
            if (!drive.identity().deployment().equals(deployment)) {
                problems.add(
                        "%s belongs to deployment %s, but the other drives belong to %s: give only drives of one deployment."
                                .formatted(
                                        drive.path(), drive.identity().deployment(), deployment));
            }
        }
        if (problems.isEmpty()) {
            addGeometry(problems);
        }
        if (problems.isEmpty()) {
            addPlaces(problems);
        }
        return problems;
    }

    private void addGeometry(List<String> problems) {
        for (Drive drive : drives) {
            int setDrives = drive.sighted().at().setDrives();
            if (drive.identity().drives() != setDrives) {
                problems.add(
                        "%s was formatted in a set of %d drives, but this command line makes sets of %d: give the drives as when the deployment was made."
                                .formatted(drive.path(), drive.identity().drives(), setDrives));
                return; // the other drives would only say the same
            }
        }
    }

    private void addPlaces(List<String> problems) {
        Map<String, Path> byAddress = new TreeMap<>();
        for (Drive drive : drives) {
            Path other = byAddress.put(drive.address(), drive.path());
            if (other != null) {
                problems.add(
                        "%s and %s are both %s: one is a copy of the other; give only one of them and an empty folder for the missing drive."
                                .formatted(other, drive.path(), drive.address()));
            }
        }
        List<Drive> misplaced = drives.stream().filter(drive -> !drive.isInPlace()).toList();
        if (!problems.isEmpty() || misplaced.isEmpty()) {
            return;
        }
        if (drives.size() == places.size()) {
            String order =
                    places.places().stream()
                            .map(place -> String.valueOf(byAddress.get(place.address())))
                            .collect(Collectors.joining(" "));
            if (!order.contains("null")) {
                problems.add(
                        "The drives are given in the wrong order; the right order is: %s"
                                .formatted(order));
                return;
            }
        }
        for (Drive drive : misplaced) {
            problems.add(
                    "%s is in the wrong place: it is %s, but was given as %s; %s"
                            .formatted(
                                    drive.path(),
                                    drive.address(),
                                    drive.sighted().at().address(),
                                    advice(drive)));
        }
    }

    private String advice(Drive drive) {
        return places.places().stream()
                .filter(place -> place.address().equals(drive.address()))
                .findFirst()
                .map(place -> "give it where %s stands.".formatted(place.path()))
                .orElse("this command line has no such place.");
    }
}
