package io.holdfast.drive;

/// Room on the drive's file system.
public record DriveSpace(long totalBytes, long freeBytes, long totalInodes, long freeInodes) {
    private static final long FREE_INODES_MIN = 1000;

    /// True below 1 % of the bytes or 1,000 inodes: changes that add data are to be refused before
    /// they are sequenced, deletions still work.
    public boolean isLow() {
        return freeBytes < totalBytes / 100 || freeInodes < FREE_INODES_MIN;
    }
}
