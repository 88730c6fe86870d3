package io.holdfast.s3.request;

import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Percent;
import io.holdfast.s3.wire.Query;
import io.holdfast.s3.wire.S3Exception;

/// How names are written in listings.
///
/// @param name `url` for percent-encoding, or empty for plain text
public record Encoding(String name) {
    private static final Encoding PLAIN = new Encoding("");
    private static final Encoding URL = new Encoding("url");

    /// The encoding that a query asks for.
    ///
    /// @throws S3Exception INVALID_ARGUMENT for any but `url`
    public static Encoding of(Query query) throws S3Exception {
        String wanted = query.getOrEmpty("encoding-type");
        if (wanted.isEmpty()) {
            return PLAIN;
        }
        if (!wanted.equalsIgnoreCase("url")) {
            throw new S3Exception(ErrorCode.INVALID_ARGUMENT, "encoding-type must be url.");
        }
        return URL;
    }

    /// The text in that encoding.
    public String encode(String text) {
        return name.isEmpty() ? text : Percent.encodeListed(text);
    }
}
