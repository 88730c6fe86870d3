package io.holdfast.object.row;

import io.holdfast.base.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The keys of rows. `docs/formats/rows.md` draws them; keys of objects contain no NUL, so that the
/// NUL behind them keeps the order of the keys' bytes.
///
/// ```
///  HEAD     bucket 8 · key · 0
///  VERSION  bucket 8 · key · 0 · ~creation 8
///  PART     'U' · bucket 8 · key · 0 · upload 16            an upload in progress, or its tombstone
///           'P' · upload 16 · part number 2 · sequence 8    one part
///           'T' · upload 16                                 the part table of a completed object
///  JOURNAL  slot 2 · sequence 8
/// ```
public final class Keys {
    public static final int BUCKET_BYTES = 8;
    private static final int SEQUENCE_BYTES = 8;
    private static final byte UPLOAD = 'U';
    private static final byte PART = 'P';
    private static final byte TABLE = 'T';

    private Keys() {}

    public static byte[] head(long bucketId, byte[] key) {
        byte[] row = new byte[BUCKET_BYTES + key.length + 1];
        Bytes.putLong(row, 0, bucketId);
        System.arraycopy(key, 0, row, BUCKET_BYTES, key.length);
        return row;
    }

    public static byte[] version(byte[] head, long creation) {
        byte[] row = Arrays.copyOf(head, head.length + SEQUENCE_BYTES);
        Bytes.putLong(row, head.length, ~creation);
        return row;
    }

    /// The first byte string after all VERSION rows of the head's key.
    public static byte[] afterVersions(byte[] head) {
        byte[] row = head.clone();
        row[row.length - 1] = 1;
        return row;
    }

    /// First row of a bucket in HEAD and VERSION.
    public static byte[] bucket(long bucketId) {
        byte[] row = new byte[BUCKET_BYTES];
        Bytes.putLong(row, 0, bucketId);
        return row;
    }

    /// Bucket and the beginning of keys, without the NUL.
    public static byte[] prefix(long bucketId, byte[] prefix) {
        return Bytes.concat(bucket(bucketId), prefix);
    }

    public static byte[] upload(byte[] head, UploadId upload) {
        byte[] row = new byte[1 + head.length + UploadId.BYTES];
        row[0] = UPLOAD;
        System.arraycopy(head, 0, row, 1, head.length);
        upload.write(row, 1 + head.length);
        return row;
    }

    /// The uploads whose row keys start so: a bucket's, a prefix's or a key's.
    public static byte[] uploads(byte[] bucketAndPrefix) {
        byte[] row = new byte[1 + bucketAndPrefix.length];
        row[0] = UPLOAD;
        System.arraycopy(bucketAndPrefix, 0, row, 1, bucketAndPrefix.length);
        return row;
    }

    /// The first byte string after all uploads.
    public static byte[] afterUploads() {
        return Bytes.successorOfPrefix(new byte[] {UPLOAD});
    }

    /// The first byte string after a row key.
    public static byte[] after(byte[] row) {
        return Arrays.copyOf(row, row.length + 1);
    }

    public static boolean isUpload(byte[] partRow) {
        return partRow[0] == UPLOAD;
    }

    /// The head row of the key that an upload's row belongs to.
    public static byte[] headOfUpload(byte[] uploadRow) {
        return Arrays.copyOfRange(uploadRow, 1, uploadRow.length - UploadId.BYTES);
    }

    /// The first byte string after all uploads of the bucket.
    public static byte[] afterUploadsOf(long bucketId) {
        return Bytes.successorOfPrefix(uploads(bucket(bucketId)));
    }

    public static UploadId idOfUpload(byte[] uploadRow) {
        return UploadId.read(uploadRow, uploadRow.length - UploadId.BYTES);
    }

    public static byte[] part(UploadId upload, int number, long sequence) {
        byte[] row = new byte[1 + UploadId.BYTES + 2 + SEQUENCE_BYTES];
        row[0] = PART;
        upload.write(row, 1);
        Bytes.putShort(row, 1 + UploadId.BYTES, number);
        Bytes.putLong(row, 3 + UploadId.BYTES, sequence);
        return row;
    }

    /// All parts of an upload with numbers from {@code number} on start at or after this row.
    public static byte[] parts(UploadId upload, int number) {
        byte[] row = new byte[1 + UploadId.BYTES + 2];
        row[0] = PART;
        upload.write(row, 1);
        Bytes.putShort(row, 1 + UploadId.BYTES, number);
        return row;
    }

    /// The first byte string after all parts of an upload.
    public static byte[] afterParts(UploadId upload) {
        byte[] row = new byte[1 + UploadId.BYTES];
        row[0] = PART;
        upload.write(row, 1);
        return Bytes.successorOfPrefix(row);
    }

    public static int partNumber(byte[] partRow) {
        return Bytes.getShort(partRow, 1 + UploadId.BYTES);
    }

    public static long partSequence(byte[] partRow) {
        return Bytes.getLong(partRow, 3 + UploadId.BYTES);
    }

    public static byte[] table(UploadId upload) {
        byte[] row = new byte[1 + UploadId.BYTES];
        row[0] = TABLE;
        upload.write(row, 1);
        return row;
    }

    public static byte[] journal(int slot, long sequence) {
        byte[] row = new byte[10];
        Bytes.putShort(row, 0, slot);
        Bytes.putLong(row, 2, sequence);
        return row;
    }

    public static int slotOfJournal(byte[] journalRow) {
        return Bytes.getShort(journalRow, 0);
    }

    public static long sequenceOfJournal(byte[] journalRow) {
        return Bytes.getLong(journalRow, 2);
    }

    public static long bucketOf(byte[] headRow) {
        return Bytes.getLong(headRow, 0);
    }

    /// The key's bytes in a HEAD row.
    public static byte[] keyOfHead(byte[] headRow) {
        return Arrays.copyOfRange(headRow, BUCKET_BYTES, headRow.length - 1);
    }

    /// The HEAD row of the key that a VERSION row belongs to.
    public static byte[] headOfVersion(byte[] versionRow) {
        return Arrays.copyOf(versionRow, versionRow.length - SEQUENCE_BYTES);
    }

    public static String text(byte[] key) {
        return new String(key, StandardCharsets.UTF_8);
    }
}
