package io.holdfast.drive;

/// Value of a STAGING row: what the file of that id is waiting for.
enum StagingRecord {
    /// Being written, or sealed and not yet named by a change.
    STAGED(1),
    /// No row names it any more; to be unlinked.
    FREED(2);

    private final int code;

    StagingRecord(int code) {
        this.code = code;
    }

    byte[] encode() {
        return new byte[] {(byte) code};
    }

    boolean is(byte[] value) {
        return value.length == 1 && value[0] == code;
    }
}
