package io.holdfast.s3.form;

import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3BodyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// Reads `multipart/form-data` part by part, and holds no part's content [RFC 2046 §5.1.1; RFC
/// 7578]:
///
/// ```
/// [anything CRLF] --boundary CRLF  head lines CRLF  CRLF  content  CRLF --boundary … CRLF --boundary--
/// ```
///
/// One thread. Whatever has another form is MALFORMED_POST; Jetty's reader is not used, see
/// docs/decisions/0060.
final class MultipartReader {
    /// Where the form comes from.
    @FunctionalInterface
    interface Source {
        /// @return bytes put, 1 or more, or -1 after the last
        int read(ByteBuffer into) throws IOException;
    }

    /// As few copies of long content as of any other size; a head fits several times.
    private static final int BUFFER_BYTES = 64 << 10;

    private static final int HEAD_BYTES_MAX = 8 << 10;

    /// [RFC 2046 §5.1.1]
    private static final int BOUNDARY_CHARS_MAX = 70;

    /// More than any form has; what it bounds is the work for empty parts.
    private static final int PARTS_MAX = 1000;

    private final Source source;
    private final byte[] delimiter;

    /// How far the search may go on after a byte at the delimiter's last place [Horspool 1980].
    private final int[] skips = new int[256];

    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int start;
    private int end;

    /// Bytes from the start that are content for certain.
    private int content;

    private long taken;
    private boolean isInContent = true;
    private boolean isClosed;
    private int parts;

    /// @param boundary as the request's content type names it
    /// @throws S3BodyException MALFORMED_POST when it cannot be one
    MultipartReader(Source source, String boundary) throws S3BodyException {
        if (boundary.isEmpty()
                || boundary.length() > BOUNDARY_CHARS_MAX
                || boundary.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw malformed();
        }
        this.source = source;
        this.delimiter = FormText.bytes("\r\n--" + boundary);
        Arrays.fill(skips, delimiter.length);
        for (int i = 0; i < delimiter.length - 1; i++) {
            skips[delimiter[i]] = delimiter.length - 1 - i;
        }
        // The first delimiter may be the very first bytes: as if a line had ended before it.
        buffer[end++] = '\r';
        buffer[end++] = '\n';
        taken = -2;
    }

    /// Goes to the next part, past what is left of the present one.
    ///
    /// @return empty after the last part
    Optional<PartHead> next() throws IOException {
        while (isInContent) {
            locate();
            passContent(content);
        }
        if (isClosed) {
            return Optional.empty();
        }
        need(2);
        if (buffer[start] == '-' && buffer[start + 1] == '-') {
            pass(2);
            isClosed = true;
            return Optional.empty();
        }
        if (++parts > PARTS_MAX) {
            throw malformed();
        }
        if (!line(HEAD_BYTES_MAX).isBlank()) {
            throw malformed();
        }
        PartHead head = head();
        isInContent = true;
        return Optional.of(head);
    }

    /// Content of the present part.
    ///
    /// @return bytes put, 1 or more, or -1 after the last
    int read(ByteBuffer into) throws IOException {
        if (isInContent && content == 0) {
            locate();
        }
        if (!isInContent || content == 0) {
            passContent(0);
            return -1;
        }
        int count = Math.min(content, into.remaining());
        into.put(buffer, start, count);
        pass(count);
        content -= count;
        return count;
    }

    /// Bytes of the source that were handed out or passed over.
    long taken() {
        return taken;
    }

    private PartHead head() throws IOException {
        int left = HEAD_BYTES_MAX;
        Optional<PartHead> head = Optional.empty();
        while (true) {
            String line = line(left);
            if (line.isEmpty()) {
                return head.orElseThrow(MultipartReader::malformed);
            }
            left -= line.length() + 2;
            if (left <= 0) {
                throw malformed();
            }
            Optional<String> disposition = PartHead.disposition(line);
            if (disposition.isPresent()) {
                if (head.isPresent()) {
                    throw malformed();
                }
                head = Optional.of(PartHead.parse(disposition.get()));
            }
        }
    }

    /// A line without its end.
    private String line(int bytesMax) throws IOException {
        int length = 0;
        while (true) {
            for (; start + length + 1 < end; length++) {
                if (buffer[start + length] == '\r' && buffer[start + length + 1] == '\n') {
                    String line = FormText.text(Arrays.copyOfRange(buffer, start, start + length));
                    pass(length + 2);
                    return line;
                }
            }
            if (length > bytesMax) {
                throw malformed();
            }
            fill();
        }
    }

    /// Finds out how much content there is before the delimiter or the end of the buffer.
    private void locate() throws IOException {
        while (true) {
            int found = find();
            if (found >= 0) {
                content = found - start;
                return;
            }
            // What is left may be the beginning of a delimiter.
            content = Math.max(0, end - start - (delimiter.length - 1));
            if (content > 0) {
                return;
            }
            fill();
        }
    }

    private int find() {
        int last = delimiter.length - 1;
        int at = start;
        while (at + last < end) {
            byte b = buffer[at + last];
            if (b == delimiter[last] && Arrays.equals(buffer, at, at + last, delimiter, 0, last)) {
                return at;
            }
            at += skips[b & 0xff];
        }
        return -1;
    }

    /// Passes content, and the delimiter when it is next.
    private void passContent(int count) {
        pass(count);
        content = 0;
        if (isInContent && count == 0) {
            pass(delimiter.length);
            isInContent = false;
        }
    }

    private void pass(int count) {
        start += count;
        taken += count;
    }

    private void need(int count) throws IOException {
        while (end - start < count) {
            fill();
        }
    }

    private void fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        int count = source.read(ByteBuffer.wrap(buffer, end, buffer.length - end));
        if (count < 0) {
            throw malformed();
        }
        end += count;
    }

    static S3BodyException malformed() {
        return new S3BodyException(ErrorCode.MALFORMED_POST);
    }
}
