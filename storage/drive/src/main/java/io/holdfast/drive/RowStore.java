package io.holdfast.drive;

import org.jspecify.annotations.Nullable;

/// Ordered rows by family, as bytes: RocksDB, or a map in tests. Reads only; writes come as a whole
/// {@link RowBatch}.
interface RowStore {
    /// The value of a key, or null.
    ///
    /// @throws StoreFailure when the medium or its checksums fail
    byte @Nullable [] get(Family family, byte[] key);

    /// Visits [from, to) in order until the visitor returns false; an empty {@code to} means no
    /// upper bound.
    ///
    /// @throws StoreFailure when the medium or its checksums fail
    void scan(Family family, byte[] from, byte[] to, Visitor visitor);

    /// Looks at one row.
    interface Visitor {
        boolean visit(byte[] key, byte[] value);
    }

    /// The store cannot answer. Caught at the edge of the drive and turned into a fault value.
    final class StoreFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoreFailure(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
