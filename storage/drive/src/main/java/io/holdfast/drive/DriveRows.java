package io.holdfast.drive;

import org.jspecify.annotations.Nullable;

/// How the stored value of each family is shown to callers of the drive.
final class DriveRows {
    private DriveRows() {}

    /// @throws IllegalArgumentException when the bytes are no row of that family
    static Row decode(Family family, byte[] key, byte[] value) {
        return isPut(family, key) ? RowImage.decodeRow(value) : new Row(value, Location.none());
    }

    /// What the row's last change replaced, or null.
    static @Nullable Row decodeReplaced(Family family, byte[] key, byte[] value) {
        RowImage prior = isPut(family, key) ? RowImage.decode(value).prior() : null;
        return prior == null ? null : prior.row();
    }

    /// True for rows with a place for a shard; the journal and the drive's own rows are plain
    /// bytes.
    static boolean isPut(Family family, byte[] key) {
        return switch (family) {
            case HEAD, VERSION, ALIAS, PART -> true;
            case META -> key.length > 1 && key[0] == 'e' && key[1] == '.';
            case JOURNAL, STAGING, COUNT -> false;
        };
    }
}
