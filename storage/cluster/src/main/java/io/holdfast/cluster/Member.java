package io.holdfast.cluster;

import io.holdfast.drive.Drive;
import java.util.Optional;

/// One place in a set.
///
/// @param index of the place, from 0
/// @param state as the registry records it
/// @param isFull whether this incarnation was ever complete. Such a drive has a vote, also while it
///   catches up: it has all that it ever confirmed (rules 4 and 7)
/// @param drive the opened drive; empty when it is missing, unreadable or refused
public record Member(int index, MemberState state, boolean isFull, Optional<Drive> drive) {}
