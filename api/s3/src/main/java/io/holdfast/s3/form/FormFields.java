package io.holdfast.s3.form;

import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.Fields;
import io.holdfast.s3.wire.S3Exception;
import io.holdfast.s3.wire.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The parts of a form as the fields of the PUT that it stands for [S3 API: POST Object].
final class FormFields {
    private static final Set<String> PLAIN =
            Set.of(
                    "cache-control",
                    "content-disposition",
                    "content-encoding",
                    "content-language",
                    "content-md5",
                    "content-type",
                    "expires",
                    "if-match",
                    "if-none-match");

    /// Parts of signatures and framing, which no operation may take for fields.
    private static final Set<String> SIGNATURE =
            Set.of(
                    "x-amz-algorithm",
                    "x-amz-content-sha256",
                    "x-amz-credential",
                    "x-amz-date",
                    "x-amz-decoded-content-length",
                    "x-amz-security-token",
                    "x-amz-signature",
                    "x-amz-trailer");

    private FormFields() {}

    /// @throws S3Exception INVALID_ARGUMENT when a value cannot be one of a field; what [Tags]
    ///   throws
    static Map<String, String> of(Form form) throws S3Exception {
        Map<String, String> fields = new HashMap<>();
        for (Map.Entry<String, String> entry : form.fields().entrySet()) {
            String name = fieldName(entry.getKey());
            if (!name.isEmpty()) {
                String value = entry.getValue().strip();
                boolean isTags = entry.getKey().equals("tagging");
                fields.put(name, isTags ? tagField(value) : checked(name, value));
            }
        }
        return fields;
    }

    /// What the part is called as a field; empty when it is none.
    private static String fieldName(String part) {
        return switch (part) {
            case "acl" -> "x-amz-acl";
            case "tagging" -> "x-amz-tagging";
            default -> {
                boolean isField =
                        PLAIN.contains(part)
                                || (part.startsWith("x-minio-") && !part.equals(FanOut.FIELD))
                                || (part.startsWith("x-amz-") && !SIGNATURE.contains(part));
                yield isField ? part : "";
            }
        };
    }

    /// Parts may hold what fields cannot: it must not get into an answer's head.
    private static String checked(String name, String value) throws S3Exception {
        if (!Fields.isName(name) || !Fields.isValue(value)) {
            throw new S3Exception(
                            ErrorCode.INVALID_ARGUMENT, "A field of the form has a wrong value.")
                    .with("ArgumentName", name);
        }
        return value;
    }

    /// A form gives tags as a document, a PUT as a query.
    private static String tagField(String document) throws S3Exception {
        return Tags.field(Tags.parseDocument(FormText.bytes(document), Tags.OBJECT_TAGS_MAX));
    }
}
