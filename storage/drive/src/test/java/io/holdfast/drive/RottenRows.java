package io.holdfast.drive;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;

/// Rows of a simulated medium that cannot be read any more. As with a block of a real index,
/// whoever meets one knows that the index is damaged, and nothing trusts it from then on. Guarded
/// by the medium's monitor.
final class RottenRows {
    private final Map<Family, NavigableSet<byte[]>> rotten = new EnumMap<>(Family.class);
    private boolean isMet;

    /// Somebody met a rotten row.
    static final class Met extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Met(Family family) {
            super("a rotten row of " + family);
        }
    }

    void add(Family family, byte[] key) {
        rotten.computeIfAbsent(family, _ -> new TreeSet<>(Arrays::compareUnsigned)).add(key);
    }

    boolean isMet() {
        return isMet;
    }

    void touch(Family family, byte[] key) {
        NavigableSet<byte[]> keys = rotten.get(family);
        if (keys != null && keys.contains(key)) {
            throw met(family);
        }
    }

    /// @param to empty for no upper bound
    void touch(Family family, byte[] from, byte[] to) {
        NavigableSet<byte[]> keys = rotten.get(family);
        byte[] first = keys == null ? null : keys.ceiling(from);
        if (first != null && (to.length == 0 || Arrays.compareUnsigned(first, to) < 0)) {
            throw met(family);
        }
    }

    private Met met(Family family) {
        isMet = true;
        return new Met(Objects.requireNonNull(family));
    }
}
