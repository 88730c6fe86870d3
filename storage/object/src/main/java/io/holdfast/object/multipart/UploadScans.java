package io.holdfast.object.multipart;

import io.holdfast.drive.Family;
import io.holdfast.drive.RowVisitor;
import io.holdfast.object.StoreException;
import io.holdfast.object.commit.SetLeader;
import io.holdfast.object.read.DecidedScan;
import io.holdfast.object.row.Keys;
import io.holdfast.object.row.PartRecord;
import io.holdfast.object.row.UploadId;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The parts of an upload as they are decided.
final class UploadScans {
    private UploadScans() {}

    /// The last stored part of each number, by number.
    ///
    /// @param fromNumber lowest number wanted
    static NavigableMap<Integer, PartRecord> parts(
            SetLeader leader, UploadId upload, int fromNumber, int most)
            throws StoreException, InterruptedException {
        return DecidedScan.run(
                leader,
                drive -> {
                    NavigableMap<Integer, PartRecord> parts = new TreeMap<>();
                    return new DecidedScan.Attempt<>(
                            drive.scan(
                                    Family.PART,
                                    Keys.parts(upload, fromNumber),
                                    Keys.afterParts(upload),
                                    (rowKey, row) -> {
                                        int number = Keys.partNumber(rowKey);
                                        if (parts.size() == most && !parts.containsKey(number)) {
                                            return RowVisitor.Next.stop();
                                        }
                                        // Later sequences of a number sort later, and win.
                                        parts.put(number, PartRecord.read(row.record()));
                                        return RowVisitor.Next.row();
                                    }),
                            parts);
                });
    }
}
