package io.holdfast.object;

import io.holdfast.digest.ChecksumValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// The bytes of an upload, pulled by the store on the request's own thread. The source has taken
/// off all transfer framing and verifies what belongs to the signature.
public interface ObjectBody {
    /// Bytes that the client declared, after decoding; the most that may come, where {@link
    /// #isLengthExact} says so.
    long length();

    /// Whether exactly so many bytes come. Else only the end tells how many they are: a file in a
    /// form may be followed by other fields.
    default boolean isLengthExact() {
        return true;
    }

    /// Fills some of the buffer; blocks for at least one byte.
    ///
    /// @return bytes put, or -1 after the last
    /// @throws IOException when the client went away or sent less than it declared
    /// @throws StoreException when the framing, a chunk's signature or the payload's hash is wrong
    int read(ByteBuffer into) throws IOException, StoreException;

    /// The MD5 that the client declared (Content-MD5), 16 bytes.
    Optional<byte[]> expectedMd5();

    /// The checksum that the client declared in a header or trailer; complete only after the last
    /// byte.
    Optional<ChecksumValue> expectedChecksum() throws StoreException;
}
