package io.holdfast.object;

import java.util.Optional;
import java.util.UUID;

/// A version's name on the wire: the text `null`, or a UUID. Ids made here are UUIDs of version 8
/// that carry the version's creation sequence [RFC 9562 §5.8], so that an id finds its row without
/// an index.
public sealed interface VersionId {
    /// The version that a bucket without (or with suspended) versioning holds.
    record Null() implements VersionId {
        private static final Null INSTANCE = new Null();

        @Override
        public String toString() {
            return "null";
        }
    }

    record Id(UUID uuid) implements VersionId {
        private static final long VERSION_8 = 0x8000L;
        private static final long VARIANT = 0x8000_0000_0000_0000L;

        /// An id that carries the sequence. The layout: the sequence's upper 48 bits, the version
        /// nibble, the next 12 bits, the variant, the last 4 bits, 58 bits that are the given
        /// noise.
        public static Id of(long sequence, long noise) {
            long high = sequence >>> 16 << 16 | VERSION_8 | (sequence >>> 4 & 0xfff);
            long low = VARIANT | (sequence & 0xf) << 58 | (noise & (1L << 58) - 1);
            return new Id(new UUID(high, low));
        }

        /// True when the id was made here.
        public boolean carriesSequence() {
            return uuid.version() == 8 && uuid.variant() == 2;
        }

        /// The creation sequence; only when {@link #carriesSequence}.
        public long sequence() {
            long high = uuid.getMostSignificantBits();
            long low = uuid.getLeastSignificantBits();
            return high & 0xffff_ffff_ffff_0000L | (high & 0xfff) << 4 | low >>> 58 & 0xf;
        }

        @Override
        public String toString() {
            return uuid.toString();
        }
    }

    static VersionId nullVersion() {
        return Null.INSTANCE;
    }

    /// Reads the wire form; empty for anything but `null` and a UUID of 36 characters.
    static Optional<VersionId> parse(String text) {
        if (text.equals("null")) {
            return Optional.of(Null.INSTANCE);
        }
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equalsIgnoreCase(text)
                    ? Optional.of(new Id(uuid))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
