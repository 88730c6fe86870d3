package io.holdfast.drive;

/// The column families of a drive's index. Keys are compared as unsigned bytes; numbers in them are
/// big-endian. {@code ~} is a complement, so that the newest sorts first.
///
/// | family | key | value |
/// |---|---|---|
/// | `HEAD` | bucket 8 · key · 0 | the newest version, delete marker or tombstone of the key |
/// | `VERSION` | bucket 8 · key · 0 · ~creation 8 | every older version |
/// | `ALIAS` | bucket 8 · foreign version id | key and creation sequence |
/// | `PART` | a kind byte, then what `storage/object` documents | uploads, parts, part tables |
/// | `JOURNAL` | slot 2 · sequence 8 | what happened, in order |
/// | `STAGING` | shard id 16 | shard files being written or waiting to be unlinked; the drive's own |
/// | `COUNT` | bucket 8 | {@link BucketUsage} |
/// | `META` | name | identity, promise, mark, applied position; names starting `e.` are the engine's |
public enum Family {
    HEAD(1),
    VERSION(2),
    ALIAS(3),
    PART(4),
    JOURNAL(5),
    STAGING(6),
    COUNT(7),
    META(8);

    private static final Family[] BY_CODE = new Family[9];

    static {
        for (Family family : values()) {
            BY_CODE[family.code] = family;
        }
    }

    private final int code;

    Family(int code) {
        this.code = code;
    }

    /// The byte that stands for this family in the log; never reassigned.
    public int code() {
        return code;
    }

    /// The family of a code read from disk or wire.
    ///
    /// @throws IllegalArgumentException for a code that names none
    public static Family ofCode(int code) {
        if (code < 1 || code >= BY_CODE.length) {
            throw new IllegalArgumentException("unknown family code " + code);
        }
        return BY_CODE[code];
    }

    /// True when rows of this family may own a shard, so that removing one frees space.
    public boolean ownsShards() {
        return this == HEAD || this == VERSION || this == PART;
    }
}
