package io.holdfast.object.row;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a JOURNAL row holds: that something happened to a key.
///
/// @param kind of change
/// @param bucketId of the key
/// @param key bytes
/// @param creation sequence of the version concerned
/// @param previous sequence of the slot's previous change in this epoch, 0 for the first: a chain,
///   so that a gap shows (rule 23)
/// @param writeId of the request (rule 17)
/// @param holders bit p = the drive at place p holds the data's shard (rule 18); all bits for
///   inline data
/// @param uploads of a step of an upload, that upload; then the one whose parts the change leaves
///   without a version, if any
/// @param buried creation of the older null version that a new null version made a tombstone; 0 for
///   none
public record JournalEntry(
        Kind kind,
        long bucketId,
        byte[] key,
        long creation,
        long previous,
        long writeId,
        int holders,
        List<UploadId> uploads,
        long buried) {
    private static final int FORMAT = 1;
    private static final int UPLOADS_MAX = 2;

    /// {@link #holders()} of a change whose data is inline or that has none.
    public static final int ALL = 0xffff;

    public JournalEntry {
        uploads = List.copyOf(uploads);
        if (uploads.size() > UPLOADS_MAX) {
            throw new IllegalArgumentException("an entry of " + uploads.size() + " uploads");
        }
    }

    /// What happened. Append only.
    public enum Kind {
        PUT(0),
        MARKER(1),
        REMOVE(2),
        UPDATE(3),
        UPLOAD_CREATED(4),
        PART_STORED(5),
        UPLOAD_COMPLETED(6),
        UPLOAD_ABORTED(7);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /// The byte on disk; never reassigned.
        int code() {
            return code;
        }

        static Kind ofCode(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("unknown kind of change " + code);
        }
    }

    /// True when finishing the change needs K shards, not only one row (rule 8d).
    public boolean hasData() {
        return kind == Kind.PUT || kind == Kind.PART_STORED;
    }

    /// The same, of a change that buried an older null version.
    public JournalEntry burying(@Nullable VersionRecord older) {
        return older == null
                ? this
                : new JournalEntry(
                        kind,
                        bucketId,
                        key,
                        creation,
                        previous,
                        writeId,
                        holders,
                        uploads,
                        older.creation());
    }

    public byte[] toBytes() {
        ByteWriter out = new ByteWriter(48 + key.length);
        out.u8(FORMAT).u8(kind.code()).i64(bucketId).bytes(key).i64(creation);
        out.i64(previous).i64(writeId).varint(holders);
        out.u8(uploads.size());
        uploads.forEach(id -> out.i64(id.high()).i64(id.low()));
        return out.i64(buried).toBytes();
    }

    /// Decodes an entry.
    ///
    /// @throws IllegalArgumentException when the bytes are not an entry of a known format
    public static JournalEntry read(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int format = in.u8();
        if (format != FORMAT) {
            throw new IllegalArgumentException("journal entry of format " + format);
        }
        return new JournalEntry(
                Kind.ofCode(in.u8()),
                in.i64(),
                in.bytes(),
                in.i64(),
                in.i64(),
                in.i64(),
                (int) in.varint(),
                uploads(in),
                in.i64());
    }

    private static List<UploadId> uploads(ByteReader in) {
        List<UploadId> uploads = new ArrayList<>();
        for (int left = in.u8(); left > 0; left--) {
            uploads.add(new UploadId(in.i64(), in.i64()));
        }
        return uploads;
    }
}
