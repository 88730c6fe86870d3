package io.holdfast.s3.sign;

import io.holdfast.digest.ChecksumAlgorithm;
import io.holdfast.digest.ChecksumValue;
import io.holdfast.http.Exchange;
import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3BodyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A body in AWS's chunks [S3 API: Signature version 4, streaming]:
///
/// ```
/// <hex size>[;chunk-signature=<64 hex>] CRLF <data> CRLF ... 0[;chunk-signature=...] CRLF
/// [<checksum field>:<base64> CRLF] [x-amz-trailer-signature:<64 hex> CRLF] CRLF
/// ```
///
/// MinIO's client for Go ends the line of the checksum with LF alone and adds empty lines, which
/// AWS takes: the trailer reaches to the end of the body, and its empty lines mean nothing.
///
/// Data goes straight into the caller's buffer; only lines pass through a small one.
final class ChunkedPayload extends Payload {
    private static final long SIGNED_CHUNK_MAX = 16 << 20;
    private static final int LINE_CHARS_MAX = 1024;
    private static final int TRAILER_LINES_MAX = 8;
    private static final String SIGNATURE = "chunk-signature=";
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";
    // Holds a chunk's line and little of its data, which is copied twice.
    private static final int LOOK_AHEAD_BYTES = 256;

    private final Exchange exchange;
    private final @Nullable ChunkSigner signer;
    private final boolean hasTrailer;
    private final ByteBuffer ahead = ByteBuffer.allocate(LOOK_AHEAD_BYTES).limit(0);
    private long chunkLeft;
    private String chunkSignature = "";
    private @Nullable ChecksumValue trailerChecksum;

    ChunkedPayload(
            Exchange exchange,
            long length,
            DeclaredDigests digests,
            @Nullable ChunkSigner signer,
            boolean hasTrailer) {
        super(length, digests);
        this.exchange = exchange;
        this.signer = signer;
        this.hasTrailer = hasTrailer;
    }

    @Override
    int pull(ByteBuffer into, long bytesLeft) throws IOException {
        if (chunkLeft == 0) {
            beginChunk();
            if (chunkLeft == 0) {
                return -1;
            }
            if (chunkLeft > bytesLeft) {
                throw new S3BodyException(ErrorCode.EXCESS_DATA);
            }
        }
        int start = into.position();
        int limit = into.limit();
        if (into.remaining() > chunkLeft) {
            into.limit(start + (int) chunkLeft);
        }
        int count;
        try {
            count = ahead.hasRemaining() ? copyAhead(into) : exchange.read(into);
        } finally {
            into.limit(limit);
        }
        if (count < 0) {
            return -1;
        }
        if (signer != null) {
            signer.update(into.slice(start, count));
        }
        chunkLeft -= count;
        if (chunkLeft == 0) {
            endChunk();
        }
        return count;
    }

    @Override
    void end() throws IOException {
        beginChunk();
        if (chunkLeft != 0) {
            throw new S3BodyException(ErrorCode.EXCESS_DATA);
        }
        if (signer != null) {
            signer.endChunk(chunkSignature);
        }
        if (hasTrailer) {
            readTrailer();
        } else if (!isAtEnd() && !readLine(false, ErrorCode.INCOMPLETE_BODY).isEmpty()) {
            // Some clients leave out the last empty line; another line is too much.
            throw new S3BodyException(ErrorCode.EXCESS_DATA);
        }
        if (ahead.hasRemaining() || exchange.read(ahead.clear()) >= 0) {
            throw new S3BodyException(ErrorCode.EXCESS_DATA);
        }
    }

    @Override
    Optional<ChecksumValue> trailerChecksum() {
        return Optional.ofNullable(trailerChecksum);
    }

    private void beginChunk() throws IOException {
        String line = readLine(false, ErrorCode.INCOMPLETE_BODY);
        int end = 0;
        long size = 0;
        while (end < line.length() && Character.digit(line.charAt(end), 16) >= 0) {
            // sixteen digits overflow into the sign at worst, which is refused below
            if (end > 15) {
                throw malformed();
            }
            size = size << 4 | Character.digit(line.charAt(end), 16);
            end++;
        }
        boolean hasExtension = end < line.length();
        if (end == 0 || size < 0 || (hasExtension && line.charAt(end) != ';')) {
            throw malformed();
        }
        if (signer != null) {
            if (size > SIGNED_CHUNK_MAX || !hasExtension || !line.startsWith(SIGNATURE, end + 1)) {
                throw malformed();
            }
            chunkSignature = line.substring(end + 1 + SIGNATURE.length());
        }
        chunkLeft = size;
    }

    private void endChunk() throws IOException {
        if (!readLine(false, ErrorCode.INCOMPLETE_BODY).isEmpty()) {
            throw malformed();
        }
        if (signer != null) {
            signer.endChunk(chunkSignature);
        }
    }

    private void readTrailer() throws IOException {
        StringBuilder signed = new StringBuilder();
        String signature = "";
        boolean isComplete = false;
        for (int lines = 0; !isAtEnd(); lines++) {
            String line =
                    readLine(true, isComplete ? ErrorCode.EXCESS_DATA : ErrorCode.INCOMPLETE_BODY);
            int colon = line.indexOf(':');
            if (lines >= TRAILER_LINES_MAX
                    || (!line.isEmpty() && (colon < 0 || !signature.isEmpty()))) {
                throw new S3BodyException(ErrorCode.MALFORMED_TRAILER);
            }
            if (line.isEmpty()) {
                isComplete = true;
                continue;
            }
            String name = line.substring(0, colon);
            String value = line.substring(colon + 1).stripLeading();
            if (name.equalsIgnoreCase(TRAILER_SIGNATURE)) {
                signature = value;
            } else {
                keepChecksum(name, value);
                signed.append(name).append(':').append(value).append('\n');
            }
        }
        if (signer != null) {
            signer.endTrailer(signed.toString(), signature);
        }
        if (digests().trailer().isPresent() && trailerChecksum == null) {
            throw new S3BodyException(ErrorCode.MALFORMED_TRAILER);
        }
    }

    private void keepChecksum(String name, String value) throws S3BodyException {
        Optional<ChecksumAlgorithm> algorithm = ChecksumAlgorithm.ofHeaderName(name);
        if (algorithm.isEmpty()
                || trailerChecksum != null
                || !digests().trailer().equals(algorithm)) {
            throw new S3BodyException(ErrorCode.MALFORMED_TRAILER);
        }
        trailerChecksum = ChecksumValue.parse(algorithm.get(), value).orElse(null);
        if (trailerChecksum == null) {
            throw new S3BodyException(ErrorCode.MALFORMED_TRAILER);
        }
    }

    /// Whether the body has no further byte.
    private boolean isAtEnd() throws IOException {
        while (!ahead.hasRemaining()) {
            if (!readAhead()) {
                return true;
            }
        }
        return false;
    }

    /// A line without its end, which is CRLF.
    ///
    /// @param isBareAllowed whether LF alone ends it too
    /// @param endless what a line without an end is
    private String readLine(boolean isBareAllowed, ErrorCode endless) throws IOException {
        StringBuilder line = new StringBuilder(96);
        while (!isAtEnd()) {
            char c = (char) (ahead.get() & 0xff);
            if (c == '\n') {
                int last = line.length() - 1;
                if (last >= 0 && line.charAt(last) == '\r') {
                    line.setLength(last);
                } else if (!isBareAllowed) {
                    throw malformed();
                }
                return line.toString();
            }
            line.append(c);
            if (line.length() > LINE_CHARS_MAX) {
                throw malformed();
            }
        }
        throw new S3BodyException(endless);
    }

    private boolean readAhead() throws IOException {
        ahead.clear();
        int count = exchange.read(ahead);
        ahead.flip();
        return count >= 0;
    }

    private int copyAhead(ByteBuffer into) {
        int count = Math.min(ahead.remaining(), into.remaining());
        into.put(into.position(), ahead, ahead.position(), count);
        into.position(into.position() + count);
        ahead.position(ahead.position() + count);
        return count;
    }

    private static S3BodyException malformed() {
        return new S3BodyException(ErrorCode.BAD_REQUEST);
    }
}
