package io.holdfast.object.write;

import io.holdfast.drive.OpsWriter;
import io.holdfast.object.ObjectChecksum;
import io.holdfast.object.StoreError;
import io.holdfast.object.StoreException;
import io.holdfast.object.row.Coding;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A body that has been read, digested, coded and, when large, written to staged files: all that is
/// left is the change that names it.
///
/// @param size bytes of object
/// @param storedBytes the same, or more when they are sealed
/// @param etag MD5, or a blind one when the bytes are sealed so; 16 bytes
/// @param checksum the one that was asked for
/// @param shard what the row's put owns
/// @param inline shards by place, then number; null for files and empty objects
/// @param holders bit p = the drive at place p holds its shard (rule 18)
/// @param staged the files, to be given up when no change comes to name them
public record StoredData(
        long size,
        long storedBytes,
        Coding coding,
        byte[] etag,
        Optional<ObjectChecksum> checksum,
        OpsWriter.Shard shard,
        byte @Nullable [][][] inline,
        int holders,
        List<Runnable> staged) {
    public StoredData {
        staged = List.copyOf(staged);
    }

    /// W′ of the change that names the data; 0 when there is none.
    public int copies() {
        return storedBytes == 0 ? 0 : coding.writeQuorum();
    }

    /// The change that names the data.
    @FunctionalInterface
    public interface Commit<T> {
        T run() throws StoreException, InterruptedException;
    }

    /// Commits the change that names the data; when it is certain that none does, the staged files
    /// are freed.
    public <T> T namedBy(Commit<T> commit) throws StoreException, InterruptedException {
        boolean isNamed = false;
        try {
            T result = commit.run();
            isNamed = true;
            return result;
        } catch (StoreException e) {
            isNamed = e.error() == StoreError.OUTCOME_UNKNOWN;
            throw e;
        } finally {
            if (!isNamed) {
                staged.forEach(Runnable::run);
            }
        }
    }
}
