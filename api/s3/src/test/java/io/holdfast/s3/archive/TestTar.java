package io.holdfast.s3.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes tar archives byte by byte, right or wrong.
public final class TestTar {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public TestTar file(String name, String content) {
        return entry(name, '0', content.getBytes(StandardCharsets.UTF_8));
    }

    public TestTar folder(String name) {
        return entry(name, '5', new byte[0]);
    }

    /// Says of the next entry what pax can say.
    public TestTar pax(String... records) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < records.length; i += 2) {
            String record = ' ' + records[i] + '=' + records[i + 1] + '\n';
            int bytes = record.getBytes(StandardCharsets.UTF_8).length;
            int length = bytes + Integer.toString(bytes).length();
            if (Integer.toString(length).length() > Integer.toString(bytes).length()) {
                length++;
            }
            all.append(length).append(record);
        }
        return entry("pax", 'x', all.toString().getBytes(StandardCharsets.UTF_8));
    }

    public TestTar entry(String name, char kind, byte[] content) {
        byte[] head = head(name, kind, content.length);
        return raw(seal(head)).raw(content).raw(new byte[-content.length & 511]);
    }

    public static byte[] head(String name, char kind, long size) {
        byte[] head = new byte[512];
        put(head, 0, name);
        put(head, 100, "0000644");
        put(head, 124, String.format("%011o", size));
        put(head, 136, "00000000000");
        head[156] = (byte) kind;
        put(head, 257, "ustar");
        put(head, 263, "00");
        return head;
    }

    /// Sets the sum.
    public static byte[] seal(byte[] head) {
        Arrays.fill(head, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : head) {
            sum += b & 0xff;
        }
        put(head, 148, String.format("%06o", sum));
        head[154] = 0;
        return head;
    }

    public TestTar raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public byte[] end() {
        return raw(new byte[1024]).out.toByteArray();
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    static void put(byte[] head, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, head, at, bytes.length);
    }
}
