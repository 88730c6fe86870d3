package io.holdfast.s3.form;

import io.holdfast.s3.wire.S3BodyException;
import java.util.Locale;
import java.util.Optional;

/// What a part of a form says of itself [RFC 7578 §4.2].
///
/// @param name of the field
/// @param fileName as the client wrote it, with or without a path; empty when it gives none
record PartHead(String name, String fileName) {
    private static final String FIELD = "content-disposition:";

    /// The value of a line of a part's head, when it is the disposition.
    ///
    /// @throws S3BodyException MALFORMED_POST for a line that goes on where the one before ended
    static Optional<String> disposition(String line) throws S3BodyException {
        if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
            throw MultipartReader.malformed();
        }
        return line.regionMatches(true, 0, FIELD, 0, FIELD.length())
                ? Optional.of(line.substring(FIELD.length()))
                : Optional.empty();
    }

    /// Reads a disposition: `form-data; name="key"; filename="a.txt"`.
    ///
    /// @throws S3BodyException MALFORMED_POST for any other kind, and when the name is missing
    static PartHead parse(String value) throws S3BodyException {
        return new Parser(value).parse();
    }

    private static final class Parser {
        private final String text;
        private int at;
        private Optional<String> name = Optional.empty();
        private Optional<String> fileName = Optional.empty();

        Parser(String text) {
            this.text = text;
        }

        PartHead parse() throws S3BodyException {
            if (!token(';').equalsIgnoreCase("form-data")) {
                throw MultipartReader.malformed();
            }
            while (at < text.length()) {
                at++; // the semicolon
                String parameter = token('=', ';').toLowerCase(Locale.ROOT);
                if (at == text.length() || text.charAt(at) == ';') {
                    if (!parameter.isEmpty()) {
                        throw MultipartReader.malformed();
                    }
                    continue;
                }
                at++; // the equals sign
                keep(parameter, value());
            }
            return new PartHead(name.orElseThrow(MultipartReader::malformed), fileName.orElse(""));
        }

        private void keep(String parameter, String value) throws S3BodyException {
            switch (parameter) {
                case "name" -> name = only(name, value);
                case "filename" -> fileName = only(fileName, value);
                default -> {
                    // says nothing to us
                }
            }
        }

        private static Optional<String> only(Optional<String> earlier, String value)
                throws S3BodyException {
            if (earlier.isPresent()) {
                throw MultipartReader.malformed();
            }
            return Optional.of(value);
        }

        private String value() throws S3BodyException {
            skipSpace();
            if (at == text.length() || text.charAt(at) != '"') {
                return token(';');
            }
            at++;
            String quoted = quoted();
            if (!token(';').isEmpty()) {
                throw MultipartReader.malformed();
            }
            return quoted;
        }

        /// A backslash hides a quote alone: in a path of Windows it separates names, and browsers
        /// write it as it is.
        private String quoted() throws S3BodyException {
            StringBuilder out = new StringBuilder();
            for (; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '"') {
                    at++;
                    return out.toString();
                }
                if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    c = '"';
                    at++;
                }
                out.append(c);
            }
            throw MultipartReader.malformed();
        }

        /// Text up to one of the separators or the end, without spaces around it.
        private String token(char... separators) {
            int from = at;
            while (at < text.length() && !isAny(text.charAt(at), separators)) {
                at++;
            }
            return text.substring(from, at).strip();
        }

        private static boolean isAny(char c, char... separators) {
            for (char separator : separators) {
                if (c == separator) {
                    return true;
                }
            }
            return false;
        }

        private void skipSpace() {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
        }
    }
}
