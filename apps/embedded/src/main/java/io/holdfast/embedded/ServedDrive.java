package io.holdfast.embedded;

import io.holdfast.cluster.Cluster;
import io.holdfast.cluster.ErasureSet;
import io.holdfast.cluster.Member;
import io.holdfast.drive.Drive;
import io.holdfast.drive.DriveStatus;
import io.holdfast.library.DriveStanding;
import io.holdfast.library.HoldfastException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// One drive of a server, and how to spoil it. Any thread.
final class ServedDrive {
    private static final long NOTICE_MS = 15_000;
    private static final long LOOK_MS = 5;

    private final Path root;
    private final Path away;
    private final FaultyMedium medium = new FaultyMedium();

    /// @param root its folder
    ServedDrive(Path root) {
        this.root = root;
        away = root.resolveSibling(root.getFileName() + ".away");
    }

    Path root() {
        return root;
    }

    FaultyMedium medium() {
        return medium;
    }

    DriveStanding standing(Cluster cluster) {
        Optional<Member> member = member(cluster);
        if (member.isEmpty() || member.get().drive().isEmpty()) {
            return DriveStanding.OUT;
        }
        boolean isServing = member.get().drive().get().status() instanceof DriveStatus.Serving;
        return switch (member.get().state()) {
            case IN_SERVICE -> isServing ? DriveStanding.IN_SERVICE : DriveStanding.OUT;
            case REBUILDING -> DriveStanding.REBUILDING;
            case OUT -> DriveStanding.OUT;
        };
    }

    private Optional<Drive> drive(Cluster cluster) {
        return member(cluster).flatMap(Member::drive);
    }

    /// Found by the path of its drive, which it has while it is open.
    private Optional<Member> member(Cluster cluster) {
        String name = root.toString();
        for (ErasureSet set : cluster.sets()) {
            for (Member member : set.members()) {
                if (member.drive().isPresent() && member.drive().get().name().equals(name)) {
                    return Optional.of(member);
                }
            }
        }
        return Optional.empty();
    }

    /// Its folder goes, and every access fails; returns when the server has closed it.
    void lose(Cluster cluster) throws IOException, InterruptedException {
        if (Files.exists(away)) {
            return;
        }
        medium.setGone(true);
        Files.move(root, away);
        await(() -> drive(cluster).isEmpty(), "was not missed");
    }

    void slow(long delayMs) {
        medium.setDelayMs(delayMs);
    }

    /// Returns when the server has looked for room.
    void fill(Cluster cluster) throws InterruptedException {
        medium.setFull(true);
        await(
                () -> drive(cluster).map(Drive::space).filter(s -> s.freeBytes() > 0).isEmpty(),
                "was not found full");
    }

    /// Ends every fault; returns when the drive is open and has room, or is known to be out.
    void restore(Cluster cluster) throws IOException, InterruptedException {
        medium.setDelayMs(0);
        boolean wasFull = medium.isFull();
        medium.setFull(false);
        if (Files.exists(away)) {
            Files.move(away, root);
            medium.setGone(false);
            await(() -> drive(cluster).isPresent(), "did not return");
        }
        if (wasFull) {
            await(
                    () ->
                            drive(cluster)
                                    .map(Drive::space)
                                    .filter(s -> s.freeBytes() == 0)
                                    .isEmpty(),
                    "stayed full");
        }
    }

    private void await(BooleanSupplier condition, String complaint) throws InterruptedException {
        long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if ((System.nanoTime() - startNs) / 1_000_000 > NOTICE_MS) {
                throw new HoldfastException("The drive %s %s.".formatted(root, complaint));
            }
            Thread.sleep(LOOK_MS);
        }
    }
}
