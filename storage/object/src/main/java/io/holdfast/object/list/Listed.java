package io.holdfast.object.list;

import io.holdfast.object.row.VersionRecord;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One entry of a page: a version of a key, or a rolled-up prefix.
///
/// @param name bytes of the key or prefix
/// @param record null for a prefix
/// @param isLatest whether the version is its key's newest
record Listed(byte[] name, @Nullable VersionRecord record, boolean isLatest)
        implements Comparable<Listed> {
    boolean isPrefix() {
        return record == null;
    }

    /// By name, then the newest first; a key has all its versions in one set, so ties are equal
    /// prefixes.
    @Override
    public int compareTo(Listed other) {
        int byName = Arrays.compareUnsigned(name, other.name);
        if (byName != 0 || record == null || other.record == null) {
            return byName;
        }
        return Long.compareUnsigned(other.record.creation(), record.creation());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Listed that
                && compareTo(that) == 0
                && isPrefix() == that.isPrefix();
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(name);
    }
}
