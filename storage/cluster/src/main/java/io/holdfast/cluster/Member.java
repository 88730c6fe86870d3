package io.holdfast.cluster;

import io.holdfast.drive.Drive;
import java.util.Optional;

/// One place in a set.
///
/// @param index of the place, from 0
/// @param state as the registry records it
/// @param drive the opened drive; empty when it is missing, unreadable or refused
public record Member(int index, MemberState state, Optional<Drive> drive) {}
