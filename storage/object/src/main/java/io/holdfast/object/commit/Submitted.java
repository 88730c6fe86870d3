package io.holdfast.object.commit;

import io.holdfast.base.Pending;

/// A change on its way.
///
/// @param sequence its number
/// @param decided completed when it is committed
public record Submitted(long sequence, Pending<Boolean> decided) {}
