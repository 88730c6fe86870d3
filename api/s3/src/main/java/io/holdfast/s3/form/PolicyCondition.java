package io.holdfast.s3.form;

import java.util.Locale;

/// One condition of a form's policy [S3 API: POST policy].
///
/// @param operator how the field's value must be
/// @param field lower-case name, without the dollar sign
/// @param value to compare with; its case counts
record PolicyCondition(Operator operator, String field, String value) {
    private static final String CONTENT_TYPE = "content-type";

    enum Operator {
        EQ("eq"),
        STARTS_WITH("starts-with");

        private final String word;

        Operator(String word) {
            this.word = word;
        }
    }

    PolicyCondition {
        field = field.toLowerCase(Locale.ROOT);
    }

    /// Whether a form with this value meets it.
    boolean isMetBy(String given) {
        return switch (operator) {
            case EQ -> given.equals(value);
            case STARTS_WITH -> field.equals(CONTENT_TYPE) ? eachStarts(given) : starts(given);
        };
    }

    private boolean starts(String given) {
        return given.startsWith(value);
    }

    /// Types that are separated by commas are a list, each of which must do.
    private boolean eachStarts(String given) {
        if (value.indexOf(',') >= 0) {
            return starts(given);
        }
        for (String one : given.split(",", -1)) {
            if (!starts(one.strip())) {
                return false;
            }
        }
        return true;
    }

    /// As policies write it.
    @Override
    public String toString() {
        return "[\"" + operator.word + "\", \"$" + field + "\", \"" + value + "\"]";
    }
}
