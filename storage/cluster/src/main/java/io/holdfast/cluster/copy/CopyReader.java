package io.holdfast.cluster.copy;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the records of a copy's file, one after the other, into the state that they amount to.
final class CopyReader {
    /// What a file holds.
    ///
    /// @param end offset behind the last valid record; what follows was never acknowledged
    record Read(CopyContent content, int end) {}

    private long promised;
    private @Nullable RegistryState state;

    private CopyReader() {}

    static Read read(byte[] file) {
        return new CopyReader().readAll(file);
    }

    private Read readAll(byte[] file) {
        int offset = 0;
        while (offset < file.length) {
            RecordFrame frame = RecordFrame.at(file, offset);
            if (frame == null) {
                if (RecordFrame.isAnyBehind(file, offset)) {
                    return damaged(
                            "a record at byte " + offset + " does not match its checksum", offset);
                }
                break;
            }
            try {
                take(CopyRecord.parse(frame.kind(), frame.payload()));
            } catch (IOException e) {
                return damaged("the record at byte " + offset + ": " + e.getMessage(), offset);
            }
            offset = frame.end();
        }
        RegistryState found = state;
        return new Read(
                found == null
                        ? new CopyContent.Blank(promised)
                        : new CopyContent.Whole(found, promised),
                offset);
    }

    private void take(CopyRecord record) throws IOException {
        switch (record) {
            case CopyRecord.Promise(long start) -> promised = Math.max(promised, start);
            case CopyRecord.Snapshot(RegistryState snapshot) -> {
                state = snapshot;
                promised = Math.max(promised, snapshot.generation().start());
            }
            case CopyRecord.Write(RegistryChange change) -> {
                RegistryState before = state;
                if (before == null || !change.generation().equals(before.generation().next())) {
                    throw new IOException("a write that does not follow the one before");
                }
                state = before.apply(change);
            }
        }
    }

    private Read damaged(String detail, int offset) {
        return new Read(new CopyContent.Damaged(detail, promised), offset);
    }
}
