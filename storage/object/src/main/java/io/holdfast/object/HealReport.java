package io.holdfast.object;

/// What healing one key found and did.
///
/// @param versions versions looked at
/// @param rowsRepaired rows that a drive lacked or held wrongly
/// @param shardsRepaired shards that were missing or rotten
/// @param unrecoverable versions with fewer than K intact shards
/// @param drivesSkipped drives that were to be repaired and took no changes just then: what is
///   wrong on them still is
public record HealReport(
        int versions, int rowsRepaired, int shardsRepaired, int unrecoverable, int drivesSkipped) {
    /// Of nothing.
    public static final HealReport NONE = new HealReport(0, 0, 0, 0, 0);

    /// Whether all that was to be repaired is whole now.
    public boolean isWhole() {
        return unrecoverable + drivesSkipped == 0;
    }

    public HealReport plus(HealReport other) {
        return new HealReport(
                versions + other.versions,
                rowsRepaired + other.rowsRepaired,
                shardsRepaired + other.shardsRepaired,
                unrecoverable + other.unrecoverable,
                drivesSkipped + other.drivesSkipped);
    }
}
