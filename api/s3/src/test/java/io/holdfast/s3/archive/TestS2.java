package io.holdfast.s3.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32C;

/// Writes frames of Snappy and S2.
final class TestS2 {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    TestS2() {
        frame(0xff, "S2sTwO".getBytes(UTF_8));
    }

    TestS2 frame(int kind, byte[] content) {
        out.write(kind);
        for (int shift = 0; shift < 24; shift += 8) {
            out.write(content.length >> shift);
        }
        out.writeBytes(content);
        return this;
    }

    TestS2 skippable() {
        return frame(0xfe, new byte[10]);
    }

    TestS2 plain(String text) {
        return frame(0x01, summed(text, text.getBytes(UTF_8)));
    }

    /// A block by its bytes, with the checksum of what it should unpack to.
    TestS2 packed(String text, int... block) {
        byte[] bytes = new byte[block.length];
        for (int i = 0; i < block.length; i++) {
            bytes[i] = (byte) block[i];
        }
        return frame(0x00, summed(text, bytes));
    }

    private static byte[] summed(String text, byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(UTF_8));
        int masked = S2Stream.masked((int) crc.getValue());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int shift = 0; shift < 32; shift += 8) {
            all.write(masked >> shift);
        }
        all.writeBytes(content);
        return all.toByteArray();
    }

    byte[] end() {
        return out.toByteArray();
    }
}
