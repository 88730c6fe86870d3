package io.holdfast.drive.log;

/// Takes the batches of a walk, in order.
@FunctionalInterface
public interface BatchVisitor {
    /// Takes one batch.
    ///
    /// @param header of the batch
    /// @param crc the header's checksum
    /// @param items verified
    void visit(BatchHeader header, int crc, byte[] items);
}
