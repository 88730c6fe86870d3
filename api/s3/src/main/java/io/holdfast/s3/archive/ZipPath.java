package io.holdfast.s3.archive;

import io.holdfast.http.Exchange;
import java.util.Optional;

/// A key or prefix that leads into an archive: `folder/file.zip/inner/path`.
///
/// @param archive key of the zip archive
/// @param inner behind the slash; may be empty
record ZipPath(String archive, String inner) {
    private static final String FIELD = "x-minio-extract";
    private static final String INSIDE = ".zip/";

    static Optional<ZipPath> of(String key) {
        int at = key.indexOf(INSIDE);
        int slash = at + INSIDE.length();
        return at < 0
                ? Optional.empty()
                : Optional.of(new ZipPath(key.substring(0, slash - 1), key.substring(slash)));
    }

    /// Whether a request wants to look inside.
    static boolean isAsked(Exchange exchange) {
        return exchange.header(FIELD).filter("true"::equalsIgnoreCase).isPresent();
    }

    /// What stands before the inner path in keys.
    String outer() {
        return archive + '/';
    }
}
