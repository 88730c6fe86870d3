package io.holdfast.object.row;

import io.holdfast.base.Bytes;
import java.util.Base64;
import java.util.Optional;

/// Names an upload, and afterwards the data of the object that it became: 128 random bits.
public record UploadId(long high, long low) {
    public static final int BYTES = 16;

    public static UploadId read(byte[] bytes, int offset) {
        return new UploadId(Bytes.getLong(bytes, offset), Bytes.getLong(bytes, offset + 8));
    }

    public void write(byte[] bytes, int offset) {
        Bytes.putLong(bytes, offset, high);
        Bytes.putLong(bytes, offset + 8, low);
    }

    /// The wire form: 22 characters, safe in a query.
    public String text() {
        byte[] bytes = new byte[BYTES];
        write(bytes, 0);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Reads the wire form; empty for anything else.
    public static Optional<UploadId> parse(String text) {
        if (text.length() != 22) {
            return Optional.empty();
        }
        try {
            UploadId id = read(Base64.getUrlDecoder().decode(text), 0);
            return id.text().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
