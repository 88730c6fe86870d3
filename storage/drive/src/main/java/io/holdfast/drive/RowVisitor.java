package io.holdfast.drive;

/// Looks at rows in key order on the drive's read thread; it must not block.
public interface RowVisitor {
    /// What the scan does next.
    sealed interface Next {
        /// Goes on to the following row.
        record Continue() implements Next {
            static final Continue INSTANCE = new Continue();
        }

        /// Ends the scan.
        record Stop() implements Next {
            static final Stop INSTANCE = new Stop();
        }

        /// Goes on at the first row whose key is at or after the given one; it must be after the
        /// current.
        record SeekTo(byte[] key) implements Next {}

        static Next row() {
            return Continue.INSTANCE;
        }

        static Next stop() {
            return Stop.INSTANCE;
        }
    }

    /// The scan's snapshot was taken: later changes are not seen. Called once, before any row.
    default void began() {}

    /// The visitor, with something to do when the snapshot was taken.
    static RowVisitor beginning(Runnable began, RowVisitor visitor) {
        return new RowVisitor() {
            @Override
            public void began() {
                began.run();
            }

            @Override
            public Next visit(byte[] key, Row row) {
                return visitor.visit(key, row);
            }
        };
    }

    /// Looks at one row and says how to go on.
    ///
    /// @param key the row's key, owned by the callee
    /// @param row the row as this drive holds it
    Next visit(byte[] key, Row row);
}
