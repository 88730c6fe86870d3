package io.holdfast.drive;

/// Room on the drive's file system.
public record DriveSpace(long totalBytes, long freeBytes, long totalInodes, long freeInodes) {
    private static final long FREE_INODES_MIN = 1000;
    private static final long FREE_BYTES_MIN = 64 << 20;

    /// True below 1 % of the bytes, 64 MiB (an eighth, where that is less) or 1,000 inodes: changes
    /// that add data are to be refused before they are sequenced, deletions still work.
    public boolean isLow() {
        return isLowAfter(0);
    }

    /// As {@link #isLow}, when so many bytes more are taken.
    boolean isLowAfter(long bytes) {
        long least = Math.max(totalBytes / 100, Math.min(FREE_BYTES_MIN, totalBytes / 8));
        return freeBytes - bytes < least || freeInodes < FREE_INODES_MIN;
    }
}
