package io.holdfast.testkit.order;

import java.util.List;

/// What clients do.
///
/// @param prefix that all keys begin with
/// @param keys their ends; few, so that clients meet
/// @param listPercent of calls that are a page of a listing; the rest is shared by the others
/// @param copyPercent of calls that are a copy
/// @param smallBytesMax size of most bodies
/// @param largeBytesMax size of some bodies
/// @param largePercent of bodies
/// @param hasConditionalDeletes whether the store knows If-Match there
public record Mix(
        String prefix,
        List<String> keys,
        int listPercent,
        int copyPercent,
        int smallBytesMax,
        int largeBytesMax,
        int largePercent,
        boolean hasConditionalDeletes) {
    public Mix {
        keys = List.copyOf(keys);
    }
}
