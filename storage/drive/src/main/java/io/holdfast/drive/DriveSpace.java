package io.holdfast.drive;

/// Room on the drive's file system.
public record DriveSpace(long totalBytes, long freeBytes, long totalInodes, long freeInodes) {}
