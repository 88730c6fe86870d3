package io.holdfast.s3.archive;

/// Decodes one block of Snappy or S2, which repeats the last offset where Snappy copies from
/// nowhere [Snappy: format_description.txt; S2: block format].
final class S2Block {
    private static final int LITERAL = 0;
    private static final int COPY_1 = 1;
    private static final int COPY_2 = 2;
    private static final int LONG_LITERAL = 60;
    private static final int VARINT_BYTES_MAX = 5;

    private final byte[] source;
    private final int end;
    private int at;
    private byte[] made = new byte[0];
    private int length;
    private int done;
    private int lastOffset;

    /// @param end after the block's last byte in the source
    S2Block(byte[] source, int start, int end) {
        this.source = source;
        this.at = start;
        this.end = end;
    }

    /// The plain length that the block declares; to be read first.
    ///
    /// @throws ArchiveException when it is above `max`
    int readLength(int max) throws ArchiveException {
        long value = 0;
        for (int i = 0; i < VARINT_BYTES_MAX; i++) {
            int next = next();
            value |= (long) (next & 0x7f) << (7 * i);
            if (next < 0x80) {
                if (value > max) {
                    throw new ArchiveException("a block is too large");
                }
                length = (int) value;
                return length;
            }
        }
        throw damaged();
    }

    /// Writes the plain bytes to the start of an array that holds the declared length.
    void decode(byte[] into) throws ArchiveException {
        made = into;
        while (at < end) {
            int tag = next();
            int upper = tag >>> 2;
            switch (tag & 3) {
                case LITERAL -> literal(upper < LONG_LITERAL ? upper : number(upper - 59));
                case COPY_1 -> shortCopy(tag);
                case COPY_2 -> copy(number(2), upper + 1);
                default -> copy(number(4), upper + 1);
            }
        }
        if (done != length) {
            throw damaged();
        }
    }

    private void literal(int lengthLessOne) throws ArchiveException {
        if (lengthLessOne < 0 || lengthLessOne >= end - at || lengthLessOne >= length - done) {
            throw damaged();
        }
        System.arraycopy(source, at, made, done, lengthLessOne + 1);
        at += lengthLessOne + 1;
        done += lengthLessOne + 1;
    }

    private void shortCopy(int tag) throws ArchiveException {
        int offset = (tag & 0xe0) << 3 | next();
        int code = tag >>> 2 & 7;
        if (offset != 0) {
            copy(offset, code + 4);
            return;
        }
        int count =
                switch (code) {
                    case 5 -> number(1) + 4;
                    case 6 -> number(2) + (1 << 8);
                    case 7 -> number(3) + (1 << 16);
                    default -> code;
                };
        copy(lastOffset, count + 4);
    }

    /// Bytes may come from what the same copy has just written.
    private void copy(int offset, int count) throws ArchiveException {
        if (offset <= 0 || offset > done || count > length - done) {
            throw damaged();
        }
        lastOffset = offset;
        if (offset >= count) {
            System.arraycopy(made, done - offset, made, done, count);
            done += count;
            return;
        }
        for (int i = 0; i < count; i++) {
            made[done] = made[done - offset];
            done++;
        }
    }

    /// Little-endian; above 2³¹ it is negative, which nobody accepts.
    private int number(int bytes) throws ArchiveException {
        int number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= next() << (8 * i);
        }
        return number;
    }

    private int next() throws ArchiveException {
        if (at >= end) {
            throw damaged();
        }
        return source[at++] & 0xff;
    }

    private static ArchiveException damaged() {
        return new ArchiveException("a compressed block is damaged");
    }
}
