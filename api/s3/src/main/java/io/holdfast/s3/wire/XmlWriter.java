package io.holdfast.s3.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes documents straight into UTF-8. Control characters, which XML 1.0 cannot carry, are
/// written as numeric references so that every key survives. One thread.
public final class XmlWriter {
    private static final byte[] DECLARATION =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".getBytes(StandardCharsets.US_ASCII);
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private byte[] bytes;
    private int length;

    public XmlWriter() {
        this(512);
    }

    /// @param expectedBytes first size of the buffer, which grows
    public XmlWriter(int expectedBytes) {
        bytes = new byte[expectedBytes];
        put(DECLARATION);
    }

    /// Begins the document's root in S3's namespace.
    public XmlWriter root(String name) {
        ascii("<").ascii(name).ascii(" xmlns=\"").ascii(NAMESPACE);
        return ascii("\">");
    }

    public XmlWriter open(String name) {
        return ascii("<").ascii(name).ascii(">");
    }

    /// Begins an element with an `xsi:type`, as grantees have.
    public XmlWriter openWithType(String name, String type) {
        ascii("<").ascii(name);
        ascii(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"");
        return ascii(type).ascii("\">");
    }

    public XmlWriter close(String name) {
        return ascii("</").ascii(name).ascii(">");
    }

    /// An element with text.
    public XmlWriter element(String name, String text) {
        return open(name).text(text).close(name);
    }

    public XmlWriter element(String name, long number) {
        return open(name).ascii(Long.toString(number)).close(name);
    }

    public XmlWriter element(String name, boolean value) {
        return open(name).ascii(value ? "true" : "false").close(name);
    }

    /// An element with text, left out when the text is empty.
    public XmlWriter optional(String name, String text) {
        return text.isEmpty() ? this : element(name, text);
    }

    /// An ETag with its quotes, which need no entity in text.
    public XmlWriter etag(String etag) {
        open("ETag");
        if (!etag.isEmpty()) {
            ascii("\"").ascii(etag).ascii("\"");
        }
        return close("ETag");
    }

    /// Escaped text.
    public XmlWriter text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128) {
                i = wide(text, i);
            } else if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == 0x7f) {
                reference(c);
            } else {
                reserve(1);
                bytes[length++] = (byte) c;
            }
        }
        return this;
    }

    /// The document so far.
    public ByteBuffer toBuffer() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private void reference(char c) {
        switch (c) {
            case '<' -> ascii("&lt;");
            case '>' -> ascii("&gt;");
            case '&' -> ascii("&amp;");
            default -> {
                ascii("&#x");
                reserve(2);
                if (c > 0xf) {
                    bytes[length++] = (byte) HEX[c >>> 4];
                }
                bytes[length++] = (byte) HEX[c & 0xf];
                ascii(";");
            }
        }
    }

    private int wide(String text, int start) {
        int end = start + 1;
        while (end < text.length() && text.charAt(end) >= 128) {
            end++;
        }
        put(text.substring(start, end).getBytes(StandardCharsets.UTF_8));
        return end - 1;
    }

    @SuppressWarnings("deprecation") // the narrowing is what is wanted: the text is ASCII
    private XmlWriter ascii(String text) {
        int count = text.length();
        reserve(count);
        text.getBytes(0, count, bytes, length);
        length += count;
        return this;
    }

    private void put(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
    }
}
