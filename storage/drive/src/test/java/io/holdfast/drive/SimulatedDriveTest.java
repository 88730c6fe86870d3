package io.holdfast.drive;

final class SimulatedDriveTest extends DriveContract {
    private final SimulatedMedium medium = new SimulatedMedium(TestKeys.identity(0), 1);

    @Override
    protected Drive open() {
        return SimulatedDrive.open(medium, Later.threads());
    }
}
