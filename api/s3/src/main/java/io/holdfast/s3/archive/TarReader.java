package io.holdfast.s3.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Reads a tar archive entry by entry [POSIX.1-2017, pax, "ustar Interchange Format" and "pax
/// Extended Header"], with GNU's long names and numbers in base 256:
///
/// ```
/// | 0 name 100 | … | 124 size 12 | 136 time 12 | 148 sum 8 | 156 kind | … | 257 magic 6 | 345 prefix 155 | 512
/// content, filled up to 512 · next head · … · two blocks of zeros
/// ```
///
/// Memory is bounded, whatever lengths an archive claims. One thread.
final class TarReader {
    private static final int BLOCK = 512;

    /// Names and attributes of one entry; a key of 1,024 bytes and 8 KiB of fields fit often.
    private static final int EXTENSION_BYTES_MAX = 64 << 10;

    private final InputStream in;
    private final byte[] block = new byte[BLOCK];
    private long contentLeft;
    private int padding;

    /// What an entry is.
    enum Kind {
        FILE,
        FOLDER,
        /// A link, a device: nothing that can be an object.
        OTHER
    }

    /// An entry.
    ///
    /// @param name as it is written
    /// @param size bytes of content
    /// @param attributes records of pax by name
    record Entry(String name, Kind kind, long size, Map<String, String> attributes) {
        Entry {
            attributes = Map.copyOf(attributes);
        }
    }

    /// What is said of the next entry in entries before it.
    private static final class Extension {
        private final Map<String, String> records = new HashMap<>();
        private long bytes;

        private void add(long more) throws ArchiveException {
            bytes += more;
            if (more > EXTENSION_BYTES_MAX || bytes > EXTENSION_BYTES_MAX) {
                throw new ArchiveException("a name or its attributes are too long");
            }
        }

        private long size(long plain) throws ArchiveException {
            String text = records.get("size");
            if (text == null) {
                return plain;
            }
            try {
                long size = Long.parseLong(text);
                if (size >= 0) {
                    return size;
                }
            } catch (NumberFormatException _) {
                // said below
            }
            throw new ArchiveException("a size is no number");
        }
    }

    TarReader(InputStream in) {
        this.in = in;
    }

    /// Goes to the next entry, past what is left of the present one.
    ///
    /// @return empty at the end
    /// @throws ArchiveException when it is no tar archive
    Optional<Entry> next() throws IOException {
        Extension extension = new Extension();
        while (true) {
            skip(contentLeft + padding);
            contentLeft = 0;
            padding = 0;
            if (!readBlock() || isZero()) {
                return Optional.empty();
            }
            checkSum();
            long size = number(124, 12);
            char kind = (char) (block[156] & 0xff);
            switch (kind) {
                case 'x' -> {
                    extension.add(size);
                    readRecords(content(size), extension.records);
                }
                case 'g' -> begin(size); // of all entries; says nothing that we keep
                case 'L' -> {
                    extension.add(size);
                    extension.records.put("path", text(trimmed(content(size))));
                }
                case 'K' -> begin(size); // the name of a link
                default -> {
                    return Optional.of(entry(kind, size, extension));
                }
            }
        }
    }

    /// Content of the present entry.
    ///
    /// @return bytes put, 1 or more, or -1 after the last
    int read(ByteBuffer into) throws IOException {
        if (contentLeft == 0) {
            return -1;
        }
        int most = (int) Math.min(into.remaining(), contentLeft);
        int count;
        if (into.hasArray()) {
            count = in.read(into.array(), into.arrayOffset() + into.position(), most);
            if (count > 0) {
                into.position(into.position() + count);
            }
        } else {
            byte[] some = new byte[Math.min(most, 64 << 10)];
            count = in.read(some);
            if (count > 0) {
                into.put(some, 0, count);
            }
        }
        if (count <= 0) {
            throw new ArchiveException("an entry is cut off");
        }
        contentLeft -= count;
        return count;
    }

    private Entry entry(char kind, long plainSize, Extension extension) throws ArchiveException {
        String name = extension.records.getOrDefault("path", "");
        if (name.isEmpty()) {
            name = plainName();
        }
        long size = extension.size(plainSize);
        Kind what =
                switch (kind) {
                    case '0', '\0', '7' -> name.endsWith("/") ? Kind.FOLDER : Kind.FILE;
                    case '5' -> Kind.FOLDER;
                    case '1', '2', '3', '4', '6' -> Kind.OTHER;
                    default -> throw new ArchiveException("an entry's kind is unknown");
                };
        begin(what == Kind.FILE ? size : plainSize);
        return new Entry(name, what, what == Kind.FILE ? size : 0, extension.records);
    }

    private String plainName() throws ArchiveException {
        String name = text(field(0, 100));
        boolean isUstar = block[257] == 'u' && block[262] == 0;
        String prefix = isUstar ? text(field(345, 155)) : "";
        return prefix.isEmpty() ? name : prefix + '/' + name;
    }

    private void begin(long size) {
        contentLeft = size;
        padding = (int) (-size & (BLOCK - 1));
    }

    /// Records `length name=value\n`, where the length counts itself.
    private static void readRecords(byte[] bytes, Map<String, String> records)
            throws ArchiveException {
        int at = 0;
        while (at < bytes.length && bytes[at] != 0) {
            int space = indexOf(bytes, ' ', at, bytes.length);
            int length = 0;
            for (int i = at; i < space && length <= bytes.length; i++) {
                int digit = bytes[i] - '0';
                if (digit < 0 || digit > 9) {
                    throw new ArchiveException("a record's length is no number");
                }
                length = 10 * length + digit;
            }
            int end = at + length;
            if (length <= 0 || end > bytes.length || end <= space + 1 || bytes[end - 1] != '\n') {
                throw new ArchiveException("a record has no end");
            }
            int equals = indexOf(bytes, '=', space + 1, end);
            String name = text(slice(bytes, space + 1, equals));
            records.put(name, text(slice(bytes, equals + 1, end - 1)));
            at = end;
        }
    }

    private static int indexOf(byte[] bytes, char wanted, int from, int to)
            throws ArchiveException {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        throw new ArchiveException("a record is cut off");
    }

    /// Whole content of an entry that speaks of the next one; it is short.
    private byte[] content(long size) throws IOException {
        begin(size);
        byte[] bytes = new byte[(int) size];
        ByteBuffer all = ByteBuffer.wrap(bytes);
        while (all.hasRemaining()) {
            if (read(all) < 0) {
                break;
            }
        }
        return bytes;
    }

    private boolean readBlock() throws IOException {
        int count = in.readNBytes(block, 0, BLOCK);
        if (count != 0 && count != BLOCK) {
            throw new ArchiveException("a head is cut off");
        }
        return count == BLOCK;
    }

    private boolean isZero() {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /// The sum counts its own place as spaces; old programs added signed bytes.
    private void checkSum() throws ArchiveException {
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < BLOCK; i++) {
            byte b = i >= 148 && i < 156 ? (byte) ' ' : block[i];
            unsigned += b & 0xff;
            signed += b;
        }
        long said = number(148, 8);
        if (said != unsigned && said != signed) {
            throw new ArchiveException("this is no tar archive");
        }
    }

    /// Octal digits, or base 256 when the first bit is set.
    private long number(int from, int length) throws ArchiveException {
        long number = 0;
        if (block[from] < 0) {
            for (int i = from; i < from + length; i++) {
                int b = i == from ? block[i] & 0x7f : block[i] & 0xff;
                if (number >>> 55 != 0) {
                    throw new ArchiveException("a number is too large");
                }
                number = number << 8 | b;
            }
            return number;
        }
        for (byte b : trimmed(field(from, length))) {
            if (b == ' ') {
                continue;
            }
            if (b < '0' || b > '7') {
                throw new ArchiveException("this is no tar archive");
            }
            number = number << 3 | (b - '0');
        }
        return number;
    }

    /// Bytes of a field before its first zero.
    private byte[] field(int from, int length) {
        return trimmed(slice(block, from, from + length));
    }

    private static byte[] trimmed(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return slice(bytes, 0, end);
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    private static String text(byte[] bytes) throws ArchiveException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            throw new ArchiveException("a name is not UTF-8");
        }
    }

    private void skip(long count) throws IOException {
        try {
            in.skipNBytes(count);
        } catch (EOFException _) {
            throw new ArchiveException("an entry is cut off");
        }
    }
}
