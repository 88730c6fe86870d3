package io.holdfast.base.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How the text of a setting becomes a value.
///
/// @param name for the settings page
/// @param isSecret whether the text must never be shown
/// @param parser throws IllegalArgumentException, whose message ends the sentence "NAME must be …"
public record SettingType<T>(String name, boolean isSecret, Parser<T> parser) {
    /// Turns text into a value.
    @FunctionalInterface
    public interface Parser<T> {
        T parse(String text);
    }

    public static final SettingType<String> TEXT = new SettingType<>("text", false, text -> text);

    /// Like text, but never shown.
    public static final SettingType<String> SECRET =
            new SettingType<>("secret", true, text -> text);

    public static final SettingType<Path> PATH =
            new SettingType<>("path", false, SettingType::path);

    /// Names parted by spaces or commas.
    public static final SettingType<List<String>> LIST =
            new SettingType<>("list", false, SettingType::list);

    public static final SettingType<Boolean> SWITCH =
            new SettingType<>("on or off", false, SettingType::isOn);

    /// As in `500ms`, `30s` or `1h30m`; never negative.
    public static final SettingType<Duration> DURATION =
            new SettingType<>("duration", false, SettingType::duration);

    /// As in `1048576`, `128KiB` or `10MB`.
    public static final SettingType<Long> BYTES =
            new SettingType<>("size", false, SettingType::bytes);

    private static final Pattern SPAN = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Pattern SIZE =
            Pattern.compile("([0-9]{1,15})\\s*([KMGT]?)(I?)B?", Pattern.CASE_INSENSITIVE);

    /// A whole number from min to max.
    public static SettingType<Integer> number(int min, int max) {
        return new SettingType<>(
                "number from " + min + " to " + max, false, text -> number(text, min, max));
    }

    /// One of the constants, in lower case.
    public static <E extends Enum<E>> SettingType<E> oneOf(Class<E> type) {
        String names =
                Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
        return new SettingType<>(
                "one of " + names,
                false,
                text ->
                        Arrays.stream(type.getEnumConstants())
                                .filter(constant -> constant.name().equalsIgnoreCase(text))
                                .findFirst()
                                .orElseThrow(
                                        () -> new IllegalArgumentException("one of " + names)));
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("a path", e);
        }
    }

    private static List<String> list(String text) {
        return Stream.of(text.split("[\\s,]+")).filter(name -> !name.isEmpty()).toList();
    }

    private static boolean isOn(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "on", "true", "1", "yes", "enable", "enabled" -> true;
            case "off", "false", "0", "no", "disable", "disabled" -> false;
            default -> throw new IllegalArgumentException("on or off");
        };
    }

    private static int number(String text, int min, int max) {
        IllegalArgumentException wrong =
                new IllegalArgumentException("a number from " + min + " to " + max);
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            wrong.initCause(e);
        }
        throw wrong;
    }

    private static Duration duration(String text) {
        Matcher matcher = SPAN.matcher(text);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (matcher.lookingAt()) {
            long count = Long.parseLong(matcher.group(1));
            sum =
                    sum.plus(
                            switch (matcher.group(2)) {
                                case "ms" -> Duration.ofMillis(count);
                                case "s" -> Duration.ofSeconds(count);
                                case "m" -> Duration.ofMinutes(count);
                                case "h" -> Duration.ofHours(count);
                                default -> Duration.ofDays(count);
                            });
            end = matcher.end();
            matcher.region(end, text.length());
        }
        if (end == 0 || end != text.length()) {
            throw new IllegalArgumentException("a duration, as 500ms, 30s or 1h30m");
        }
        return sum;
    }

    private static long bytes(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a size, as 1048576, 128KiB or 10MB");
        }
        long unit = matcher.group(3).isEmpty() ? 1000 : 1024;
        long factor =
                switch (matcher.group(2).toUpperCase(Locale.ROOT)) {
                    case "K" -> unit;
                    case "M" -> unit * unit;
                    case "G" -> unit * unit * unit;
                    case "T" -> unit * unit * unit * unit;
                    default -> 1;
                };
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), factor);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("a size below 9 EB", e);
        }
    }
}
