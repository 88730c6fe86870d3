package io.holdfast.object.commit;

import io.holdfast.base.Pending;

/// A change on its way.
///
/// @param sequence its number
/// @param decided completed with true when it is committed, with false when it is void
public record Submitted(long sequence, Pending<Boolean> decided) {}
