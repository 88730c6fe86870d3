package io.holdfast.s3.archive;

import io.holdfast.object.OpenObject;
import io.holdfast.object.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The directory at the end of a zip archive that is an object, read piece by piece and never held
/// [APPNOTE.TXT 6.3.10 §4.3]:
///
/// ```
/// local head · content · … · directory: one head a member · [zip64 end · its locator] · end
/// ```
///
/// One thread.
final class ZipDirectory {
    private static final int END_BYTES = 22;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int COMMENT_BYTES_MAX = 0xffff;
    private static final int LOCATOR_BYTES = 20;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int END64_BYTES = 56;
    private static final int END64_SIGNATURE = 0x06064b50;
    private static final int HEAD_BYTES = 46;
    private static final int HEAD_SIGNATURE = 0x02014b50;
    private static final int LOCAL_BYTES = 30;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final long UNSAID = 0xffffffffL;

    /// Heads are read in pieces of this size; a head has 192 KiB at the most.
    private static final int PIECE_BYTES = 256 << 10;

    private final OpenObject archive;
    private final long size;

    /// Told of each member in the order of the directory.
    @FunctionalInterface
    interface Visitor {
        /// @return whether to go on
        boolean visit(ZipMember member);
    }

    ZipDirectory(OpenObject archive) {
        this.archive = archive;
        this.size = archive.info().size();
    }

    /// Shows all members, until the visitor has enough.
    ///
    /// @throws ArchiveException when the object is no zip archive
    void visit(Visitor visitor) throws IOException, StoreException, InterruptedException {
        long[] place = place();
        long at = place[0];
        long end = place[0] + place[1];
        ByteBuffer piece = ByteBuffer.allocate(0);
        while (at < end) {
            if (piece.remaining() < HEAD_BYTES || piece.remaining() < headBytes(piece)) {
                piece = read(at, (int) Math.min(PIECE_BYTES, end - at));
            }
            if (piece.remaining() < HEAD_BYTES
                    || piece.getInt(piece.position()) != HEAD_SIGNATURE
                    || piece.remaining() < headBytes(piece)) {
                throw new ArchiveException("its directory is damaged");
            }
            int length = headBytes(piece);
            if (!visitor.visit(member(piece))) {
                return;
            }
            piece.position(piece.position() + length);
            at += length;
        }
    }

    /// Where a member's content begins: behind its local head, whose fields may differ in length.
    long contentStart(ZipMember member) throws IOException, StoreException, InterruptedException {
        if (member.headOffset() > size - LOCAL_BYTES) {
            throw new ArchiveException("a member lies outside");
        }
        ByteBuffer head = read(member.headOffset(), LOCAL_BYTES);
        if (head.getInt(0) != LOCAL_SIGNATURE) {
            throw new ArchiveException("a member is not where its directory says");
        }
        long start = member.headOffset() + LOCAL_BYTES + u16(head, 26) + u16(head, 28);
        if (start > size - member.storedBytes()) {
            throw new ArchiveException("a member lies outside");
        }
        return start;
    }

    private static int headBytes(ByteBuffer piece) {
        int at = piece.position();
        return HEAD_BYTES + u16(piece, at + 28) + u16(piece, at + 30) + u16(piece, at + 32);
    }

    private static ZipMember member(ByteBuffer piece) throws ArchiveException {
        int at = piece.position();
        int nameBytes = u16(piece, at + 28);
        int extraBytes = u16(piece, at + 30);
        byte[] name = new byte[nameBytes];
        piece.get(at + HEAD_BYTES, name);
        long[] sizes = {u32(piece, at + 24), u32(piece, at + 20), u32(piece, at + 42)};
        takeWide(piece, at + HEAD_BYTES + nameBytes, extraBytes, sizes);
        boolean isEncrypted = (u16(piece, at + 8) & 1) != 0;
        return new ZipMember(
                // Names are UTF-8, or are told apart by their bytes all the same.
                new String(name, StandardCharsets.UTF_8),
                u16(piece, at + 10),
                isEncrypted,
                u32(piece, at + 16),
                sizes[1],
                sizes[0],
                sizes[2]);
    }

    /// Numbers that do not fit into 32 bits stand in a field of their own, in this order.
    private static void takeWide(ByteBuffer piece, int from, int bytes, long[] numbers)
            throws ArchiveException {
        int at = from;
        int end = from + bytes;
        while (end - at >= 4) {
            int length = u16(piece, at + 2);
            if (at + 4 + length > end) {
                return;
            }
            if (u16(piece, at) == 1) {
                int next = at + 4;
                for (int i = 0; i < numbers.length; i++) {
                    if (numbers[i] == UNSAID && next + 8 <= at + 4 + length) {
                        numbers[i] = piece.getLong(next);
                        next += 8;
                    }
                    if (numbers[i] < 0) {
                        throw new ArchiveException("a number is too large");
                    }
                }
                return;
            }
            at += 4 + length;
        }
    }

    /// Offset and length of the directory.
    private long[] place() throws IOException, StoreException, InterruptedException {
        int tail = (int) Math.min(size, END_BYTES + COMMENT_BYTES_MAX + LOCATOR_BYTES);
        ByteBuffer bytes = read(size - tail, tail);
        for (int at = tail - END_BYTES; at >= 0; at--) {
            if (bytes.getInt(at) == END_SIGNATURE && at + END_BYTES + u16(bytes, at + 20) == tail) {
                long length = u32(bytes, at + 12);
                long offset = u32(bytes, at + 16);
                boolean isWide = length == UNSAID || offset == UNSAID;
                return checked(isWide ? widePlace(bytes, at) : new long[] {offset, length});
            }
        }
        throw new ArchiveException("it is no zip archive");
    }

    private long[] widePlace(ByteBuffer bytes, int end)
            throws IOException, StoreException, InterruptedException {
        int locator = end - LOCATOR_BYTES;
        if (locator < 0 || bytes.getInt(locator) != LOCATOR_SIGNATURE) {
            throw new ArchiveException("its directory is damaged");
        }
        long offset = bytes.getLong(locator + 8);
        if (offset < 0 || offset > size - END64_BYTES) {
            throw new ArchiveException("its directory is damaged");
        }
        ByteBuffer wide = read(offset, END64_BYTES);
        if (wide.getInt(0) != END64_SIGNATURE) {
            throw new ArchiveException("its directory is damaged");
        }
        return new long[] {wide.getLong(48), wide.getLong(40)};
    }

    private long[] checked(long[] place) throws ArchiveException {
        if (place[0] < 0 || place[1] < 0 || place[0] > size - place[1]) {
            throw new ArchiveException("its directory is damaged");
        }
        return place;
    }

    private ByteBuffer read(long offset, int length)
            throws IOException, StoreException, InterruptedException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        if (length > 0) {
            archive.transferTo(offset, length, bytes::put);
        }
        return bytes.flip();
    }

    private static int u16(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & 0xffff;
    }

    private static long u32(ByteBuffer bytes, int at) {
        return bytes.getInt(at) & 0xffffffffL;
    }
}
