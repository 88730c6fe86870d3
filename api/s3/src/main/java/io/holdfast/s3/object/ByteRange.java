package io.holdfast.s3.object;

import io.holdfast.s3.wire.S3Exception;
import java.util.Optional;

/// A range within an object.
///
/// @param start first byte
/// @param length bytes, 1 or more
record ByteRange(long start, long length) {
    private static final String UNIT = "bytes=";

    /// Reads `bytes=a-b`, `bytes=a-` and `bytes=-n` [RFC 9110 §14.1.2]; a single range only.
    ///
    /// @return empty when the text has another form, which counts for nothing
    /// @throws S3Exception INVALID_RANGE when the range lies outside
    static Optional<ByteRange> parse(String text, long size) throws S3Exception {
        if (!text.startsWith(UNIT)) {
            return Optional.empty();
        }
        int dash = text.indexOf('-', UNIT.length());
        if (dash < 0) {
            return Optional.empty();
        }
        String first = text.substring(UNIT.length(), dash).strip();
        String last = text.substring(dash + 1).strip();
        if ((first.isEmpty() && last.isEmpty()) || !isDigits(first) || !isDigits(last)) {
            return Optional.empty();
        }
        if (first.isEmpty()) {
            long count = Math.min(number(last), size);
            if (count == 0) {
                throw S3Exception.ofRange(text, size);
            }
            return Optional.of(new ByteRange(size - count, count));
        }
        long start = number(first);
        long end = last.isEmpty() ? Long.MAX_VALUE : number(last);
        if (start > end || start >= size) {
            throw S3Exception.ofRange(text, size);
        }
        return Optional.of(new ByteRange(start, Math.min(end, size - 1) - start + 1));
    }

    /// The value of Content-Range.
    String contentRange(long size) {
        return "bytes " + start + '-' + (start + length - 1) + '/' + size;
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /// A number beyond a long lies outside every object.
    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException _) {
            return Long.MAX_VALUE;
        }
    }
}
