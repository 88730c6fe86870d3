package io.holdfast.drive;

import java.time.Duration;

/// Settings of a {@link LocalDrive}.
///
/// @param segmentBytes length of new log segments; also bounds the size of one change
/// @param replayLimitBytes the index is flushed when more of the log would have to be replayed
/// @param deadline of one call to the medium; a drive that misses it is quarantined
/// @param readThreads platform threads for reads
/// @param writeThreads platform threads for shard files
/// @param spareSegments prepared ahead; also the reserve from which deletions are logged when the
///   file system is full
/// @param reserveBytes set aside on the file system, to be used when it is full
/// @param cleanBytesPerSecond upper bound of moving shards out of mostly dead segments
/// @param indexBytes of memory for the index: what was read, and what is not flushed yet
/// @param memtableBytes of each large family of the index, at most
public record LocalDriveOptions(
        int segmentBytes,
        long replayLimitBytes,
        Duration deadline,
        int readThreads,
        int writeThreads,
        int spareSegments,
        long reserveBytes,
        long cleanBytesPerSecond,
        long indexBytes,
        long memtableBytes) {
    private static final int SEGMENT_BYTES_MIN = 64 << 10;

    public static final LocalDriveOptions DEFAULT =
            new LocalDriveOptions(
                    64 << 20,
                    64L << 20,
                    Duration.ofSeconds(30),
                    2,
                    2,
                    2,
                    32L << 20,
                    32L << 20,
                    32L << 20,
                    8L << 20);

    public LocalDriveOptions {
        if (segmentBytes < SEGMENT_BYTES_MIN || segmentBytes % 4096 != 0) {
            throw new IllegalArgumentException(
                    "segmentBytes must be a multiple of 4096 from 65536 on: " + segmentBytes);
        }
        if (readThreads < 1 || writeThreads < 1 || spareSegments < 1) {
            throw new IllegalArgumentException("threads and spare segments start at 1");
        }
        if (deadline.isNegative() || deadline.isZero() || cleanBytesPerSecond < 1) {
            throw new IllegalArgumentException("deadline and cleaning rate must be positive");
        }
    }

    public LocalDriveOptions withSegmentBytes(int bytes) {
        return new LocalDriveOptions(
                bytes,
                replayLimitBytes,
                deadline,
                readThreads,
                writeThreads,
                spareSegments,
                reserveBytes,
                cleanBytesPerSecond,
                indexBytes,
                memtableBytes);
    }

    public LocalDriveOptions withReserveBytes(long bytes) {
        return new LocalDriveOptions(
                segmentBytes,
                replayLimitBytes,
                deadline,
                readThreads,
                writeThreads,
                spareSegments,
                bytes,
                cleanBytesPerSecond,
                indexBytes,
                memtableBytes);
    }

    public LocalDriveOptions withReplayLimitBytes(long bytes) {
        return new LocalDriveOptions(
                segmentBytes,
                bytes,
                deadline,
                readThreads,
                writeThreads,
                spareSegments,
                reserveBytes,
                cleanBytesPerSecond,
                indexBytes,
                memtableBytes);
    }

    public LocalDriveOptions withDeadline(Duration other) {
        return new LocalDriveOptions(
                segmentBytes,
                replayLimitBytes,
                other,
                readThreads,
                writeThreads,
                spareSegments,
                reserveBytes,
                cleanBytesPerSecond,
                indexBytes,
                memtableBytes);
    }

    public LocalDriveOptions withIndexBytes(long bytes) {
        return new LocalDriveOptions(
                segmentBytes,
                replayLimitBytes,
                deadline,
                readThreads,
                writeThreads,
                spareSegments,
                reserveBytes,
                cleanBytesPerSecond,
                bytes,
                memtableBytes);
    }
}
