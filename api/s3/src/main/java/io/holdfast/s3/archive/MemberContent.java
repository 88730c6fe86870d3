package io.holdfast.s3.archive;

import io.holdfast.object.ByteSink;
import io.holdfast.object.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Takes a member's stored bytes, and hands on the plain ones. The last piece goes out only when
/// the whole is what the archive's directory says: whoever has all bytes has the right ones. One
/// thread.
final class MemberContent implements ByteSink, AutoCloseable {
    private static final int PIECE_BYTES = 64 << 10;

    private final ZipMember member;
    private final ByteSink sink;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private ByteBuffer held = ByteBuffer.allocate(PIECE_BYTES).limit(0);
    private ByteBuffer next = ByteBuffer.allocate(PIECE_BYTES);
    private long size;

    MemberContent(ZipMember member, ByteSink sink) {
        this.member = member;
        this.sink = sink;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException, StoreException, InterruptedException {
        if (member.method() == ZipMember.STORED) {
            while (bytes.hasRemaining()) {
                int count = Math.min(bytes.remaining(), next.remaining());
                next.put(bytes.slice(bytes.position(), count));
                bytes.position(bytes.position() + count);
                pass(count);
            }
            return;
        }
        inflater.setInput(bytes);
        try {
            while (!inflater.needsInput() && !inflater.finished()) {
                int count = inflater.inflate(next);
                if (count == 0 && inflater.needsDictionary()) {
                    throw new ArchiveException("a member is damaged");
                }
                pass(count);
            }
        } catch (DataFormatException _) {
            throw new ArchiveException("a member is damaged");
        }
        bytes.position(bytes.limit());
    }

    /// Counts what was just put, and sends the piece before when there is no room for more.
    private void pass(int count) throws IOException, StoreException, InterruptedException {
        crc.update(next.slice(next.position() - count, count));
        size += count;
        if (size > member.size()) {
            throw new ArchiveException("a member is longer than its directory says");
        }
        if (!next.hasRemaining()) {
            sink.write(held);
            ByteBuffer full = next.flip();
            next = held.clear();
            held = full;
        }
    }

    /// Sends the rest, when all of it has come and is right.
    void finish() throws IOException, StoreException, InterruptedException {
        boolean isEnded = member.method() == ZipMember.STORED || inflater.finished();
        if (!isEnded || size != member.size() || crc.getValue() != member.crc32()) {
            throw new ArchiveException("a member is damaged");
        }
        sink.write(held);
        sink.write(next.flip());
    }

    @Override
    public void close() {
        inflater.end();
    }
}
