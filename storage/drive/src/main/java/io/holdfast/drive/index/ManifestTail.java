package io.holdfast.drive.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of RocksDB's manifest after a power cut. RocksDB appends a few records, then syncs, then
/// counts on them. A cut in between may leave any of their sectors as they were, zero or torn, and
/// RocksDB refuses a manifest with such a record, though nothing that matters stands there: without
/// these records the index is that of an earlier flush, and the log brings it up to date. So they
/// are cut off before RocksDB looks (docs/decisions/0048-a-torn-manifest-is-cut.md).
///
/// ```
/// manifest: blocks of 32 KiB
/// block:    pieces · up to 6 bytes that are skipped
/// piece:    masked CRC32C 4 · length 2 · type 1 · [log number 4] · bytes, all little-endian
/// ```
///
/// A piece is a whole record, or its first, a middle, or its last part (types 1 to 4; 5 to 8 are
/// the same with a log number). The CRC covers what stands behind the length [RocksDB:
/// db/log_format.h, db/log_reader.cc]. Stateless; one thread, before RocksDB has the folder open.
final class ManifestTail {
    private static final Logger log = LoggerFactory.getLogger(ManifestTail.class);
    private static final int BLOCK_BYTES = 32 << 10;
    private static final int HEADER_BYTES = 7;
    private static final int NUMBERED_HEADER_BYTES = 11;
    private static final int CRC_FROM = 6;
    private static final int MASK_DELTA = 0xa282ead8;
    private static final int MASK_BITS = 15;

    /// More than RocksDB writes into CURRENT.
    private static final int CURRENT_BYTES_MAX = 256;

    private static final Pattern NAME = Pattern.compile("MANIFEST-[0-9]+");

    private ManifestTail() {}

    /// What a piece is of its record.
    private enum Piece {
        FULL,
        FIRST,
        MIDDLE,
        LAST,
        /// Of no meaning to RocksDB; never written.
        NONE;

        static Piece of(int type) {
            return switch (type) {
                case 0 -> NONE;
                case 1, 5 -> FULL;
                case 2, 6 -> FIRST;
                case 3, 7 -> MIDDLE;
                case 4, 8 -> LAST;
                default -> FULL;
            };
        }

        /// @param isInside whether a record has begun and not ended
        boolean fits(boolean isInside) {
            return switch (this) {
                case FULL, FIRST -> !isInside;
                case MIDDLE, LAST -> isInside;
                case NONE -> false;
            };
        }
    }

    /// Cuts off what stands behind the last whole record of the manifest that CURRENT names, up to
    /// which each record holds. The cut is durable on return. Leaves everything as it is when there
    /// is no index yet, and when CURRENT or the manifest's first record make no sense: that is for
    /// RocksDB to refuse.
    ///
    /// @param folder of the index
    /// @return how many bytes were cut off
    static long cut(Path folder) throws IOException {
        Path current = folder.resolve("CURRENT");
        if (!Files.exists(current) || Files.size(current) > CURRENT_BYTES_MAX) {
            return 0;
        }
        String name = Files.readString(current, StandardCharsets.ISO_8859_1).strip();
        Path manifest = folder.resolve(NAME.matcher(name).matches() ? name : "MANIFEST-");
        if (!Files.isRegularFile(manifest)) {
            return 0;
        }
        try (FileChannel file =
                FileChannel.open(manifest, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long whole = wholeUpTo(file);
            long torn = file.size() - whole;
            if (whole == 0 || torn == 0) {
                return 0;
            }
            log.warn("{}: {} torn bytes are cut off at {}", manifest, torn, whole);
            file.truncate(whole);
            file.force(true);
            return torn;
        }
    }

    /// Where the last whole record ends before the first piece that does not hold, or before the
    /// end. Takes the memory of one block.
    static long wholeUpTo(ReadableByteChannel manifest) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long blockAt = 0;
        long whole = 0;
        boolean isInside = false;
        int header = HEADER_BYTES;
        while (read(manifest, block.clear())) {
            int at = 0;
            while (block.limit() - at >= header) {
                int type = block.get(at + CRC_FROM) & 0xff;
                int own = headerBytes(type);
                // All pieces have a log number or none has, as the first.
                header = blockAt + at == 0 ? own : header;
                int bytes = header + (block.getShort(at + 4) & 0xffff);
                Piece piece = Piece.of(type);
                boolean holds = own == header && piece.fits(isInside) && isIntact(block, at, bytes);
                if (!holds) {
                    return whole;
                }
                at += bytes;
                isInside = piece == Piece.FIRST || piece == Piece.MIDDLE;
                whole = isInside ? whole : blockAt + at;
            }
            blockAt += block.limit();
        }
        return whole;
    }

    /// Fills the buffer as far as there is something; ready to be read.
    private static boolean read(ReadableByteChannel from, ByteBuffer block) throws IOException {
        int got = 0;
        while (block.hasRemaining() && got >= 0) {
            got = from.read(block);
        }
        return block.flip().hasRemaining();
    }

    private static int headerBytes(int type) {
        return type >= 5 && type <= 8 ? NUMBERED_HEADER_BYTES : HEADER_BYTES;
    }

    private static boolean isIntact(ByteBuffer block, int at, int bytes) {
        if (bytes > block.limit() - at) {
            return false;
        }
        CRC32C crc = new CRC32C();
        crc.update(block.slice(at + CRC_FROM, bytes - CRC_FROM));
        int masked = Integer.rotateRight((int) crc.getValue(), MASK_BITS) + MASK_DELTA;
        return masked == block.getInt(at);
    }
}
