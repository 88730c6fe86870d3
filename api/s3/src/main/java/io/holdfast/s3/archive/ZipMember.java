package io.holdfast.s3.archive;

/// A member of a zip archive, as its directory describes it.
///
/// @param name with slashes between folders; a folder's ends with one
/// @param method 0 for stored, 8 for deflated; others are not read
/// @param crc32 of the plain bytes
/// @param storedBytes in the archive
/// @param size plain bytes
/// @param headOffset of its local head
record ZipMember(
        String name,
        int method,
        boolean isEncrypted,
        long crc32,
        long storedBytes,
        long size,
        long headOffset) {
    static final int STORED = 0;
    static final int DEFLATED = 8;

    boolean isFolder() {
        return name.endsWith("/");
    }
}
