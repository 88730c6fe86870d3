package io.holdfast.object.row;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;
import io.holdfast.base.Bytes;
import io.holdfast.base.Hex;
import io.holdfast.base.ports.ContentCipher;
import io.holdfast.base.ports.Envelope;
import io.holdfast.object.ObjectAttributes;
import io.holdfast.object.ObjectChecksum;
import java.util.List;
import java.util.Optional;

/// What HEAD and VERSION rows hold: one version, delete marker or tombstone. The bytes are the same
/// on all drives of the set; `docs/formats/rows.md` draws them.
///
/// @param kind what the row stands for
/// @param isNull whether its version id is `null`
/// @param creation sequence of the change that made the version; its shards belong to it
/// @param change sequence of the last change to this row; larger after an update in place
/// @param nullCreation creation of the null version if that is older than this version, else 0. It
///   is a hint that never misses: the row may be gone, but there is no null version elsewhere below
///   this one
/// @param writeId random; lets a request find its own write again (rule 17), and makes ids
///   unguessable
/// @param owner account id; 0 is the default account
/// @param size bytes of object
/// @param modifiedMs wall time, for people
/// @param coding how it is cut; of tombstones and markers meaningless
/// @param etag MD5, 16 bytes; of the parts' MD5s for multipart; a blind one when nobody but the
///   key's holder may know the MD5
/// @param partCount 0 when not multipart
/// @param upload names the part rows when multipart
/// @param parts the part table when it is short, else empty and in the `T` row
/// @param envelope when the bytes are sealed
public record VersionRecord(
        Kind kind,
        boolean isNull,
        long creation,
        long change,
        long nullCreation,
        long writeId,
        long owner,
        long size,
        long modifiedMs,
        Coding coding,
        byte[] etag,
        int partCount,
        Optional<UploadId> upload,
        List<PartRef> parts,
        Optional<ObjectChecksum> checksum,
        ObjectAttributes attributes,
        Optional<Envelope> envelope) {
    private static final int FORMAT = 1;
    private static final int FORMAT_SEALED = 2;
    private static final int FLAG_NULL = 1;
    private static final int FLAG_MULTIPART = 2;
    private static final int CHANGE_OFFSET = 11;
    private static final byte[] NO_ETAG = new byte[16];

    /// What a row stands for.
    public enum Kind {
        DATA(0),
        MARKER(1),
        TOMBSTONE(2);

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
            throw new IllegalArgumentException("unknown kind of version " + code);
        }
    }

    public VersionRecord {
        parts = List.copyOf(parts);
    }

    /// A delete marker.
    public static VersionRecord marker(
            boolean isNull, long sequence, long nullCreation, long writeId, long modifiedMs) {
        return bare(Kind.MARKER, isNull, sequence, sequence, nullCreation, writeId, modifiedMs);
    }

    /// What stays of a removed version until all drives have forgotten it (rule 21).
    public static VersionRecord tombstone(VersionRecord removed, long sequence, long modifiedMs) {
        return bare(
                Kind.TOMBSTONE,
                removed.isNull,
                removed.creation,
                sequence,
                removed.nullCreation,
                removed.writeId,
                modifiedMs);
    }

    private static VersionRecord bare(
            Kind kind,
            boolean isNull,
            long creation,
            long change,
            long nullCreation,
            long writeId,
            long modifiedMs) {
        return new VersionRecord(
                kind,
                isNull,
                creation,
                change,
                nullCreation,
                writeId,
                0,
                0,
                modifiedMs,
                new Coding(1, 0, 0, false),
                NO_ETAG,
                0,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                ObjectAttributes.NONE,
                Optional.empty());
    }

    /// The same version after a change in place.
    public VersionRecord changed(long sequence, ObjectAttributes newAttributes) {
        return new VersionRecord(
                kind,
                isNull,
                creation,
                sequence,
                nullCreation,
                writeId,
                owner,
                size,
                modifiedMs,
                coding,
                etag,
                partCount,
                upload,
                parts,
                checksum,
                newAttributes,
                envelope);
    }

    public boolean isData() {
        return kind == Kind.DATA;
    }

    /// Bytes that the row's shards hold: those of the object, or sealed ones; of no meaning when
    /// multipart.
    public long storedBytes() {
        return envelope.isPresent() ? ContentCipher.sealedBytes(size) : size;
    }

    public boolean isTombstone() {
        return kind == Kind.TOMBSTONE;
    }

    /// The entity tag without quotes; empty for what has no data.
    public String etagText() {
        if (kind != Kind.DATA) {
            return "";
        }
        return partCount == 0 ? Hex.of(etag) : Hex.of(etag) + "-" + partCount;
    }

    /// True when the part table is in a row of its own.
    public boolean hasTableRow() {
        return partCount > 0 && parts.isEmpty();
    }

    /// The change's sequence, read without decoding the rest.
    public static long changeOf(byte[] record) {
        return Bytes.getLong(record, CHANGE_OFFSET);
    }

    public byte[] toBytes() {
        ByteWriter out = new ByteWriter(192);
        out.u8(envelope.isPresent() ? FORMAT_SEALED : FORMAT).u8(kind.code());
        out.u8((isNull ? FLAG_NULL : 0) | (upload.isPresent() ? FLAG_MULTIPART : 0));
        out.i64(creation).i64(change).i64(nullCreation).i64(writeId).i64(modifiedMs);
        out.varint(owner);
        if (kind != Kind.DATA) {
            return out.toBytes();
        }
        out.varint(size);
        coding.write(out);
        out.raw(etag);
        if (upload.isPresent()) {
            out.i64(upload.get().high()).i64(upload.get().low()).varint(partCount);
            PartTable.write(out, parts);
        }
        AttributesCodec.writeChecksum(out, checksum);
        AttributesCodec.write(out, attributes);
        envelope.ifPresent(found -> EnvelopeCodec.write(out, found));
        return out.toBytes();
    }

    /// Decodes a record.
    ///
    /// @throws IllegalArgumentException when the bytes are not a record of a known format
    public static VersionRecord read(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int format = in.u8();
        if (format != FORMAT && format != FORMAT_SEALED) {
            throw new IllegalArgumentException("version record of format " + format);
        }
        Kind kind = Kind.ofCode(in.u8());
        int flags = in.u8();
        boolean isNull = (flags & FLAG_NULL) != 0;
        long creation = in.i64();
        long change = in.i64();
        long nullCreation = in.i64();
        long writeId = in.i64();
        long modifiedMs = in.i64();
        long owner = in.varint();
        if (kind != Kind.DATA) {
            return bare(kind, isNull, creation, change, nullCreation, writeId, modifiedMs);
        }
        long size = in.varint();
        Coding coding = Coding.read(in);
        byte[] etag = in.raw(16);
        Optional<UploadId> upload = Optional.empty();
        int partCount = 0;
        List<PartRef> parts = List.of();
        if ((flags & FLAG_MULTIPART) != 0) {
            upload = Optional.of(new UploadId(in.i64(), in.i64()));
            partCount = (int) in.varint();
            parts = PartTable.read(in);
        }
        Optional<ObjectChecksum> checksum = AttributesCodec.readChecksum(in);
        return new VersionRecord(
                kind,
                isNull,
                creation,
                change,
                nullCreation,
                writeId,
                owner,
                size,
                modifiedMs,
                coding,
                etag,
                partCount,
                upload,
                parts,
                checksum,
                AttributesCodec.read(in),
                format == FORMAT_SEALED ? Optional.of(EnvelopeCodec.read(in)) : Optional.empty());
    }
}
