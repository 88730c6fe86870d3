package io.holdfast.object;

import java.nio.charset.StandardCharsets;

/// A bucket and a key. A key is opaque UTF-8 of 1…1,024 bytes without NUL: `a/b` and `a/b/c`
/// coexist, `//` and a leading `/` are plain bytes. The store checks these limits; the record only
/// carries.
public record ObjectName(String bucket, String key) {
    public static final int KEY_BYTES_MAX = 1024;

    /// The key's bytes, in whose unsigned order listings run.
    public byte[] keyBytes() {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
