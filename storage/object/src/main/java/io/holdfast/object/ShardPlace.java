package io.holdfast.object;

import io.holdfast.drive.Location;

/// Where one drive keeps its shard of a row of data: for those who look at, or spoil, what lies on
/// the medium. It may have moved by the time it is looked at.
///
/// @param drive name of the drive
/// @param location of the shard on it
public record ShardPlace(String drive, Location location) {}
