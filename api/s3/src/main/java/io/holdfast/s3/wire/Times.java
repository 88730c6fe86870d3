package io.holdfast.s3.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.OptionalLong;

/// Times in the forms of the wire, always UTC; milliseconds since 1970 inside.
public final class Times {
    private static final long SECOND_MS = 1000;
    private static final int DAY_S = 86_400;
    private static final String[] DAYS = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    // Two digits of a year mean 1970 to 2069.
    private static final DateTimeFormatter RFC_850 =
            new DateTimeFormatterBuilder()
                    .appendPattern("EEEE, dd-MMM-")
                    .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
                    .appendPattern(" HH:mm:ss 'GMT'")
                    .toFormatter(Locale.ENGLISH);
    private static final int WEEKDAY_CHARS = 3;
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);

    private Times() {}

    /// `2006-01-02T15:04:05.000Z`, as in documents.
    public static String iso(long ms) {
        long seconds = Math.floorDiv(ms, SECOND_MS);
        int[] date = civil(Math.floorDiv(seconds, DAY_S));
        int second = (int) Math.floorMod(seconds, (long) DAY_S);
        StringBuilder out = new StringBuilder(24);
        digits(date[0], 4, out).append('-');
        digits(date[1], 2, out).append('-');
        digits(date[2], 2, out).append('T');
        clock(second, out).append('.');
        return digits((int) Math.floorMod(ms, SECOND_MS), 3, out).append('Z').toString();
    }

    /// `Mon, 02 Jan 2006 15:04:05 GMT`, as in fields [RFC 9110 §5.6.7].
    public static String http(long ms) {
        long seconds = Math.floorDiv(ms, SECOND_MS);
        long day = Math.floorDiv(seconds, DAY_S);
        int[] date = civil(day);
        StringBuilder out = new StringBuilder(29);
        out.append(DAYS[(int) Math.floorMod(day, 7L)]).append(", ");
        digits(date[2], 2, out).append(' ').append(MONTHS[date[1] - 1]).append(' ');
        digits(date[0], 4, out).append(' ');
        return clock((int) Math.floorMod(seconds, (long) DAY_S), out).append(" GMT").toString();
    }

    /// Reads `20060102T150405Z`; empty for anything else.
    public static OptionalLong parseAmz(String text) {
        if (text.length() != 16 || text.charAt(8) != 'T' || text.charAt(15) != 'Z') {
            return OptionalLong.empty();
        }
        for (int i = 0; i < 15; i++) {
            char c = text.charAt(i);
            if (i != 8 && (c < '0' || c > '9')) {
                return OptionalLong.empty();
            }
        }
        try {
            return OptionalLong.of(
                    LocalDateTime.of(
                                            number(text, 0, 4),
                                            number(text, 4, 6),
                                            number(text, 6, 8),
                                            number(text, 9, 11),
                                            number(text, 11, 13),
                                            number(text, 13, 15))
                                    .toEpochSecond(ZoneOffset.UTC)
                            * SECOND_MS);
        } catch (DateTimeException _) {
            return OptionalLong.empty();
        }
    }

    /// Reads the three forms of a date in a field [RFC 9110 §5.6.7], and ISO 8601; empty for
    /// anything else.
    public static OptionalLong parseHttp(String text) {
        OptionalLong amz = parseAmz(text);
        if (amz.isPresent()) {
            return amz;
        }
        // A weekday that does not fit its date says no more than none.
        String date =
                text.indexOf(", ") == WEEKDAY_CHARS ? text.substring(WEEKDAY_CHARS + 2) : text;
        try {
            return OptionalLong.of(
                    ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()
                            .toEpochMilli());
        } catch (DateTimeException _) {
            // another form
        }
        for (DateTimeFormatter format : new DateTimeFormatter[] {RFC_850, ASCTIME}) {
            try {
                return OptionalLong.of(
                        LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC).toEpochMilli());
            } catch (DateTimeException _) {
                // another form
            }
        }
        try {
            return OptionalLong.of(Instant.parse(text).toEpochMilli());
        } catch (DateTimeException | ArithmeticException _) {
            return OptionalLong.empty();
        }
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    private static StringBuilder clock(int second, StringBuilder out) {
        digits(second / 3600, 2, out).append(':');
        digits(second / 60 % 60, 2, out).append(':');
        return digits(second % 60, 2, out);
    }

    private static StringBuilder digits(int value, int width, StringBuilder out) {
        int scale = 1;
        for (int i = 1; i < width; i++) {
            scale *= 10;
        }
        for (; scale > 0; scale /= 10) {
            out.append((char) ('0' + value / scale % 10));
        }
        return out;
    }

    /// Year, month and day of a day number, by counting 400-year eras from a March [Hinnant,
    /// "chrono -compatible low-level date algorithms", civil_from_days].
    private static int[] civil(long day) {
        long z = day + 719_468;
        long era = Math.floorDiv(z, 146_097L);
        int dayOfEra = (int) (z - era * 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shifted = (5 * dayOfYear + 2) / 153;
        int month = shifted < 10 ? shifted + 3 : shifted - 9;
        int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
        return new int[] {year, month, dayOfYear - (153 * shifted + 2) / 5 + 1};
    }
}
