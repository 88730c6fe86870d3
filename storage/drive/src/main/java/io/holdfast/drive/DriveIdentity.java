package io.holdfast.drive;

import java.util.UUID;

/// Who a drive is: the content of its `identity.json`.
///
/// @param deployment id of the whole deployment; also the key of placement
/// @param pool index of the pool, from 0
/// @param set index of the set in the pool, from 0
/// @param index of the drive in the set, from 0
/// @param drives number of drives in the set, 1…16
/// @param parity default parity shards of the set, 0…drives/2
/// @param driveId id of this place in the set, kept when the disk is replaced
/// @param incarnation id of this disk's content (rule 4); a wiped or new disk gets a new one
/// @param formatVersion of what is written
/// @param oldestReader the lowest format version that a server must know to open the drive
public record DriveIdentity(
        UUID deployment,
        int pool,
        int set,
        int index,
        int drives,
        int parity,
        UUID driveId,
        UUID incarnation,
        int formatVersion,
        int oldestReader) {
    /// The format that this code writes, and the newest that it opens.
    public static final int FORMAT = 1;

    public DriveIdentity {
        if (drives < 1 || drives > 16 || index < 0 || index >= drives) {
            throw new IllegalArgumentException("drive " + index + " of " + drives);
        }
        if (parity < 0 || parity > drives / 2) {
            throw new IllegalArgumentException("parity " + parity + " of " + drives + " drives");
        }
        if (pool < 0 || set < 0) {
            throw new IllegalArgumentException("pool " + pool + ", set " + set);
        }
    }
}
