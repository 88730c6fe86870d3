package io.holdfast.drive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A note on the drive that its index showed damage while it served, so that the next opening reads
/// the whole index before it trusts it: else the drive would serve until it meets the same row
/// again (docs/decisions/0059-a-damaged-index-stays-closed.md).
final class IndexDoubt {
    private static final Logger log = LoggerFactory.getLogger(IndexDoubt.class);

    private IndexDoubt() {}

    /// Leaves the note. Without it the next opening finds out as this one did.
    static void raise(Path root, DriveFault fault) {
        if (fault.kind() != DriveFault.Kind.CORRUPT) {
            return;
        }
        try {
            Files.writeString(DriveFiles.indexDoubt(root), fault.detail());
        } catch (IOException e) {
            log.warn("drive {}: that its index is to be verified was not noted", root, e);
        }
    }

    /// Verifies the index when there is a note, and takes the note away when nothing is wrong.
    ///
    /// @throws IOException when the index is damaged
    static void settle(Path root, IndexStore index) throws IOException {
        Path note = DriveFiles.indexDoubt(root);
        if (!Files.exists(note)) {
            return;
        }
        log.warn("drive {}: its index is verified, for it was damaged before", root);
        index.verify();
        Files.deleteIfExists(note);
    }
}
