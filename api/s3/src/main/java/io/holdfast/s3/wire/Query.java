package io.holdfast.s3.wire;

import java.util.Optional;

/// A parsed query: decoded names and values in the order of the wire. Names are case-sensitive, the
/// first of a name counts.
public final class Query {
    /// More parameters than any operation has; a bound on the work that a stranger may cause.
    private static final int PARAMETERS_MAX = 256;

    /// No parameters.
    public static final Query NONE = new Query(new String[0], new String[0], 0);

    private final String[] names;
    private final String[] values;
    private final int count;

    private Query(String[] names, String[] values, int count) {
        this.names = names;
        this.values = values;
        this.count = count;
    }

    /// Parses the text behind the question mark.
    ///
    /// @throws S3Exception BAD_REQUEST when it is not well formed
    public static Query parse(String raw) throws S3Exception {
        if (raw.isEmpty()) {
            return NONE;
        }
        int most = 1;
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '&') {
                most++;
            }
        }
        if (most > PARAMETERS_MAX) {
            throw new S3Exception(ErrorCode.BAD_REQUEST, "Too many query parameters.");
        }
        String[] names = new String[most];
        String[] values = new String[most];
        int count = 0;
        int at = 0;
        while (at <= raw.length()) {
            int end = raw.indexOf('&', at);
            if (end < 0) {
                end = raw.length();
            }
            if (end > at) {
                int equals = raw.indexOf('=', at);
                boolean hasValue = equals >= 0 && equals < end;
                names[count] = Percent.decodeQuery(raw.substring(at, hasValue ? equals : end));
                values[count] = hasValue ? Percent.decodeQuery(raw.substring(equals + 1, end)) : "";
                count++;
            }
            at = end + 1;
        }
        return new Query(names, values, count);
    }

    /// Number of parameters.
    public int count() {
        return count;
    }

    /// Name of the parameter at an index.
    public String name(int index) {
        return names[index];
    }

    /// Value of the parameter at an index; empty when it has none.
    public String value(int index) {
        return values[index];
    }

    /// Whether the parameter is there, with or without a value.
    public boolean has(String name) {
        return indexOf(name) >= 0;
    }

    /// The first value, which may be the empty text.
    public Optional<String> get(String name) {
        int index = indexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(values[index]);
    }

    /// The first value, or the empty text.
    public String getOrEmpty(String name) {
        int index = indexOf(name);
        return index < 0 ? "" : values[index];
    }

    /// A number.
    ///
    /// @return the fallback when absent or empty
    /// @throws S3Exception INVALID_ARGUMENT when it is no number or negative
    public int number(String name, int fallback) throws S3Exception {
        String text = getOrEmpty(name);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new S3Exception(
                ErrorCode.INVALID_ARGUMENT, name + " must be a number that is not negative.");
    }

    private int indexOf(String name) {
        for (int i = 0; i < count; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
