package io.holdfast.simulation;

import io.holdfast.drive.DriveLie;
import io.holdfast.object.ClusterLie;

/// Prints how many seeds it takes to find each planted fault.
final class PlantTable {
    private PlantTable() {}

    @SuppressWarnings("SystemOut") // a program for the command line
    public static void main(String[] arguments) {
        for (DriveLie lie : DriveLie.values()) {
            System.out.println(
                    lie
                            + ": all "
                            + PlantedFaultTest.seedsUntilFound(
                                    Plant.onAllDrives(lie), PlantedFaultTest.firstSeed(lie))
                            + ", one "
                            + PlantedFaultTest.seedsUntilFound(
                                    Plant.onOneDrive(lie), PlantedFaultTest.firstSeed(lie)));
        }
        for (ClusterLie lie : ClusterLie.values()) {
            System.out.println(
                    lie + ": " + PlantedFaultTest.seedsUntilFound(Plant.onRegistry(lie)));
        }
        System.out.println(
                "epochs used twice: " + PlantedFaultTest.seedsUntilFound(Plant.reusedEpochs()));
    }
}
