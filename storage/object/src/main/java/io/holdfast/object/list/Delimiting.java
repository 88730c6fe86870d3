package io.holdfast.object.list;

import io.holdfast.base.Bytes;
import io.holdfast.object.row.Keys;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Which rows a listing page covers, and where keys are rolled up: all in bytes, as rows are
/// compared. Immutable.
public final class Delimiting {
    private final long bucketId;
    private final byte[] prefix;
    private final byte[] delimiter;

    public Delimiting(long bucketId, String prefix, String delimiter) {
        this.bucketId = bucketId;
        this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
        this.delimiter = delimiter.getBytes(StandardCharsets.UTF_8);
    }

    /// First row key that the page may show.
    ///
    /// @param after of the request; empty for the beginning
    public byte[] from(String after) {
        byte[] start = Keys.prefix(bucketId, prefix);
        if (after.isEmpty()) {
            return start;
        }
        byte[] afterBytes = after.getBytes(StandardCharsets.UTF_8);
        byte[] next = isRolledUp(afterBytes) ? pastPrefix(afterBytes) : pastKey(afterBytes);
        return Arrays.compareUnsigned(next, start) > 0 ? next : start;
    }

    /// End of the rows, exclusive.
    public byte[] to() {
        return Bytes.successorOfPrefix(Keys.prefix(bucketId, prefix));
    }

    /// Length of the rolled-up prefix that a key falls under, or -1 when it stands for itself.
    public int rolledUpLength(byte[] key) {
        if (delimiter.length == 0) {
            return -1;
        }
        int last = key.length - delimiter.length;
        for (int at = prefix.length; at <= last; at++) {
            if (key[at] == delimiter[0]
                    && Arrays.equals(
                            key, at, at + delimiter.length, delimiter, 0, delimiter.length)) {
                return at + delimiter.length;
            }
        }
        return -1;
    }

    /// First row after all keys under a rolled-up prefix.
    public byte[] pastPrefix(byte[] rolledUp) {
        return Bytes.successorOfPrefix(Keys.prefix(bucketId, rolledUp));
    }

    /// The HEAD row of a key.
    byte[] headRow(byte[] key) {
        return Keys.head(bucketId, key);
    }

    /// First row after all rows of a key.
    byte[] pastKey(byte[] key) {
        return Keys.afterVersions(Keys.head(bucketId, key));
    }

    boolean isRolledUp(byte[] key) {
        return rolledUpLength(key) == key.length && Bytes.startsWith(key, prefix);
    }
}
