package io.holdfast.s3.form;

import io.holdfast.s3.wire.ErrorCode;
import io.holdfast.s3.wire.S3Exception;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The fields of a form before its file [S3 API: POST Object]. What stands behind the file counts
/// for nothing.
///
/// @param fields by lower-case name; `${filename}` is replaced, values of one name are joined by
///   commas
/// @param fileName without a path; may be empty
record Form(Map<String, String> fields, String fileName) {
    /// [S3 user guide: HTML forms]: fields and boundaries have at most 20 KB.
    private static final int FIELDS_BYTES_MAX = 20 << 10;

    /// Thousands of keys, see [FanOut].
    private static final int LIST_BYTES_MAX = 1 << 20;

    private static final String FILE = "file";
    private static final String FILE_NAME = "${filename}";

    Form {
        fields = Map.copyOf(fields);
    }

    /// Reads up to the file, whose content is next.
    ///
    /// @throws S3Exception MAX_POST_PRE_DATA_LENGTH; INVALID_ARGUMENT when there is no file
    static Form read(MultipartReader parts) throws S3Exception, IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        int bytes = 0;
        while (true) {
            PartHead head = parts.next().orElseThrow(Form::withoutFile);
            String name = head.name().toLowerCase(Locale.ROOT);
            bytes += head.name().length() + head.fileName().length();
            if (name.equals(FILE)) {
                return new Form(
                        expanded(fields, baseName(head.fileName())), baseName(head.fileName()));
            }
            boolean isList = name.equals(FanOut.FIELD) && !fields.containsKey(name);
            byte[] value = value(parts, isList ? LIST_BYTES_MAX : FIELDS_BYTES_MAX - bytes);
            bytes += isList ? 0 : value.length;
            if (bytes > FIELDS_BYTES_MAX) {
                throw tooLong();
            }
            fields.merge(name, FormText.text(value), (earlier, later) -> earlier + ',' + later);
        }
    }

    /// A field's value; empty when it is not there.
    String value(String name) {
        return fields.getOrDefault(name, "");
    }

    /// A field's value.
    ///
    /// @throws S3Exception INVALID_ARGUMENT when it is not there or empty
    String require(String name) throws S3Exception {
        String value = value(name);
        if (value.isEmpty()) {
            throw new S3Exception(
                            ErrorCode.INVALID_ARGUMENT,
                            "A form must contain the field '" + name + "' before its file.")
                    .with("ArgumentName", name)
                    .with("ArgumentValue", "");
        }
        return value;
    }

    private static byte[] value(MultipartReader parts, int bytesMax)
            throws S3Exception, IOException {
        byte[] bytes = new byte[512];
        int length = 0;
        while (true) {
            if (length == bytes.length) {
                if (length > bytesMax) {
                    throw tooLong();
                }
                bytes = Arrays.copyOf(bytes, 2 * length);
            }
            int count = parts.read(ByteBuffer.wrap(bytes, length, bytes.length - length));
            if (count < 0) {
                if (length > bytesMax) {
                    throw tooLong();
                }
                return Arrays.copyOf(bytes, length);
            }
            length += count;
        }
    }

    private static Map<String, String> expanded(Map<String, String> fields, String fileName) {
        Map<String, String> expanded = new LinkedHashMap<>(fields);
        expanded.replaceAll((_, value) -> value.replace(FILE_NAME, fileName));
        return expanded;
    }

    /// What is behind the last slash of either kind.
    private static String baseName(String fileName) {
        return fileName.substring(
                Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
    }

    private static S3Exception withoutFile() {
        return new S3Exception(ErrorCode.INVALID_ARGUMENT, "A form must contain exactly one file.")
                .with("ArgumentName", FILE)
                .with("ArgumentValue", "0");
    }

    private static S3Exception tooLong() {
        return new S3Exception(ErrorCode.MAX_POST_PRE_DATA_LENGTH);
    }

    /// The boundary that a content type names; empty when it is no form's.
    static Optional<String> boundary(String contentType) {
        String type = "multipart/form-data";
        if (!contentType.regionMatches(true, 0, type, 0, type.length())) {
            return Optional.empty();
        }
        String parameter = "boundary=";
        int at = contentType.toLowerCase(Locale.ROOT).indexOf(parameter);
        if (at < 0) {
            return Optional.of("");
        }
        String rest = contentType.substring(at + parameter.length()).strip();
        if (rest.startsWith("\"")) {
            int close = rest.indexOf('"', 1);
            return Optional.of(close < 0 ? "" : rest.substring(1, close));
        }
        int semicolon = rest.indexOf(';');
        return Optional.of(semicolon < 0 ? rest : rest.substring(0, semicolon).strip());
    }
}
