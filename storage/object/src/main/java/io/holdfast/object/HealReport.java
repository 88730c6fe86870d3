package io.holdfast.object;

/// What healing one key found and did.
///
/// @param versions versions looked at
/// @param rowsRepaired rows that a drive lacked or held wrongly
/// @param shardsRepaired shards that were missing or rotten
/// @param unrecoverable versions with fewer than K intact shards
public record HealReport(int versions, int rowsRepaired, int shardsRepaired, int unrecoverable) {
    public HealReport plus(HealReport other) {
        return new HealReport(
                versions + other.versions,
                rowsRepaired + other.rowsRepaired,
                shardsRepaired + other.shardsRepaired,
                unrecoverable + other.unrecoverable);
    }
}
