package io.holdfast.object.row;

import io.holdfast.base.ByteReader;
import io.holdfast.base.ByteWriter;
import io.holdfast.base.Bytes;
import io.holdfast.base.ports.Envelope;
import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.object.ChecksumType;
import io.holdfast.object.ObjectAttributes;
import java.util.Optional;

/// What a `U` row holds: an upload in progress, or what became of it (rule 26).
///
/// @param state whether parts are still taken
/// @param change sequence of the last change to this row
/// @param creation of the version that it was completed to; 0 before
/// @param sinceMs wall time at which it was begun or, in its other states, ended
/// @param envelope when its parts are sealed and it is open
public record UploadRecord(
        State state,
        long change,
        long creation,
        long sinceMs,
        ObjectAttributes attributes,
        Optional<ChecksumAlgorithm> checksum,
        Optional<ChecksumType> checksumType,
        Optional<Envelope> envelope) {
    private static final int FORMAT = 1;
    private static final int FORMAT_SEALED = 2;

    /// How far an upload is.
    public enum State {
        OPEN(0),
        COMPLETED(1),
        ABORTED(2);

        private final int code;

        State(int code) {
            this.code = code;
        }

        /// The byte on disk; never reassigned.
        int code() {
            return code;
        }

        static State ofCode(int code) {
            for (State kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("unknown state of upload " + code);
        }
    }

    /// The change's sequence, read without decoding the rest.
    public static long changeOf(byte[] record) {
        return Bytes.getLong(record, 2);
    }

    /// The tombstone of an upload that was completed or aborted.
    public UploadRecord ended(State newState, long sequence, long versionCreation, long nowMs) {
        return new UploadRecord(
                newState,
                sequence,
                versionCreation,
                nowMs,
                ObjectAttributes.NONE,
                checksum,
                checksumType,
                Optional.empty());
    }

    public byte[] toBytes() {
        ByteWriter out = new ByteWriter(96);
        out.u8(envelope.isPresent() ? FORMAT_SEALED : FORMAT);
        out.u8(state.code()).i64(change).i64(creation).i64(sinceMs);
        out.u8(checksum.map(AttributesCodec::codeOf).orElse(0));
        out.u8(checksumType.map(type -> type == ChecksumType.FULL_OBJECT ? 1 : 2).orElse(0));
        AttributesCodec.write(out, attributes);
        envelope.ifPresent(found -> EnvelopeCodec.write(out, found));
        return out.toBytes();
    }

    /// Decodes a record.
    ///
    /// @throws IllegalArgumentException when the bytes are not a record of a known format
    public static UploadRecord read(byte[] bytes) {
        ByteReader in = new ByteReader(bytes);
        int format = in.u8();
        if (format != FORMAT && format != FORMAT_SEALED) {
            throw new IllegalArgumentException("upload record of format " + format);
        }
        State state = State.ofCode(in.u8());
        long change = in.i64();
        long creation = in.i64();
        long sinceMs = in.i64();
        int algorithm = in.u8();
        int type = in.u8();
        return new UploadRecord(
                state,
                change,
                creation,
                sinceMs,
                AttributesCodec.read(in),
                algorithm == 0
                        ? Optional.empty()
                        : Optional.of(AttributesCodec.algorithmOf(algorithm)),
                switch (type) {
                    case 0 -> Optional.empty();
                    case 1 -> Optional.of(ChecksumType.FULL_OBJECT);
                    default -> Optional.of(ChecksumType.COMPOSITE);
                },
                format == FORMAT_SEALED ? Optional.of(EnvelopeCodec.read(in)) : Optional.empty());
    }
}
