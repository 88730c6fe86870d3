package io.holdfast.simulation;

import io.holdfast.drive.DriveLie;
import io.holdfast.object.ClusterLie;
import java.util.function.Consumer;

/// A planted fault: one rule of the protocol that is broken on purpose, so that the search shows
/// that it would find it.
final class Plant {
    private Plant() {}

    /// All drives break the promise.
    static Consumer<Simulation> onAllDrives(DriveLie lie) {
        return simulation -> {
            simulation.faults().allowCorruption();
            simulation.plant(medium -> medium.lie(lie));
        };
    }

    /// The first drive of each set breaks the promise.
    static Consumer<Simulation> onOneDrive(DriveLie lie) {
        return simulation -> {
            simulation.faults().allowCorruption();
            simulation.plant(
                    medium -> {
                        if (medium.identity().index() == 0) {
                            medium.lie(lie);
                        }
                    });
        };
    }

    /// The registry breaks the promise.
    static Consumer<Simulation> onRegistry(ClusterLie lie) {
        return simulation -> {
            simulation.faults().allowCorruption();
            for (int set = 0; set < simulation.world().deployment.setCount(); set++) {
                simulation.world().deployment.set(set).lie(lie);
            }
        };
    }

    /// Starts of the server share one epoch (rule 1).
    static Consumer<Simulation> reusedEpochs() {
        return simulation -> {
            simulation.faults().allowCorruption();
            simulation.world().deployment.reuseEpochs();
        };
    }
}
