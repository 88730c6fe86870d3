package io.holdfast.drive;

/// Looks at HEAD and VERSION rows in key order on the drive's read thread; it must not block.
@FunctionalInterface
public interface VersionVisitor {
    /// As {@link RowVisitor#began}.
    default void began() {}

    /// As {@link RowVisitor#beginning}.
    static VersionVisitor beginning(Runnable began, VersionVisitor visitor) {
        return new VersionVisitor() {
            @Override
            public void began() {
                began.run();
            }

            @Override
            public RowVisitor.Next visit(boolean isHead, byte[] key, Row row) {
                return visitor.visit(isHead, key, row);
            }
        };
    }

    /// Looks at one row and says how to go on; a `SeekTo` applies to both families.
    ///
    /// @param isHead whether the row is in HEAD, else it is in VERSION
    /// @param key the row's key, owned by the callee
    RowVisitor.Next visit(boolean isHead, byte[] key, Row row);
}
