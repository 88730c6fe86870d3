package io.holdfast.s3.request;

import io.holdfast.object.Conditions;
import io.holdfast.s3.wire.Etags;
import io.holdfast.s3.wire.Times;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads conditions from fields.
public final class ConditionFields {
    private ConditionFields() {}

    /// The four conditions of a read; a date that is not valid counts for nothing [RFC 9110
    /// §13.1.3].
    public static Conditions ofRead(S3Request request) {
        return of(request, "if-");
    }

    /// The two conditions of a write.
    public static Conditions ofWrite(S3Request request) {
        Optional<String> match = etag(request, "if-match");
        Optional<String> noneMatch = etag(request, "if-none-match");
        return match.isEmpty() && noneMatch.isEmpty()
                ? Conditions.NONE
                : new Conditions(match, noneMatch, OptionalLong.empty(), OptionalLong.empty());
    }

    /// The four conditions on the source of a copy.
    public static Conditions ofCopySource(S3Request request) {
        return of(request, "x-amz-copy-source-if-");
    }

    /// The four conditions on the source of a rename.
    public static Conditions ofRenameSource(S3Request request) {
        return of(request, "x-amz-rename-source-if-");
    }

    private static Conditions of(S3Request request, String prefix) {
        Conditions conditions =
                new Conditions(
                        etag(request, prefix + "match"),
                        etag(request, prefix + "none-match"),
                        date(request, prefix + "modified-since"),
                        date(request, prefix + "unmodified-since"));
        return conditions.isNone() ? Conditions.NONE : conditions;
    }

    private static Optional<String> etag(S3Request request, String name) {
        return request.header(name).map(Etags::unquoted);
    }

    private static OptionalLong date(S3Request request, String name) {
        Optional<String> text = request.header(name);
        return text.isEmpty() ? OptionalLong.empty() : Times.parseHttp(text.get());
    }
}
