package io.holdfast.drive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The row writes of one batch over the store beneath: later changes of the batch see what earlier
/// ones wrote, and each key is written once. Commit thread only.
final class RowBatch {
    private static final Write REMOVAL = new Write(null);

    private final RowStore store;
    private final Map<RowKey, Write> writes = new HashMap<>();

    RowBatch(RowStore store) {
        this.store = store;
    }

    /// What a key gets; null removes it.
    @SuppressWarnings("ArrayRecordComponent") // handed through
    private record Write(byte @Nullable [] value) {}

    /// A key with its family, comparable by content.
    record RowKey(Family family, Key key) {}

    /// Bytes with equality by content.
    @SuppressWarnings("ArrayRecordComponent") // equality is by content, below
    record Key(byte[] bytes) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key(byte[] others) && Arrays.equals(bytes, others);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /// Receives the batch in no particular order.
    interface Sink {
        void put(Family family, byte[] key, byte[] value);

        void remove(Family family, byte[] key);
    }

    byte @Nullable [] get(Family family, byte[] key) {
        Write written = writes.get(keyOf(family, key));
        return written == null ? store.get(family, key) : written.value();
    }

    @Nullable RowImage image(Family family, byte[] key) {
        byte[] value = get(family, key);
        return value == null ? null : RowImage.decode(value);
    }

    void put(Family family, byte[] key, byte[] value) {
        writes.put(keyOf(family, key), new Write(value));
    }

    void put(Family family, byte[] key, RowImage image) {
        put(family, key, image.encode());
    }

    void remove(Family family, byte[] key) {
        writes.put(keyOf(family, key), REMOVAL);
    }

    /// The keys in [from, to), those written in this batch included.
    List<byte[]> keys(Family family, byte[] from, byte[] to) {
        Set<Key> keys = new HashSet<>();
        store.scan(
                family,
                from,
                to,
                (key, _) -> {
                    keys.add(new Key(key));
                    return true;
                });
        writes.forEach(
                (rowKey, write) -> {
                    byte[] key = rowKey.key().bytes();
                    if (rowKey.family() == family && isWithin(key, from, to)) {
                        if (write.value() == null) {
                            keys.remove(rowKey.key());
                        } else {
                            keys.add(rowKey.key());
                        }
                    }
                });
        List<byte[]> sorted = new ArrayList<>();
        keys.forEach(key -> sorted.add(key.bytes()));
        sorted.sort(Arrays::compareUnsigned);
        return sorted;
    }

    void drainTo(Sink sink) {
        writes.forEach(
                (rowKey, write) -> {
                    byte[] value = write.value();
                    if (value == null) {
                        sink.remove(rowKey.family(), rowKey.key().bytes());
                    } else {
                        sink.put(rowKey.family(), rowKey.key().bytes(), value);
                    }
                });
    }

    private static boolean isWithin(byte[] key, byte[] from, byte[] to) {
        return Arrays.compareUnsigned(key, from) >= 0
                && (to.length == 0 || Arrays.compareUnsigned(key, to) < 0);
    }

    private static RowKey keyOf(Family family, byte[] key) {
        return new RowKey(family, new Key(key));
    }
}
