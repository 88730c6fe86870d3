package io.holdfast.object.commit;

import io.holdfast.object.row.Keys;
import java.util.Arrays;

/// A key as the store handles it: its HEAD row's key, with equality by content.
public final class RowKey {
    private final byte[] head;
    private final int hash;

    public RowKey(byte[] head) {
        this.head = head;
        this.hash = Arrays.hashCode(head);
    }

    public static RowKey of(long bucketId, byte[] key) {
        return new RowKey(Keys.head(bucketId, key));
    }

    /// The HEAD row's key. Must not be modified.
    public byte[] head() {
        return head;
    }

    public long bucketId() {
        return Keys.bucketOf(head);
    }

    /// The key's own bytes.
    public byte[] key() {
        return Keys.keyOfHead(head);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowKey that && Arrays.equals(head, that.head);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
